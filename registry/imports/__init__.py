"""What of the registry can be imported."""

from registry.imports import objects, officers

__all__ = ["objects", "officers"]
