"""Broken roster files, built in code: every way of spoiling an upload that we know of."""
