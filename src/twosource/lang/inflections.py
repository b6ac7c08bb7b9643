"""The lemmas that an inflected form of English may be of, by the rules of WordNet's morphy."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum


class Part(StrEnum):
    """The parts of speech that have senses, in the order of the thesaurus's tables."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"


#: What an ending is detached for; https://wordnet.princeton.edu/documentation/morphy7wn
ENDINGS = {
    Part.NOUN: (
        ("s", ""),  # reports
        ("ses", "s"),  # gases
        ("xes", "x"),  # boxes
        ("zes", "z"),  # waltzes
        ("ches", "ch"),  # churches
        ("shes", "sh"),  # ashes
        ("men", "man"),  # policemen
        ("ies", "y"),  # cities
    ),
    Part.VERB: (
        ("s", ""),  # says
        ("ies", "y"),  # denies
        ("es", "e"),  # closes
        ("es", ""),  # reaches
        ("ed", "e"),  # closed
        ("ed", ""),  # reached
        ("ing", "e"),  # closing
        ("ing", ""),  # reaching
    ),
    Part.ADJECTIVE: (
        ("er", ""),  # longer
        ("est", ""),  # longest
        ("er", "e"),  # larger
        ("est", "e"),  # largest
    ),
    Part.ADVERB: (),
}


def lemmas(form: str, part: Part, irregular: Mapping[tuple[Part, str], Sequence[str]]) -> Iterator[str]:
    """The lemmas that a form may be of, itself first; an irregular form follows no rule. Not all of them need be words."""
    yield form
    before, inflected, after = head(form, part)
    if exceptions := irregular.get((part, form)) or irregular.get((part, inflected)):
        yield from (lemma if (part, form) in irregular else before + lemma + after for lemma in exceptions)
    elif not inflected.endswith("ss"):  # "address" is no plural
        yield from (before + stem + after for stem in stems(inflected, part))


def head(form: str, part: Part) -> tuple[str, str, str]:
    """What stands before the word that is inflected, that word, and what stands behind: "called" off, prime "ministers"."""
    if part is Part.VERB:
        verb, space, rest = form.partition(" ")
        return "", verb, space + rest
    rest, space, last = form.rpartition(" ")
    return rest + space, last, ""


def stems(form: str, part: Part) -> Iterator[str]:
    """What is left of a word once an ending is detached."""
    return (
        form.removesuffix(ending) + instead for ending, instead in ENDINGS[part] if form.endswith(ending) and len(form) > len(ending) + 1
    )
