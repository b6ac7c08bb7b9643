"""What a report asserts, in others' voices and in its own."""

import pytest

from twosource.annotate import annotate
from twosource.annotate.content import trimmed
from twosource.model.claim import Annotation, Polarity
from twosource.model.report import Download, Report, Span
from twosource.read.page import read_page


def asserted(text: str) -> tuple[Report, Annotation]:
    report = next(iter(read_page(Download(id="download-1", path="a.txt", body=text.encode()))))
    return report, annotate(report)


def claimed(text: str, *, own: bool) -> list[str]:
    report, annotation = asserted(text)
    return [report.text[claim.start : claim.end] for claim in annotation.claims if (claim.statement is None) is own]


def test_every_statement_gives_a_claim_that_points_to_it() -> None:
    _, annotation = asserted("The mayor said the dam would hold. The union denied that the log was forged.")
    assert {claim.statement for claim in annotation.claims if claim.statement is not None} == set(range(len(annotation.statements)))


def test_a_sentence_without_a_speaker_is_the_report_s_own_claim() -> None:
    assert claimed("The dam broke at dawn.", own=True) == ["The dam broke at dawn"]


def test_a_clause_beside_a_statement_is_the_report_s_own_claim() -> None:
    assert claimed("Fighting went on around the dam, and the mayor said the road was closed.", own=True) == [
        "Fighting went on around the dam"
    ]


def test_a_saying_is_no_claim_of_the_report_s_own() -> None:
    assert claimed("The mayor said the dam would hold.", own=True) == []


def test_a_question_claims_nothing() -> None:
    assert claimed("Will the dam hold?", own=True) == []


def test_a_negated_claim_is_negative_and_a_hedged_one_hedged() -> None:
    _, annotation = asserted("The ferry did not sail. The dam may fail.")
    assert [claim.polarity for claim in annotation.claims] == [Polarity.NEGATIVE, Polarity.POSITIVE]
    assert [len(claim.hedges) for claim in annotation.claims] == [0, 1]


def test_claims_have_ids_of_their_own() -> None:
    _, annotation = asserted("The mayor said the dam would hold. The mayor said the dam would hold. The dam held.")
    assert len({claim.id for claim in annotation.claims}) == len(annotation.claims)


@pytest.mark.parametrize("tail", ["[", "(", "[1]", "“", ")", "—"])
def test_thousands_of_brackets_or_citations_in_a_row_break_nothing(tail):
    text = "The ferry sank " + tail * 3000
    span = trimmed(text, Span(0, len(text)))
    assert span is not None
    assert text[span.start : span.end].startswith("The ferry sank")
