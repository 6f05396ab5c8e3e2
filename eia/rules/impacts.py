"""Rules on impacts: what happens to each group."""
