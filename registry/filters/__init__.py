"""How people narrow the lists of the libraries."""
