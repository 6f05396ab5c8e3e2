"""Rules on wording: what text gives away by itself."""
