"""Lists of the two libraries as files."""

from registry.exports import objects, officers

__all__ = ["objects", "officers"]
