"""On how many grounds a claim stands: what may be one ground counts as one."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stage import report
from test_ledger import told
from twosource.model.ledger import Entry, Standing
from twosource.model.report import Report


def entries(*reports: Report) -> list[Entry]:
    return [record for record in told(reports) if isinstance(record, Entry)]


def corroborated(*reports: Report) -> list[str]:
    return [entry.text for entry in entries(*reports) if entry.standing is Standing.CORROBORATED]


def mail(text: str) -> Report:
    return report(text, outlet="Ester Mail", published="2025-03-04")


def post(text: str) -> Report:
    return report(text, outlet="Tarlow Post", published="2025-03-04")


def test_what_an_outlet_tells_and_attributes_in_one_sentence_has_one_origin() -> None:
    found = entries(mail("Prime Minister Alda Merrin was to chair a meeting on the ferry on Tuesday evening, her office said."))
    assert all(len(entry.origins) <= 1 for entry in found)


def test_a_person_and_the_body_the_person_speaks_for_are_one() -> None:
    one = mail("Harbour Watch said 12 people had drowned when the ferry Alda sank off Port Ester.")
    other = post("Josk Tarn, director of Harbour Watch, told reporters in Sorn that 12 people had drowned when the ferry Alda sank.")
    assert corroborated(one, other) == []


def test_a_person_and_an_office_without_a_name_may_be_one() -> None:
    text = (
        "Josk Tarn said 12 people had drowned when the ferry Alda sank. The governor said 12 people had drowned when the ferry Alda sank."
    )
    assert corroborated(mail(text)) == []


def test_two_bare_outlets_tell_no_origin() -> None:
    one = mail("Twelve people drowned when the ferry Alda sank off Port Ester on Monday.")
    other = post("The ferry Alda went down near Port Ester on Monday and 12 people drowned.")
    (entry,) = [entry for entry in entries(one, other) if len(entry.claims) > 1]
    assert (entry.standing, entry.origins, entry.unestablished) == (Standing.ORIGIN_NOT_ESTABLISHED, (), 2)


def test_what_an_outlet_tells_of_years_before_has_no_origin_unless_it_looked_for_itself() -> None:
    (before,) = entries(mail("The harbour of Port Ester was last closed in 2019, when a gate of the weir broke."))
    assert (before.standing, before.origins, before.unestablished) == (Standing.ORIGIN_NOT_ESTABLISHED, (), 1)
    (now,) = entries(mail("The harbour of Port Ester was closed on Monday, when a gate of the weir broke."))
    assert (now.standing, len(now.origins)) == (Standing.SINGLE_ORIGIN, 1)
    (read,) = entries(mail("The harbour was closed for nine days in 2019, books in the port office that the Mail has seen show."))
    assert (read.standing, len(read.origins)) == (Standing.SINGLE_ORIGIN, 1)
    (given,) = entries(mail("The port office said the harbour was closed for nine days in 2019."))
    assert (given.standing, len(given.origins)) == (Standing.SINGLE_ORIGIN, 1)


def test_a_bare_outlet_adds_nothing_to_a_named_source() -> None:
    one = mail("Twelve people drowned when the ferry Alda sank off Port Ester on Monday.")
    other = post("The coastguard said 12 people had drowned when the ferry Alda sank near Port Ester on Monday.")
    assert corroborated(one, other) == []


def test_whom_a_figure_befalls_does_not_give_it() -> None:
    one = mail("The Serin Guard killed 18 people in the market of Tarlow on Monday.")
    other = post("The Tarlow hospital said 18 people had been killed in the market of Tarlow on Monday.")
    assert corroborated(one, other) == []


def test_what_reports_say_rests_on_nobody() -> None:
    (entry,) = entries(mail("According to reports, the weir at Sorn has been repaired."))
    assert (entry.standing, entry.unestablished) == (Standing.ORIGIN_NOT_ESTABLISHED, 1)


def test_a_digest_adds_no_origin_for_what_it_cites() -> None:
    digest = mail("The weir at Sorn was closed on Monday after a crack was found in its gate [1].")
    assert all(not entry.origins for entry in entries(digest))


SPEAKERS = ("Governor Alda Merrin", "The coastguard", "Josk Tarn", "Residents", "An official", "The governor")
CONTENTS = ("12 people had drowned when the ferry Alda sank", "the harbour of Port Ester would stay closed until Friday")
sentences = st.one_of(
    st.builds("{} said {}.".format, st.sampled_from(SPEAKERS), st.sampled_from(CONTENTS)),
    st.sampled_from([f"{content[0].upper()}{content[1:]}." for content in CONTENTS]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sentences, min_size=1, max_size=5))
def test_one_report_corroborates_only_what_two_speakers_say(lines: list[str]) -> None:
    for entry in entries(mail(" ".join(lines))):
        if entry.standing is Standing.CORROBORATED:
            shown = {
                next((who for who in SPEAKERS if who in line), "")
                for line in lines
                for cite in entry.cites
                if cite.exact[:20] in line or line in cite.exact
            }
            assert len(shown - {""}) >= 2
