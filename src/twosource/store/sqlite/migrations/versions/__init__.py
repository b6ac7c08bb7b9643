"""One file for each version of a desk."""
