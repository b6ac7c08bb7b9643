"""Two passages held against each other by the network."""

import itertools
from collections.abc import Callable, Iterator, Sequence

import pytest

import twosource.connect.weighed
from twosource.connect.weighed import Question, Shares, leaning, question, weighed, weighed_ahead
from twosource.connect.weighed.network import MOST, Passage, network
from twosource.model.report import Report, Span

TELLS = "Divers brought up the ship's bell on Tuesday, the harbour office said."
SAME = "On Tuesday the bell of the ship was raised by divers, according to the harbour office."
DENIES = "No diver has raised the bell of the ship, the harbour office said on Tuesday."
OTHER = "The bakers of Ostrel want flour to be taxed less."


def report(name: str, text: str, published: str | None = "2026-03-03T08:00:00Z") -> Report:
    return Report(id=name, path=f"{name}.txt", paths=(f"{name}.txt",), text=text, published=published)


def claim(name: str, text: str, published: str | None = "2026-03-03T08:00:00Z") -> tuple[Report, Span, tuple[Span, ...]]:
    whole = Span(0, len(text))
    return report(name, text, published), whole, (whole,)


def test_what_says_the_same_in_other_words_is_one_claim() -> None:
    found = weighed(claim("a", TELLS), claim("b", SAME))
    assert found.same > 0.5
    assert found.same == max(found)


def test_what_speaks_of_something_else_is_another_matter() -> None:
    assert weighed(claim("a", TELLS), claim("b", OTHER)).apart > 0.5


def test_what_is_gainsaid_is_not_the_same() -> None:
    found = weighed(claim("a", TELLS), claim("b", DENIES))
    assert found.same < 0.5
    assert found.matter > 0.5


def test_the_order_of_the_two_makes_no_difference() -> None:
    told = [claim("a", TELLS), claim("b", SAME, "2026-03-04"), claim("c", DENIES, None), claim("d", OTHER, "2026-03-03T10:00:00+02:00")]
    for one, other in itertools.combinations(told, 2):
        assert weighed(one, other) == weighed(other, one)


def test_shares_add_up_to_one() -> None:
    assert sum(weighed(claim("a", TELLS), claim("b", OTHER))) == pytest.approx(1, abs=1e-3)


def test_a_pair_reads_the_same_whatever_was_read_before() -> None:
    passages = [Passage(text, (Span(0, len(text)),)) for text in (TELLS, SAME, DENIES, OTHER)]
    forwards = [network().shares(one, other, 3.0) for one, other in itertools.combinations(passages, 2)]
    backwards = [network().shares(one, other, 3.0) for one, other in reversed(list(itertools.combinations(passages, 2)))]
    assert forwards == backwards[::-1]


def test_of_a_long_sentence_what_stands_about_the_claim_is_read() -> None:
    filler = "and the tide rose and fell " * MOST
    text = f"{filler}before {TELLS[0].lower()}{TELLS[1:]}"
    start = text.index("divers brought")
    far = Passage(text, (Span(start, len(text)),))
    near = Passage(SAME, (Span(0, len(SAME)),))
    assert network().shares(far, near, None).same > 0.5


def test_figures_are_asked_about_only_where_both_are_named() -> None:
    text = "Nine boats and three cars were lost."
    one = Passage(text, (Span(0, len(text)),), Span(0, 10))
    other = Passage("Three cars and nine boats are gone.", (Span(0, 35),))
    whole = one._replace(figure=None)
    assert network().shares(one, other, 1.0) == network().shares(whole, other, 1.0)


@pytest.mark.parametrize(("share", "way"), [(0.5, 0.0), (1.0, 1.0), (0.0, -1.0)])
def test_leaning_runs_from_no_to_yes(share: float, way: float) -> None:
    assert leaning(share) == pytest.approx(way)


def test_an_empty_claim_does_no_harm() -> None:
    assert sum(network().shares(Passage("", ()), Passage("", ()), None)) == pytest.approx(1, abs=1e-3)


def test_what_is_answered_ahead_is_what_is_answered_alone_and_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [claim(name, text) for name, text in (("p", TELLS), ("q", SAME), ("r", DENIES), ("s", OTHER))]
    pairs = list(itertools.combinations(told, 2))
    asked = [question(one, other) for one, other in pairs]
    alone = [network().shares(*one[:3], one_report=one.one_report) for one in asked]
    monkeypatch.setattr(twosource.connect.weighed, "_answers", {})
    shared = []

    def in_halves(does: Callable[[Question], Shares], units: Sequence[Question]) -> Iterator[Shares]:
        shared.append(len(units))
        middle = len(units) // 2
        late, early = list(map(does, units[middle:])), list(map(does, units[:middle]))
        yield from (*early, *late)

    weighed_ahead([*asked, *asked], in_halves)
    monkeypatch.setattr(twosource.connect.weighed, "_answer", None)
    assert [weighed(one, other) for one, other in pairs] == alone
    assert shared == [len(asked)]


def test_answers_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twosource.connect.weighed, "_answers", {})
    monkeypatch.setattr(twosource.connect.weighed, "MOST_KEPT", 2)
    told = [claim(name, text) for name, text in (("p", TELLS), ("q", SAME), ("r", DENIES), ("s", OTHER))]
    before = [weighed(told[0], other) for other in told[1:]]
    assert len(twosource.connect.weighed._answers) <= 2
    assert [weighed(told[0], other) for other in told[1:]] == before
