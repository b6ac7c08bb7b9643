"""Words by their meanings: what a clause says to be so, and tables in which every word is reached."""

import pytest

from stage import report
from twosource.connect.meanings import Word, words_in
from twosource.lang import language
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


def test_every_word_of_a_family_is_read_as_of_that_family() -> None:
    families = language("en").meanings.families
    read = {(name, words): list(said(words)) for name, forms in families.items() for words in forms}
    assert {key: found for key, found in read.items() if found != [f"={key[0]}"]} == {}


def test_every_word_of_two_opposites_is_read_as_on_its_own_side_of_these() -> None:
    opposites = language("en").meanings.opposites
    sides = {(name, side): forms for name, poles in opposites.items() for side, forms in ((1, poles.yes), (-1, poles.no))}
    read = {(side, words): [(word.pole, word.sign) for word in said(words).values()] for side, forms in sides.items() for words in forms}
    assert {key: found for key, found in read.items() if found != [(key[0], 1)]} == {}


def test_what_is_fired_does_not_burn_and_who_storms_a_gate_is_no_weather() -> None:
    assert "=shoot" in said("Guards fired on the crowd.")
    assert "=fire" in said("A fire broke out in the hold.")
    assert "=raid" in said("Soldiers stormed the gate.")
    assert "=wind" in said("The storm tore the roof off.")
    assert "=hit" in said("Shells struck the quay.")
    assert "=strike" in said("Dockers are on strike.")
