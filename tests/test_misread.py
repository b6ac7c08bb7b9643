"""A draft's sentence as the network reads it beside what reports tell of it."""

import itertools
import re
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from test_audit import audit
from twosource.desk.audited import Told
from twosource.model.audit import FaultKind, Verdict
from twosource.model.claim import Annotation
from twosource.model.report import Report, Span
from twosource.tell.audit import misread
from twosource.tell.audit.borne import KINDS, Reading, reading
from twosource.tell.audit.borne.network import MOST, MOST_TOLD, network
from twosource.tell.audit.gathering import Gathered, gathered
from twosource.tell.audit.sources import Source, Word, source, words_of

REPORT = (
    "The harbour board of Ferren refused on Monday to pay for a new crane. Its chairman, Josk Tarn, said that the old one would do for years. "
    "The dockers' union has called the crane a danger since March. It fell silent twice last week. A surveyor is to look at its cables in May. "
    "The town owns two thirds of the harbour. Bread has grown dearer in Ferren."
)
DRAFT = "The harbour board would not find the money for another crane, whose cables are to be looked at [1]."


def laid(text: str, name: str = "a") -> Source:
    starts = [0, *(at + 2 for at in range(len(text)) if text.startswith(". ", at))]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    report = Report(id=name, path=name, paths=(name,), text=text, sentences=tuple(map(Span, starts, ends)))
    return source(report, Annotation(id=f"annotation-{name}", report=name))


def words(text: str) -> str:
    return " ".join(one.text for one in gathered(words_of(text, 0, len(text)), [laid(REPORT)], 25))


def test_what_is_read_beside_a_sentence_has_its_matter_in_the_order_of_the_report() -> None:
    found = words("A surveyor will inspect the crane that the harbour board did not want to replace")
    assert found.startswith("The harbour board of Ferren refused")
    assert found.endswith("in May.")
    assert "Bread" not in found


def test_it_is_no_longer_than_can_be_read_but_one_sentence_is_always_there() -> None:
    sources = [laid(REPORT), laid(REPORT.replace("crane", "winch"), "b")]
    draft = words_of(REPORT, 0, len(REPORT))
    assert sum(len(one.text.split()) for one in gathered(draft, sources, 40)) <= 40
    assert [one.source.report.id for one in gathered(draft, sources, 100)] == sorted(
        one.source.report.id for one in gathered(draft, sources, 100)
    )
    assert len(gathered(draft, sources, 1)) == 1


def test_where_no_report_has_a_word_of_it_there_is_nothing_to_read() -> None:
    assert gathered(words_of("Elephants trumpet", 0, 17), [laid(REPORT)]) == ()
    assert gathered((), [laid(REPORT)]) == ()


def test_a_reading_is_of_every_kind_and_every_piece_of_the_sentence() -> None:
    found = reading(DRAFT, REPORT)
    assert tuple(found.shares) == KINDS
    assert sum(found.shares.values()) == pytest.approx(1, abs=0.01)
    assert len(found.spans) == len(found.wrong)
    assert DRAFT[: found.spans[0][1]] == "The"
    assert ((found.wrong >= 0) & (found.wrong <= 1)).all()


def test_a_sentence_of_any_length_can_be_read() -> None:
    found = network().read("the crane " * 500, REPORT * 20)
    assert len(found.spans) == len(found.wrong) == MOST
    assert MOST + MOST_TOLD < 512


def told_by(shares: dict[str, float], wrong: str) -> Callable[[str, str], Reading]:
    """A network that gives shares, and takes these words for the wrong ones."""

    def read(text: str, _told: str) -> Reading:
        spans = np.array([one.span() for one in re.finditer(r"\w+", text)], np.int64)
        at = text.find(wrong)
        marks = [1.0 if at <= start < at + len(wrong) else 0.0 for start, _ in spans]
        return Reading(dict.fromkeys(KINDS, 0.0) | shares, spans, np.array(marks, np.float32))

    return read


@pytest.mark.parametrize(
    ("kind", "named"),
    [("not_found", FaultKind.NOT_FOUND), ("cause", FaultKind.NOT_FOUND), ("hedge_added", FaultKind.HEDGE_ADDED)],
)
def test_where_the_network_is_sure_that_is_a_fault_at_its_words(monkeypatch: pytest.MonkeyPatch, kind: str, named: FaultKind) -> None:
    monkeypatch.setattr(misread, "reading", told_by({"borne_out": 0.01, kind: 0.99}, "another crane"))
    (sentence,) = audit(DRAFT, Told(REPORT)).sentences
    (fault,) = sentence.faults
    assert (fault.kind, DRAFT[fault.start : fault.end]) == (named, "another crane")
    assert "another crane" in fault.detail
    assert all(cite.exact in fault.detail for cite in fault.cites)
    assert sentence.verdict is not Verdict.SUPPORTED


