"""How the tagger's weights were made, and how to make them again: see README.md beside this file.

Nothing here is imported by the package, and torch is needed here alone.
"""
