"""Matters: reports about one thing, told by their own words and the background alone."""

import random

import pytest

from stage import report
from twosource.connect.copies import copies, whole_keys
from twosource.connect.matters import LINK, alike, matter_keys, matters, sketch, sketch_keys
from twosource.engine.local import LocalEngine
from twosource.model.ledger import Judgement, Link, LinkKind, Matter, Sketch
from twosource.model.report import Report
from twosource.step import Each, Group, Linked

FERRY = (
    "The ferry Alda ran aground on the Skarn reef with 212 people on board. Merrow coast guard sent two tugs to the ferry.",
    "Passengers of the Alda told of a night on the Skarn reef. The ferry had left Merrow late, and the tugs came at dawn.",
    "The captain of the ferry Alda said the light on the Skarn reef was out. Merrow harbour board denied it.",
)
COURT = (
    "A court in Tarn fined the skipper Olaf Brandt 4,000 crowns for landing cod beyond the line. Judge Ines Holm read the ruling.",
    "Skipper Olaf Brandt will appeal against the cod ruling, his lawyer said in Tarn. Judge Holm had fined him 4,000 crowns.",
)
STEPS = (
    Group("copies", (Report,), whole_keys, copies),
    Each("sketch", Report, sketch),
    Group("alike", (Sketch,), sketch_keys, alike),
    Linked("matters", (Report, Sketch, Link), matter_keys, matters),
)


def told(*reports: Report, partitions: int = 1) -> list[set[str]]:
    found = LocalEngine(partitions=partitions).run(STEPS, reports)
    return sorted((set(record.reports) for record in found if isinstance(record, Matter)), key=sorted)


def ids(*reports: Report) -> set[str]:
    return {one.id for one in reports}


def test_reports_of_two_things_are_two_matters() -> None:
    ferry, court = [report(text) for text in FERRY], [report(text) for text in COURT]
    assert told(*ferry, *court) == sorted([ids(*ferry), ids(*court)], key=sorted)


def test_no_other_report_moves_a_matter() -> None:
    ferry = [report(text) for text in FERRY]
    alone = told(*ferry)
    crowd = [report(text.replace("Tarn", f"Tarn {number}")) for number in range(20) for text in COURT]
    assert alone[0] in told(*ferry, *crowd)


def test_copies_are_of_one_matter_whatever_their_words() -> None:
    short = report("Alda aground. " + FERRY[0])
    longer = report(FERRY[0] + " " + COURT[0] + " " + COURT[1])
    link = Link(id="link-1", kind=LinkKind.COPY_OF, left=short.id, right=longer.id, judgement=Judgement.POSITIVE, score=1.0)
    apart = Link(id="link-1", kind=LinkKind.COPY_OF, left=short.id, right=longer.id, judgement=Judgement.UNSURE, score=0.2)
    (made,) = matters("", [short, longer, link])
    assert set(made.reports) == ids(short, longer)
    assert len(list(matters("", [short, longer, apart]))) == 2


def test_a_report_without_words_is_a_matter_of_its_own() -> None:
    empty, ferry = report("— — —"), report(FERRY[0])
    assert list(sketch(empty)) == []
    assert told(empty, ferry) == sorted([ids(empty), ids(ferry)], key=sorted)


def test_a_sketch_is_a_vector_of_length_one_heaviest_first() -> None:
    (found,) = sketch(report(FERRY[0]))
    weights = [weight for _, weight in found.terms]
    assert sum(weight * weight for weight in weights) == pytest.approx(1.0, abs=1e-4)
    assert weights == sorted(weights, reverse=True)


def test_a_link_says_what_both_are_about() -> None:
    one, other = (next(iter(sketch(report(text)))) for text in FERRY[:2])
    (link,) = alike("", [one, other])
    assert link.score >= LINK
    assert "alda" in link.reasons[0]
    assert set(sketch_keys(one)) & set(sketch_keys(other))


SHORT = (
    (
        "A woman of 41 was pulled from the canal at Ostrel on Friday and died in the ambulance, police said. Divers of the Fenmark brigade had "
        "been called by a cyclist, Inge Torv, who heard cries under the bridge at Haymarket shortly after six."
    ),
    (
        "Neighbours laid flowers at the lock where the teacher drowned. Her bicycle had been found on the towpath in Ostrel by a "
        "child, and a lamp of the canal company had not burned for weeks, the divers found."
    ),
)


@pytest.mark.parametrize(("second", "matters"), [("2026-05-03", 1), ("2026-07-03", 2), (None, 2)])
def test_what_little_joins_reports_of_some_days_does_not_join_those_of_two_months(second: str | None, matters: int) -> None:
    assert len(told(report(SHORT[0], published="2026-05-02"), report(SHORT[1], published=second))) == matters


@pytest.mark.parametrize("seed", range(3))
def test_neither_order_nor_partitions_make_a_difference(seed: int) -> None:
    reports = [report(text) for text in (*FERRY, *COURT)]
    first = told(*reports)
    random.Random(seed).shuffle(reports)
    assert told(*reports, partitions=3) == first