def test_of_other_kinds_of_fault_it_only_makes_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misread, "reading", told_by({"borne_out": 0.01, "roles": 0.99}, "another crane"))
    (sentence,) = audit(DRAFT, Told(REPORT)).sentences
    assert (sentence.verdict, sentence.faults) == (Verdict.PARTLY_SUPPORTED, ())


def test_it_is_asked_again_beside_what_the_reports_have_of_the_words_it_points_at(monkeypatch: pytest.MonkeyPatch) -> None:
    weights: list[dict[str, float]] = []

    def noted(words: Sequence[Word], sources: Sequence[Source]) -> tuple[Gathered, ...]:
        weights.append({word.plain: word.weight for word in words})
        return gathered(words, sources)

    def read(text: str, told: str) -> Reading:
        return told_by({"borne_out": 0.01 if len(weights) == 1 else 0.9, "not_found": 0.1}, "crane")(text, told)

    monkeypatch.setattr(misread, "gathered", noted)
    monkeypatch.setattr(misread, "reading", read)
    (sentence,) = audit(DRAFT, Told(REPORT)).sentences
    assert not sentence.faults
    first, again = weights
    assert again["crane"] > first["crane"]
    assert again["cables"] == first["cables"]


@pytest.mark.parametrize(
    ("draft", "words", "kind"),
    [
        ("The town owns two thirds of the quays and the harbour, and has since 2004 [1].", "2004", "not_found"),
        ("A surveyor may look at the cables of the crane by summer [1].", "may", "hedge_added"),
    ],
    ids=["a time alone", "what the report leaves open"],
)
def test_what_rules_judge_better_is_left_to_them(monkeypatch: pytest.MonkeyPatch, draft: str, words: str, kind: str) -> None:
    monkeypatch.setattr(misread, "reading", told_by({"borne_out": 0.01, kind: 0.99}, words))
    report = REPORT.replace("is to look", "might look").replace("thirds", "thirds since 2004")
    (sentence,) = audit(draft, Told(report)).sentences
    assert (sentence.verdict, sentence.faults) == (Verdict.PARTLY_SUPPORTED, ())


def test_where_it_only_doubts_the_sentence_is_borne_out_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misread, "reading", told_by({"borne_out": 1 - misread.DOUBTFUL - 0.01}, "another crane"))
    (sentence,) = audit(DRAFT, Told(REPORT)).sentences
    assert sentence.verdict is Verdict.PARTLY_SUPPORTED
    assert not sentence.faults
    assert (DRAFT.index("another"), DRAFT.index(", whose")) in sentence.unconfirmed
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(sentence.unconfirmed))


@pytest.mark.parametrize(
    ("amiss", "verdict"), [(misread.UNSURE - 0.01, Verdict.SUPPORTED), (misread.UNSURE + 0.01, Verdict.PARTLY_SUPPORTED)]
)
def test_a_sentence_of_which_the_reports_lack_many_words_is_borne_out_where_the_network_does_not_doubt_it(
    monkeypatch: pytest.MonkeyPatch, amiss: float, verdict: Verdict
) -> None:
    monkeypatch.setattr(misread, "reading", told_by({"borne_out": 1 - amiss, "roles": amiss}, "dearer"))
    in_other_words = "Ferren's harbour board saw no cause to buy dearer machinery than its ageing crane this spring [1]."
    (sentence,) = audit(in_other_words, Told(REPORT)).sentences
    assert (sentence.verdict, sentence.faults) == (verdict, ())


def test_what_a_report_has_word_for_word_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misread, "reading", told_by({"borne_out": 0.0, "roles": 1.0}, "refused"))
    (sentence,) = audit("The harbour board of Ferren refused on Monday to pay for a new crane [1].", Told(REPORT)).sentences
    assert not sentence.faults


def test_what_a_rule_has_named_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misread, "reading", told_by({"borne_out": 0.0, "roles": 1.0}, "board"))
    found = audit("The town owns three quarters of the harbour [1].", Told(REPORT))
    assert [fault.kind for fault in found.faults] == [FaultKind.NUMBER]
