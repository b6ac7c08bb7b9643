"""Origins: each report in one, shared texts and shared voices told apart, with grounds."""

import random

from stage import report
from twosource.annotate import annotate
from twosource.connect.agencies import credit
from twosource.connect.copies import copies
from twosource.connect.entities import entities
from twosource.connect.origins import origins
from twosource.connect.stories import stories
from twosource.model.codec import Record
from twosource.model.ledger import GroundKind, Origin
from twosource.model.report import Report

FERRY = (
    "The ferry Alda ran aground on the Skarn reef shortly after midnight with 212 people on board, the coast guard said. "
    "Two tugs pulled her free at dawn and she limped into Merrow harbour with water in the forward hold. "
    "Nobody was seriously hurt, but 14 passengers were treated for cold and shock by volunteers on the quay. "
)
ELSEWHERE = (
    "Fishermen in Merrow had watched the ferry Alda drift towards the Skarn reef for most of an hour. "
    "They say that the lamp on the northern marker has been dark since Sunday, and that nobody at the board would hear of it. "
)


def known(*reports: Report) -> list[Record]:
    annotations = [annotate(one) for one in reports]
    held = [*reports, *annotations, *copies("", reports), *entities("", [*reports, *annotations])]
    return [*held, *stories("", held)]


def told(*reports: Report) -> list[Origin]:
    return list(origins("", known(*reports)))  # type: ignore[arg-type]


def texts(found: list[Origin]) -> list[set[str]]:
    return sorted((set(origin.reports) for origin in found if origin.reports), key=sorted)


def test_every_report_is_in_exactly_one_origin_of_texts() -> None:
    reports = [report(FERRY), report(FERRY + "More to follow."), report(ELSEWHERE)]
    placed = [one for origin in told(*reports) for one in origin.reports]
    assert sorted(placed) == sorted(one.id for one in reports)


def test_a_copy_shares_its_original_and_says_why() -> None:
    first = report(FERRY, outlet="Reuters", published="2025-03-04T06:00:00Z")
    second = report("MERROW (Reuters) - " + FERRY, outlet="Daily Gannet", published="2025-03-04T09:00:00Z")
    other = report(ELSEWHERE, outlet="Merrow Mail", published="2025-03-04T10:00:00Z")
    found = told(first, second, other)
    assert texts(found) == sorted([{first.id, second.id}, {other.id}], key=sorted)
    (shared,) = (origin for origin in found if len(origin.reports) > 1)
    assert shared.primary == first.id
    assert {ground.kind for ground in shared.why} == {GroundKind.COPY, GroundKind.WIRE}
    assert all(cite.exact for ground in shared.why for cite in ground.cites)


def test_two_reports_of_one_speech_are_two_texts_and_one_voice() -> None:
    speech = "“Every house that the sea took will be rebuilt before the winter,”"
    one = report(FERRY + f"{speech} Premier Ada Brock said in a televised address.")
    other = report(ELSEWHERE + f"{speech} Ada Brock told the islanders from the steps of the customs house.")
    found = told(one, other)
    assert len(texts(found)) == 2
    voices = [origin for origin in found if origin.claims]
    assert any(ground.kind is GroundKind.SAME_SPEECH and "Every house" in ground.detail for origin in voices for ground in origin.why)


def test_different_speakers_are_different_voices() -> None:
    one = report(FERRY + "Premier Ada Brock said the harbour would be closed for a week.")
    other = report(ELSEWHERE + "Mayor Karl Lind said the harbour would be closed for a week.")
    assert not [origin for origin in told(one, other) if origin.claims]


def test_any_order_gives_the_same_origins() -> None:
    records = known(report(FERRY), report(FERRY + "More to follow."), report(ELSEWHERE + "Ada Brock said so."))
    first = sorted(map(repr, origins("", records)))  # type: ignore[arg-type]
    for seed in range(4):
        random.Random(seed).shuffle(records)
        assert sorted(map(repr, origins("", records))) == first  # type: ignore[arg-type]


def test_a_credit_stands_in_the_dateline_the_byline_or_a_line_of_its_own() -> None:
    assert credit(report("MERROW, March 4 (AP) — The ferry ran aground.")) == "Associated Press"
    assert credit(report("MERROW, March 4 (Islanders' News Service) - The ferry ran aground.")) == "Islanders' News Service"
    assert credit(report("The ferry ran aground.", outlet="AFP")) == "Agence France-Presse"
    assert credit(report("The ferry ran aground.", outlet="Spa")) is None
    assert credit(report("The ferry (a car ferry) ran aground.")) is None
    assert credit(report("The ferry ran aground, he told Reuters.")) is None


def test_nothing_in_nothing_out() -> None:
    assert told() == []
    lone = report("")
    assert [origin.primary for origin in told(lone)] == [lone.id]
