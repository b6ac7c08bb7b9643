"""A desk in one SQLite file: `opening.open_desk` is the way in."""
