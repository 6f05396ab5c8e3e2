"""Rules on the relevance test: whether a full assessment is needed."""
