"""The register: every strategy of an organisation, and whether it has a valid, current assessment."""
