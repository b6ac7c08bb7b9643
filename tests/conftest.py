"""What all tests share: tiny reports built on the spot."""
