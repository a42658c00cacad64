"""A recovery companion for intensive outpatient programmes."""

__version__ = "0.1.0"
