"""How fast the platform is, as ratios to the bare stack on the same machine: `make bench`. It asserts nothing."""
