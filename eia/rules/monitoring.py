"""Rules on monitoring and review."""
