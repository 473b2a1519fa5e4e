"""What the two libraries hold: supervised objects, and the people who may check them."""
