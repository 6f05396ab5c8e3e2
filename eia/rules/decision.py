"""Rules on the recommendation and the decision it leads to."""
