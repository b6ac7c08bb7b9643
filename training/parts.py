"""The folds of the news documents: which one a document is in, for teaching without it and for measuring on it. Needs no torch."""

import zlib

FOLDS = 5


def fold_of(document: str) -> int:
    """The fold of a document, settled by its name."""
    return zlib.crc32(document.encode()) % FOLDS
