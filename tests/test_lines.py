"""How a line of the ledger is worded: whole sentences of a report, with what they lean on, and told once."""

import msgspec
import pytest

from stage import report
from telling import annotated, briefed, cites_of, entry
from test_ledger import standings, told
from twosource.model.ledger import Alteration, AlterationKind, Change, Entry, Side, Standing
from twosource.model.report import Span
from twosource.tell.export.markdown import markdown
from twosource.tell.once import once
from twosource.tell.upheld import readable


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (  # a quotation is not cut where its sense turns
            "Cyril Nunn waited at the gate. “I blame nobody,” he said. “I blame the lot of them.”",
            "“I blame nobody,” Cyril Nunn said. “I blame the lot of them.”",
        ),
        (  # nor what hangs on a saying
            "The minister, Ada Brenn, denied that the bridge was unsafe, describing the reports as rumours.",
            "The minister, Ada Brenn, denied that the bridge was unsafe, describing the reports as rumours.",
        ),
        (  # the name for a pronoun that opens it
            "Orvo Hydro, the company that operates the dam, said it was cooperating. It declined to comment on the gates.",
            "Orvo Hydro declined to comment on the gates.",
        ),
        (  # the sentence before, where the first word leans on it
            "The 14 boxes held 11,204 ballots. Of those, 38 had no stamp and were set aside.",
            "The 14 boxes held 11,204 ballots. Of those, 38 had no stamp and were set aside.",
        ),
        (  # a reporter who speaks of himself
            "The road to the quarry was shut all day. I counted 14 lorries at the gate before noon.",
            "Ester Mail writes: “I counted 14 lorries at the gate before noon.”",
        ),
        (  # the first of two pronouns
            "Ivo Stett went home. He had been told not to go, but he said it would have been a disgrace to stay.",
            "Ivo Stett had been told not to go, but he said it would have been a disgrace to stay.",
        ),
        (  # the question that it answers
            "How many walked out? The union says four in five.",
            "How many walked out? The union says four in five.",
        ),
        (  # what few words hang on
            "Ada Brenn asked for more time to read the ruling. The board said yes.",
            "Ada Brenn asked for more time to read the ruling. The board said yes.",
        ),
        (  # "it is the second recall" is of the recall, not of who was named last
            "The food board has called back 300,000 tubs of ice cream. It is the second recall this year, and the larger one.",
            "The food board has called back 300,000 tubs of ice cream. It is the second recall this year, and the larger one.",
        ),
        (  # brackets that a second sentence closes
            "(The wire said on Monday that the offer covered 18 months. It covered 12.)",
            "(The wire said on Monday that the offer covered 18 months. It covered 12.)",
        ),
        (  # whom somebody told something
            "The siren has been mute for a year. Tam Breck, a deckhand, told us that nobody had ever tried to mend it.",
            "Tam Breck, a deckhand, told Ester Mail that nobody had ever tried to mend it.",
        ),
        (  # words that the reporter quotes stay apart from his own
            'The door of the box was sealed. I asked the clerk why, and her reply was: "Read the ruling."',
            "Ester Mail writes: “I asked the clerk why, and her reply was: ‘Read the ruling.’”",
        ),
        ("Solmar says the log shows nothing before 3:20 a.m. [7]", "Solmar says the log shows nothing before 3:20 a.m."),
    ],
)
def test_a_line_is_told_whole(text: str, says: str) -> None:
    assert says in standings(told([report(text, outlet="Ester Mail", published="2025-03-04")]))


def test_a_demand_is_not_told_without_what_is_demanded() -> None:
    one = report("The governor, Ivo Stett, rejected a demand by the mayor, Ada Brenn, that he resign.", outlet="A", published="2025-03-04")
    two = report("Governor Ivo Stett rejected a call from the mayor that he step down.", outlet="B", published="2025-03-05")
    for line in (record for record in told([one, two]) if isinstance(record, Entry)):
        assert "resign" in line.text or "step down" in line.text


def test_who_has_not_the_words_of_a_line_is_not_cited_for_them() -> None:
    reports = [
        report(
            "Mayor Ada Brenn said the bridge at Orle would be closed for repairs from Friday.", outlet="Orle Post", published="2025-03-04"
        ),
        report(
            "Tolls will rise, and Mayor Ada Brenn said the bridge at Orle would be closed for repairs from Friday, the fourth time "
            "that it has been shut since the flood of two years ago, when a barge struck its second pier and sank.",
            outlet="Sorn News",
            published="2025-03-05",
        ),
    ]
    for line in (one for one in told(reports) if isinstance(one, Entry)):
        if len({cite.report for cite in line.cites}) > 1:
            assert "barge" not in line.text


