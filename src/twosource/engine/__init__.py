"""Where steps run: every engine calls the same functions and gives the same records."""
