"""The register for people and programs: text, CSV, JSON, Markdown and a page, from one value."""
