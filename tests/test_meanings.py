"""Words by their meanings: what a clause says to be so, and tables in which every word is reached."""

import pytest

from stage import report
from twosource.connect.meanings import Word, words_in
from twosource.model.report import Span


def said(text: str) -> dict[str, Word]:
    """The words of a sentence by their meanings."""
    return {word.meaning: word for word in words_in(report(text), (Span(0, len(text)),))}


@pytest.mark.parametrize(
    ("text", "pole", "side"),
    [
        ("The mate was found guilty.", "guilty", 1),
        ("The mate was found not guilty.", "guilty", -1),
        ("The mate was not found guilty.", "guilty", -1),
        ("There is no danger to bathers.", "safe", 1),
        ("The sand is dangerous.", "safe", -1),
        ("Nobody was found not guilty.", "guilty", 1),
    ],
)
def test_a_phrase_with_a_negation_of_its_own_is_not_denied_by_it(text: str, pole: str, side: int) -> None:
    sides = [word.sign * word.pole[1] for word in said(text).values() if word.pole is not None and word.pole[0] == pole]
    assert sides == [side]


def test_two_sailors_not_accounted_for_are_missing() -> None:
    word = said("Two sailors were not accounted for on Sunday.")["=missing"]
    assert (word.sign, word.struck) == (1, False)
    assert said("No sailor was missing on Sunday.")["=missing"].sign == -1
