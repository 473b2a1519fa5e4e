"""The libraries' lists as files."""
