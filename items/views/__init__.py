"""Pages of supervision items."""
