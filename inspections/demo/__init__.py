"""Plans of the demonstration: what was filled in, and how it is loaded through the services."""
