"""Records only: frozen, compared by value, with ids made of content."""
