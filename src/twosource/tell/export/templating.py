"""What all pages are written with: templates that escape every word, and our own style sheets."""

from importlib import resources
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined


def environment(**known: object) -> Environment:
    """The templates, with what they may call."""
    found = Environment(loader=FunctionLoader(own_text), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    found.globals.update(known)
    return found


def own_text(name: str) -> str:
    """A template or a style sheet of ours."""
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def web_address(url: str | None) -> str | None:
    """An address that a link may lead to: a page of the web and nothing else."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
