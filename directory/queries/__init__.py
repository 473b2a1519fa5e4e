"""Reads of the directory that are more than one filter."""