ONE, TWO = (
    annotated(f"{toll} died in the fire. {toll} died in the fire, police said.", number=n) for n, toll in ((1, "Nine"), (2, "Four"))
)
HERE, LONGER = cites_of(ONE[0], [Span(0, 22), Span(24, 59)])


def lines(*entries: Entry) -> list[str]:
    (story,) = readable(briefed([ONE, TWO], entries=entries)).stories
    return [one.text for one in story.entries]


def test_a_line_that_a_longer_one_tells_is_no_line_of_its_own() -> None:
    short, long = entry("Nine died in the fire.", [HERE]), entry("Nine died in the fire, police said.", [LONGER])
    assert lines(short, long) == [long.text]


def test_a_line_that_is_doubted_more_than_the_longer_one_stays() -> None:
    short = entry("Nine died in the fire.", [HERE], Standing.DISPUTED)
    long = entry("Nine died in the fire, police said.", [LONGER])
    assert lines(short, long) == [short.text, long.text]


def test_a_line_of_a_report_that_the_longer_one_does_not_cite_stays() -> None:
    short = entry("Nine died in the fire.", [HERE, *cites_of(TWO[0], [Span(0, 22)])])
    long = entry("Nine died in the fire, police said.", [LONGER])
    assert lines(short, long) == [short.text, long.text]


def test_who_takes_something_back_is_not_cited_for_it_but_beneath_it() -> None:
    before, after = cites_of(ONE[0], [Span(0, 22)])[0], cites_of(TWO[0], [Span(0, 22), Span(24, 59)])
    change = Change("change-1", "story-1", "people killed (correction)", Side("nine", (before, after[0])), Side("four", (after[1],)))
    told = markdown(briefed([ONE, TWO], entries=(entry("Nine died in the fire.", [before, after[0]]),), changes=(change,)))
    assert "- Nine died in the fire. [1]\n  - Elsewhere: four [2]\n" in told
    later = msgspec.structs.replace(change, about="people killed")
    told = markdown(briefed([ONE, TWO], entries=(entry("Nine died in the fire.", [before, after[0]]),), changes=(later,)))
    assert "- Nine died in the fire. [1][2]\n" in told


def test_lines_of_one_wording_stand_once_with_the_standing_that_doubts_most() -> None:
    two = [entry("Nine died.", [HERE]), entry("Nine died.", [LONGER], Standing.UNVERIFIED)]
    (story,) = readable(briefed([ONE, TWO], entries=two)).stories
    (line,) = story.entries
    assert (line.standing, line.cites) == (Standing.UNVERIFIED, (HERE, LONGER))


def test_lines_of_one_wording_count_no_more_witnesses_together() -> None:
    two = [entry("Nine died.", [HERE], witnesses=("ada",)), entry("Nine died.", [LONGER], witnesses=("ivo",))]
    (story,) = readable(briefed([ONE, TWO], entries=two)).stories
    assert [one.witnesses for one in story.entries] == [("ada",)]


def test_a_headline_is_no_line_but_where_it_is_disputed() -> None:
    held = annotated("Nine die in fire. The fire broke out at noon.", number=1, headline="Nine die in fire")
    cites = cites_of(held[0], [Span(0, 16)])
    kept = [
        [one.standing for one in once([entry("Nine die in fire.", cites, standing)], briefed([held]).reports)]
        for standing in (Standing.SINGLE_ORIGIN, Standing.DISPUTED)
    ]
    assert kept == [[], [Standing.DISPUTED]]


def test_a_line_without_words_or_cites_is_left_as_it_is() -> None:
    found = [entry("…", [HERE]), entry("—", [HERE]), entry("Nine died.", [])]
    assert list(once(found, ())) == found


def test_a_copy_that_changed_a_line_is_not_cited_for_it() -> None:
    there = cites_of(TWO[0], [Span(0, 22)])[0]
    before, after = cites_of(ONE[0], [Span(0, 4)])[0], cites_of(TWO[0], [Span(0, 4)])[0]
    changed = Alteration("alteration-1", AlterationKind.NUMBER, before, after, "“Nine” became “Four”")
    told = markdown(briefed([ONE, TWO], entries=(entry("Nine died in the fire.", [HERE, there]),), alterations=(changed,)))
    assert "- Nine died in the fire. [1]\n  - Elsewhere: Four [2]\n" in told
