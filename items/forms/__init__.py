"""Forms of supervision items."""
