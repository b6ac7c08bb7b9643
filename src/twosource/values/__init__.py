"""Normalised values: find, read, compare and say each kind."""
