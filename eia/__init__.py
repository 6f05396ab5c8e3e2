"""Write, check and publish equality impact assessments."""

__version__ = "0.1.0"
