"""Bytes in, with where they came from."""
