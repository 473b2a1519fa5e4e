"""What of the directory becomes a file: the liaison roster in its form, lists as they are seen."""

from directory.exports import lists, roster

__all__ = ["lists", "roster"]
