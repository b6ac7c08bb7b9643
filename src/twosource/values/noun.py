"""Nouns that are counted, in one number or the other."""

import functools

from twosource.lang import Language, language


def plural(noun: str, lang: Language) -> str:
    """The plural of a noun; a noun that is plural already stays."""
    irregular = lang.numbers.plurals
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("man") and noun not in {"human", "german"}:
        return noun[:-3] + "men"
    if noun in irregular.values() or noun.endswith("men") or (noun.endswith("s") and not noun.endswith(("ss", "us", "is"))):
        return noun
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + "s"


def singular(noun: str, lang: Language) -> str:
    """The singular of a noun; a noun that is singular already stays."""
    single = _singulars(lang.code)
    if noun in single:
        return single[noun]
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "zes", "ches", "shes")):
        return noun[:-2]
    return noun if noun.endswith(("ss", "us", "is")) or not noun.endswith("s") else noun[:-1]


@functools.cache
def _singulars(code: str) -> dict[str, str]:
    plurals = language(code).numbers.plurals
    return {many: one for one, many in plurals.items()} | {one: one for one in plurals if one not in plurals.values()}
