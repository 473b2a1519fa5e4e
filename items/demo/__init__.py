"""The demonstration's supervision items."""
