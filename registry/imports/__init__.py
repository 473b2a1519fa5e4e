"""What of the registry can be imported."""

from registry.imports import officers

__all__ = ["officers"]
