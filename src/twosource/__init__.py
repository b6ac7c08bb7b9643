"""Twosource reads many reports of one running story and tells who said what, and how well it is borne out."""

__version__ = "0.1.0"
