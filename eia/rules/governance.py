"""Rules on governance: who answers for the assessment, and in which order things happened."""
