"""Findings, rules and their pages, as text for people and as JSON for programs: values in, strings out."""
