"""Rules on evidence: what the assessment relies on."""
