"""What stands between reports: small stories with their conflicts, agreements and changes, and the standing of what is said."""

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from stage import report
from twosource.annotate import annotate
from twosource.connect.copies import copies
from twosource.connect.dossier import dossiers
from twosource.connect.entities import entities
from twosource.connect.ledger import ledger
from twosource.connect.origins import origins
from twosource.model.codec import Record, content_id
from twosource.model.ledger import Agreement, Change, Compared, Conflict, ConflictStatus, Dossier, Entry, NotCompared, Standing, Story
from twosource.model.report import Cite, Report

CASES = tomllib.loads((Path(__file__).parent / "cases" / "compare.toml").read_text(encoding="utf-8"))["case"]


def dossier(reports: Sequence[Report]) -> Dossier:
    """One story of the reports, whatever the stories step would make of them."""
    annotations = [annotate(one) for one in reports]
    held: list[Any] = [*reports, *annotations]
    held += list(copies("", reports))
    held += list(entities("", sorted(held, key=lambda record: record.id)))
    held.append(Story(id=content_id("story", "test"), title="", reports=tuple(sorted(one.id for one in reports))))
    held += list(origins("", held))
    (made,) = dossiers("", held)
    return made


def told(reports: Sequence[Report]) -> list[Record]:
    return list(ledger(dossier(reports)))


def shown(cites: Iterable[Cite]) -> str:
    return " | ".join(cite.exact for cite in cites)


def sides(record: Record) -> list[str]:
    if isinstance(record, Conflict):
        return [shown(side.cites) for side in record.sides]
    if isinstance(record, Change):
        return [shown(record.from_.cites), shown(record.to.cites)]
    assert isinstance(record, Agreement)
    return [shown(record.cites)] * 2


def case_reports(case: dict[str, Any]) -> list[Report]:
    return [report(one["text"], outlet=one.get("outlet"), published=one.get("published")) for one in case["reports"]]


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c["name"], marks=[pytest.mark.xfail(reason=c["gap"], strict=True)] if "gap" in c else []) for c in CASES],
)
def test_what_stands_between_reports(case: dict[str, Any]) -> None:
    records = told(case_reports(case))
    for name, kind in (("conflicts", Conflict), ("agreements", Agreement), ("changes", Change)):
        if name not in case:
            continue
        found = [record for record in records if isinstance(record, kind)]
        assert len(found) == len(case[name]), (name, [sides(record) for record in found])
        for wanted in case[name]:
            assert any(all(word in side for word, side in zip(wanted, sides(record), strict=True)) for record in found) or any(
                all(word in side for word, side in zip(wanted, reversed(sides(record)), strict=True)) for record in found
            ), [sides(record) for record in found]
    for words in case.get("about", ()):
        assert words in [record.about for record in records if isinstance(record, (Agreement, Conflict, Change))]
    for words in case.get("note", ()):
        assert any(words in record.note for record in records if isinstance(record, Conflict))


WIRE = "At least nine people were killed when the ferry Alda sank off Port Ester on Monday, the coastguard said.\n\n" + " ".join(
    f"The {name} of Port Ester had asked for a new {thing} before the winter storms came to the bay."
    for name, thing in (("pilots", "light"), ("fishers", "quay"), ("bakers", "road"), ("teachers", "hall"), ("porters", "crane"))
)


def standings(records: Iterable[Record]) -> dict[str, Standing]:
    return {record.text: record.standing for record in records if isinstance(record, Entry)}


def test_a_copy_changes_no_standing() -> None:
    wire = report(WIRE, outlet="Serin Agency", published="2025-03-04T08:00:00Z")
    copy = report(WIRE, outlet="Tarlow Post", published="2025-03-04T11:00:00Z")
    alone, twice = standings(told([wire])), standings(told([wire, copy]))
    assert alone == twice
    assert Standing.CORROBORATED not in twice.values()


def test_the_order_of_reports_does_not_matter() -> None:
    reports = [one for case in CASES[:4] for one in case_reports(case)]
    assert sorted(map(repr, told(reports))) == sorted(map(repr, told(reports[::-1])))


def test_every_claim_stands_in_a_line() -> None:
    made = dossier([one for case in CASES[:6] for one in case_reports(case)])
    claims = {claim.id for annotation in made.annotations for claim in annotation.claims}
    assert claims == {claim for record in ledger(made) if isinstance(record, Entry) for claim in record.claims}


def test_two_bodies_that_agree_corroborate_a_toll() -> None:
    records = told(
        [
            report(
                "Tarlow General Hospital said on Tuesday that 17 people had died in the fire.", outlet="Ester Mail", published="2025-03-04"
            ),
            report(
                "The Serin Fire Service said on Tuesday that 17 people had died in the fire at Tarlow.",
                outlet="Tarlow Post",
                published="2025-03-04",
            ),
        ]
    )
    (entry,) = [record for record in records if isinstance(record, Entry) and len(record.claims) > 1]
    assert entry.standing is Standing.CORROBORATED
    assert len(entry.origins) == len(entry.witnesses) == 2


