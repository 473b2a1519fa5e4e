"""Officials' pages around what is public."""
