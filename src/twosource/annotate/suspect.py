"""Names that look damaged."""

from collections.abc import Sequence

from twosource.annotate.names import Name
from twosource.annotate.parse import Parse
from twosource.lang import Language


def suspects(names: Sequence[Name], chained: Sequence[int | None], parse: Parse, lang: Language) -> dict[str, str]:
    """The names that look damaged, with the reason in a short sentence."""
    del names, chained, parse, lang
    return {}
