"""Lists of the two libraries as files."""

from registry.exports import officers

__all__ = ["officers"]
