"""The demonstration's objects and officers."""
