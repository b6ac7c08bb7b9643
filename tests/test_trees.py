"""Trees of sentences, made one by one and many at a time."""

import msgspec
import pytest

from twosource.annotate.parse import parse, parses
from twosource.desk import READ
from twosource.engine.local import LocalEngine
from twosource.model.report import Download, Report
from twosource.tell.audit import grammar

TEXT = (
    "The ferry Ostrana ran aground off Cape Bellin at dawn on Tuesday. All 212 passengers were taken off by noon.\n\n"
    "The harbour master, Ilse Torvund, said the pilot had asked for a tug. No tug came, she added.\n"
)


@pytest.fixture(scope="module")
def report() -> Report:
    found = LocalEngine().run(READ, [Download("", "a.txt", TEXT.encode())])
    return next(one for one in found if isinstance(one, Report))


def test_reports_parsed_together_give_what_each_gives_alone(report: Report) -> None:
    alone = [msgspec.structs.replace(report, sentences=(span,)) for span in report.sentences]
    assert parses([report, *alone]) == [parse(report), *map(parse, alone)]
    assert parses([]) == []


def test_without_names_and_lemmas_a_parse_differs_in_nothing_else(report: Report) -> None:
    (named,), (plain,) = parses([report]), parses([report], trees=True)
    tokens = [token._replace(ent="", ent_iob="", lemma="") for sentence in named.sentences for token in sentence.tokens]
    assert any(token.ent for sentence in named.sentences for token in sentence.tokens)
    assert tokens == [token._replace(lemma="") for sentence in plain.sentences for token in sentence.tokens]


def test_trees_made_ahead_are_those_made_when_asked_for(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "_TREES", {})
    asked = [grammar.clauses(report, span) for span in report.sentences]
    monkeypatch.setattr(grammar, "_TREES", {})
    grammar.foresee((report, span) for span in report.sentences)
    assert len(grammar._TREES) == len(report.sentences)
    assert [grammar.clauses(report, span) for span in report.sentences] == asked


def test_few_trees_are_kept(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "_TREES", {})
    monkeypatch.setattr(grammar, "MOST_TREES", 2)
    for span in report.sentences:
        grammar.clauses(report, span)
    assert 0 < len(grammar._TREES) <= 2
