"""Where a desk's records are kept: what is given, what steps made of it, and how each part came to be."""