def test_one_speech_heard_by_two_outlets_is_one_origin() -> None:
    speech = "“Every ship will sail again by the summer,” Governor Ilna Forr said."
    records = told(
        [
            report(f"Trawlers lay idle in the bay for nine weeks. {speech}", outlet="Ester Mail", published="2025-03-04"),
            report(f"The strike is over, and the quota with it. {speech}", outlet="Tarlow Post", published="2025-03-04"),
        ]
    )
    (entry,) = [record for record in records if isinstance(record, Entry) and len(record.claims) > 1]
    assert entry.standing is Standing.SINGLE_ORIGIN
    assert (len(entry.origins), len(entry.witnesses)) == (1, 2)


def test_an_outlet_does_not_corroborate_its_own_source() -> None:
    text = "Three cranes had fallen into the harbour at Sorn. The port office said three cranes had fallen into the harbour at Sorn."
    records = told([report(text, outlet="Ester Mail", published="2025-03-04")])
    assert not [record for record in records if isinstance(record, Entry) and record.standing is Standing.CORROBORATED]


def test_the_same_words_in_two_papers_are_of_one_hand() -> None:
    text = "More than 300 trawlers have been laid up in the ports of the bay since the quota was cut."
    records = told([report(text, outlet=outlet, published="2025-03-04") for outlet in ("Ester Mail", "Tarlow Post")])
    (entry,) = [record for record in records if isinstance(record, Entry)]
    assert entry.standing is Standing.SINGLE_ORIGIN
    assert (len(entry.origins), len(entry.witnesses)) == (1, 1)


def test_what_is_only_denied_has_nobody_behind_it() -> None:
    records = told([report("Governor Ilna Forr denied that a second weir was in danger.", outlet="Ester Mail", published="2025-03-04")])
    (entry,) = [record for record in records if isinstance(record, Entry)]
    assert entry.standing is Standing.DENIED
    assert entry.origins == ()
    assert entry.why == "only the denial is reported"


def test_a_pronoun_gives_way_to_the_name_and_no_hedge_is_lost() -> None:
    records = told(
        [
            report(
                "Governor Ilna Forr went to Sorn. She said the weir may have been weakened by rain.",
                outlet="Ester Mail",
                published="2025-03-04",
            )
        ]
    )
    texts = [record.text for record in records if isinstance(record, Entry)]
    assert "Ilna Forr said the weir may have been weakened by rain." in texts


def test_what_was_not_compared_is_told_with_the_reason() -> None:
    records = told([report("The fire burned 70 hectares of forest.", outlet="Ester Mail", published="2025-03-04")])
    (missed,) = [record for record in records if isinstance(record, NotCompared)]
    assert "70 hectares" in missed.what
    assert missed.why == "no figure for the same matter was found in another report"
    assert [record.pairs for record in records if isinstance(record, Compared)] == [0]


def test_a_story_without_claims_has_an_empty_ledger() -> None:
    records = told([report("", outlet="Ester Mail")])
    assert [type(record) for record in records] == [Compared]


def test_a_conflict_that_a_sides_own_source_later_settles_is_superseded() -> None:
    sank = "missing after the ferry Alda sank off Port Ester."
    records = told(
        [
            report(
                f"The coastguard said on Tuesday evening that 31 people were {sank}", outlet="Ester Mail", published="2025-03-04T20:00:00Z"
            ),
            report(
                f"The Seamen's Union said on Tuesday evening that 58 people were {sank}",
                outlet="Sorn News",
                published="2025-03-04T20:30:00Z",
            ),
            report(
                f"The Seamen's Union said on Thursday evening that 31 people were {sank}",
                outlet="Sorn News",
                published="2025-03-06T20:30:00Z",
            ),
        ]
    )
    assert [record.status for record in records if isinstance(record, Conflict)] == [ConflictStatus.SUPERSEDED]
    assert Standing.DISPUTED not in standings(records).values()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELMIR, Serin, 4 March (SA) - Governor Ilna Forr said the weir was safe.", "Governor Ilna Forr said the weir was safe."),
        ("Ilna Forr is the governor. “The weir is safe. It was tested,” she said.", "“The weir is safe. It was tested,” Ilna Forr said."),
        ("Governor Ilna Forr said the weir at Sorn was safe [6].", "Governor Ilna Forr said the weir at Sorn was safe."),
        (
            "Governor Ilna Forr, who rejected a demand that she resign, has gone home.",
            "Governor Ilna Forr, who rejected a demand that she resign, has gone home.",
        ),
    ],
)
def test_a_line_reads_as_a_sentence(text: str, says: str) -> None:
    assert says in standings(told([report(text, outlet="Ester Mail", published="2025-03-04")]))
