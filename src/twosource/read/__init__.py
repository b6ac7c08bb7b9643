"""Download to Report: the text is fixed here, once, and marked."""
