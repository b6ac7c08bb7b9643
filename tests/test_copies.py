"""Near-copies: found by containment, told from shared background, with a direction and its reasons."""

import itertools
import random
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stage import report
from twosource.connect.clusters import joined
from twosource.connect.copies import CROWD, copies, retold_keys, trimmed_keys, whole_keys
from twosource.connect.details import borrowed
from twosource.connect.matters import CROWD as STOCK
from twosource.desk import CONNECT
from twosource.engine.local import LocalEngine
from twosource.model.ledger import Judgement, Link, LinkKind
from twosource.model.report import PassageKind, Report

FERRY = (
    "The ferry Alda ran aground on the Skarn reef shortly after midnight with 212 people on board, the coast guard said. "
    "Two tugs pulled her free at dawn and she limped into Merrow harbour with water in the forward hold. "
    "Nobody was seriously hurt, but 14 passengers were treated for cold and shock by volunteers on the quay. "
    "The captain, a man of 58, told investigators that the light on the northern marker had been out since Sunday. "
    "The harbour board denied this and said that the marker was checked every evening by radio."
)
BACKGROUND = (
    "The islands have been at odds with the mainland government since the fishing accord of 1998, which closed the northern banks to trawlers, "
    "cost the harbour towns a third of their jobs and brought down two regional councils, according to figures of the statistics office."
)


def links(*reports: Report) -> list[Link]:
    """What the step finds, by whatever key."""
    by_key: dict[str, list[Report]] = defaultdict(list)
    for one in reports:
        for key in (*whole_keys(one), *trimmed_keys(one), *retold_keys(one)):
            by_key[key].append(one)
    found = {link.id: link for key, held in by_key.items() for link in copies(key, held)}
    return [found[identity] for identity in sorted(found)]


def test_a_reprint_is_a_copy_of_the_earlier_report() -> None:
    first = report(FERRY, outlet="Merrow Mail", published="2025-03-04T06:00:00Z")
    second = report(FERRY + " Ferries resume on Thursday.", outlet="Daily Gannet", published="2025-03-04T09:00:00Z")
    (link,) = links(first, second)
    assert (link.kind, link.left, link.right, link.judgement) == (LinkKind.COPY_OF, second.id, first.id, Judgement.POSITIVE)
    assert "3 hours earlier" in " ".join(link.reasons)


def test_a_trimmed_copy_is_found_though_little_of_the_original_is_left() -> None:
    long = report(" ".join(f"{word} {FERRY} {word.title()} ends here." for word in ("one", "two")) + BACKGROUND, published="2025-03-04")
    short = report(FERRY[: FERRY.index("Nobody")], published="2025-03-05")
    (link,) = links(long, short)
    assert (link.kind, link.left, link.score) == (LinkKind.COPY_OF, short.id, 1.0)


def test_shared_background_alone_is_not_judged_a_rewrite() -> None:
    one = report(FERRY + " " + BACKGROUND, published="2025-03-04")
    other = report(
        "A trawler skipper was fined 4,000 crowns on Monday for landing cod that he had caught beyond the line, a court in Tarn ruled. "
        "He said he would pay when the banks were open again, and not before. " + BACKGROUND,
        published="2025-03-09",
    )
    assert all(link.judgement is not Judgement.POSITIVE for link in links(one, other))


TOLD_OVER = (
    "A ferry with 212 people on board ran aground on the Skarn reef shortly after midnight, according to the coast guard. "
    "The Alda was pulled free at dawn by two tugs and limped into Merrow harbour with water in the forward hold. "
    "No one was badly hurt, though 14 passengers were treated for cold and shock by volunteers on the quay. "
    "Her captain, 58, told investigators that the light on the northern marker had been out since Sunday. "
    "That was denied by the harbour board, which said the marker was checked every evening by radio. "
    "A salvage crew of nine from Tarn will look at the hull on Friday, the owners said, and the line stays closed."
)


def test_a_report_told_over_in_other_words_is_a_rewrite() -> None:
    first = report(
        FERRY
        + " The owners said that nine men of a salvage crew from Tarn would look at the hull on Friday, and that the line stays closed.",
        published="2025-03-04T06:00:00Z",
    )
    second = report(TOLD_OVER, published="2025-03-04T09:00:00Z")
    (link,) = links(first, second)
    assert (link.kind, link.left, link.judgement) == (LinkKind.REWRITE_OF, second.id, Judgement.POSITIVE)


def test_news_of_another_day_over_the_same_background_is_no_rewrite() -> None:
    background = FERRY[FERRY.index("Nobody") :]
    later = report(
        "Divers found a crack of 30 centimetres in the hull of the Alda on Thursday, her owners said. She will be towed to a yard in Tarn. "
        "Repairs may take until June and cost 4 million crowns. The crew of 31 has been sent home on half pay. "
        "Passengers with tickets for Easter will be carried by a hired boat. " + background,
        published="2025-03-06",
    )
    assert all(link.judgement is not Judgement.POSITIVE for link in links(report(FERRY, published="2025-03-04"), later))


LEAD = FERRY[: FERRY.index("Nobody")]


def test_a_report_of_which_a_third_of_the_opening_is_anothers_is_a_rewrite() -> None:
    first = report(LEAD + _chatter(1, 11), published="2025-03-04T06:00:00Z")
    second = report(LEAD + _chatter(2, 12), published="2025-03-04T09:00:00Z")
    (link,) = links(first, second)
    assert (link.kind, link.left, link.judgement) == (LinkKind.REWRITE_OF, second.id, Judgement.POSITIVE)
    assert link.score < 0.25


def test_a_longer_report_that_opens_with_the_news_of_a_shorter_one_is_made_from_it() -> None:
    first = report(LEAD + _chatter(3, 4), published="2025-03-04T06:00:00Z")
    second = report(LEAD + _chatter(4, 15), published="2025-03-05T06:00:00Z")
    (link,) = links(first, second)
    assert (link.kind, link.left, link.judgement) == (LinkKind.REWRITE_OF, second.id, Judgement.POSITIVE)


def test_the_news_of_one_report_at_the_end_of_another_makes_no_rewrite() -> None:
    first = report(LEAD + _chatter(5, 11), published="2025-03-04T06:00:00Z")
    second = report(_chatter(6, 15) + " " + LEAD, published="2025-03-05T06:00:00Z")
    assert all(link.judgement is not Judgement.POSITIVE for link in links(first, second))


def test_a_line_that_stands_whole_in_another_report_is_that_line() -> None:
    line = "“We heard two loud blasts,” residents said."
    (link,) = links(report(line), report(f"By a second desk. {line}"))
    assert (link.kind, link.judgement) == (LinkKind.COPY_OF, Judgement.POSITIVE)


def test_two_reporters_at_one_speech_did_not_copy_each_other() -> None:
    speech = (
        "“We shall not sell the harbour, we shall not sell the banks, and we shall not ask anybody's leave to fish where our fathers fished, "
        "whatever the ministry writes on its maps and whoever it sends to read them to us,”"
    )
    one = report(
        f"Councillor Ada Brock drew cheers in Tarn on Friday. {speech} she said from the steps of the customs house, as rain fell."
    )
    other = report(f"In the rain, on the customs house steps, Ms Brock had this for the ministry: {speech} she told about 300 islanders.")
    assert not [link for link in links(one, other) if link.judgement is Judgement.POSITIVE]


def test_furniture_in_common_makes_no_copy() -> None:
    menu = " ".join(f"Section {number} of our site with news from every island and every harbour" for number in range(30))
    one = report("The Alda sails again on Thursday, her owners said.", furniture=menu)
    other = report("A cod of 40 kilos was landed in Tarn.", furniture=menu)
    assert not links(one, other)


def test_without_dates_the_report_that_credits_the_other_is_the_copy() -> None:
    agency = report(FERRY, outlet="Reuters")
    paper = report("MERROW (Reuters) - " + FERRY, outlet="Daily Gannet")
    (link,) = links(agency, paper)
    assert link.left == paper.id


def test_two_spellings_of_english_are_one_text() -> None:
    british = (
        "The harbour centre was closed as neighbours cancelled the labour day parade, the organisers said on Tuesday in Merrow, and " * 3
    )
    american = "The harbor center was closed as neighbors canceled the labor day parade, the organizers said on Tuesday in Merrow, and " * 3
    (link,) = links(report(british, published="2025-03-04"), report(american, published="2025-03-05"))
    assert link.score == 1.0


def test_every_key_and_every_order_gives_the_same_link() -> None:
    reports = [report(FERRY, published="2025-03-04"), report(FERRY + " More to follow.", published="2025-03-05"), report(BACKGROUND)]
    found = {str(list(copies("any", order))) for order in itertools.permutations(reports)}
    assert len(found) == 1


@pytest.mark.parametrize("text", ["", " ", "\x00", "🙂🙂🙂", "a", "\r\n\r\n", "“", "9" * 5000])
def test_odd_texts_share_nothing_and_break_nothing(text: str) -> None:
    odd = report(text)
    assert not links(odd, report(FERRY))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_a_cite_of_a_link_always_holds_its_words(one: str, other: str) -> None:
    left, right = report(one + " " + FERRY), report(FERRY + " " + other)
    texts = {left.id: left.text, right.id: right.text}
    for link in links(left, right):
        assert all(texts[cite.report][cite.start : cite.end] == cite.exact for cite in link.cites)


def test_a_huge_text_goes_through_in_bounded_time() -> None:
    huge = report("word " * 400_000)
    assert len([*whole_keys(huge), *trimmed_keys(huge)]) < 400
    assert PassageKind.BODY in {passage.kind for passage in huge.passages}


def test_a_stock_phrase_of_a_crowd_leads_nowhere_and_a_reprint_among_them_is_still_found() -> None:
    stock = "According to a statement released by the press office late on Tuesday evening, no further details were available at this time."
    crowd = [report(f"{' '.join(f'word{n}x{i}' for i in range(60))}. {stock}", outlet=f"Outlet {n}") for n in range(STOCK + 10)]
    first = report(FERRY, outlet="Merrow Mail", published="2025-03-04T06:00:00Z")
    second = report(FERRY + " Ferries resume on Thursday.", outlet="Daily Gannet", published="2025-03-04T09:00:00Z")
    steps = [step for step in CONNECT if step.name in {"copies", "trimmed", "retold"}]
    found = [record for record in LocalEngine().run(steps, [*crowd, first, second]) if isinstance(record, Link)]
    assert [(link.left, link.right) for link in found] == [(second.id, first.id)]


def test_a_text_printed_by_a_crowd_is_one_text_with_one_first_report_and_not_every_two_are_held_against_each_other() -> None:
    crowd = [
        report(f"{FERRY} Copy {number} of it.", outlet=f"Paper {number}", published=f"2025-03-04T{number // 60:02}:{number % 60:02}:00Z")
        for number in range(3 * CROWD)
    ]
    others = [report(f"{BACKGROUND} Paper {number} adds that.", outlet=f"Paper {number}") for number in range(4)]
    found = links(*crowd, *others)
    at = {one.id: number for number, one in enumerate([*crowd, *others])}
    groups = joined(len(at), [(at[link.left], at[link.right]) for link in found if link.judgement is Judgement.POSITIVE])
    assert [len(group) for group in groups] == [len(crowd), len(others)]
    assert {one.id for one in crowd} - {link.left for link in found} == {crowd[0].id}
    assert len(found) < 5 * len(crowd)
    assert {link.id for link in found} == {link.id for link in links(*reversed(others), *reversed(crowd))}


def test_every_two_of_an_ordinary_number_of_reprints_are_linked() -> None:
    few = [report(f"{FERRY} Copy {number} of it.", outlet=f"Paper {number}") for number in range(CROWD)]
    assert len(links(*few)) == CROWD * (CROWD - 1) // 2


DISPATCH = (
    "A landslide buried part of the mining village of Orsa on Tuesday, killing at least 17 people and leaving 43 missing, rescue officials said. "
    "The hillside gave way at 5:20 a.m. after 210 millimetres of rain in two days, said Marta Quell, who heads the Lorn district rescue service. "
    "“We heard it from four kilometres away and thought it was the dam,” Quell told reporters in Lorn. "
    "Some 380 villagers were taken to a school in Tavik, where the Red Lantern relief group said it had laid out 260 beds. "
    "A miner, Josef Brand, 52, said he had dug out two neighbours with a roof tile. “There was nobody else to do it,” Brand said. "
    "The Halden Copper company, which employs 1,900 people in the valley, said its spoil heap above the village had been inspected in May. "
    "Geologist Anne Vester said the heap may have held back water, but that no survey had yet been done. "
    "A slide at Merrin in 1987 killed 31 people."
)
TABLOID = (
    "Sleeping families were swallowed by a wall of mud when a mountain came down on their homes. "
    "At least 17 lost their lives in Orsa and 43 more had not been found last night. "
    "It was twenty past five in the morning. Rescue chief Marta Quell blamed a deluge: 210mm had come down in two days. "
    "“We heard it from four kilometres away and thought it was the dam,” she said. "
    "Hero miner Josef Brand, 52, clawed out two of the people next door with a tile off a roof. “There was nobody else to do it.” "
    "About 380 survivors have been put up in a Tavik school with 260 beds from Red Lantern. "
    "Bosses of Halden Copper, with 1,900 on the books, insist the tip looming over the houses was checked in May. "
    "An expert, Anne Vester, believes it held back water. "
    "The worst such disaster, at Merrin in 1987, cost 31 lives."
)
AT_THE_SAME_PLACE = (
    "Rescuers were digging by hand in Orsa on Tuesday for 43 people after a landslide that killed at least 17 of their neighbours. "
    "“We heard it from four kilometres away and thought it was the dam,” the head of the Lorn rescue service, Marta Quell, told a news conference. "
    "She put the rain at 210 millimetres in two days and said the slope had failed at 5:20 a.m. "
    "In the school in Tavik, where 380 people slept on 260 beds, Irena Sohl waited for word of her brother. "
    "“He rang me at four and said the stream had gone brown,” she said. "
    "The owner of the spoil heap, Halden Copper, employs 1,900 people; a shop steward, Pavel Rudd, said that nobody had been up there in 6 months. "
    "The mayor, Dagny Holt, declared three days of mourning."
)


def test_a_report_in_wholly_other_words_with_nothing_of_its_own_is_a_rewrite() -> None:
    first = report(DISPATCH, outlet="The Wire", published="2025-03-04T12:00:00Z")
    second = report(TABLOID, outlet="Daily Gannet", published="2025-03-04T21:00:00Z")
    (link,) = links(first, second)
    assert (link.kind, link.left, link.judgement) == (LinkKind.REWRITE_OF, second.id, Judgement.POSITIVE)
    assert "tells nothing that is not there" in link.reasons[0]


def test_two_reporters_at_one_news_conference_are_no_rewrites_of_each_other() -> None:
    first = report(DISPATCH, outlet="The Wire", published="2025-03-04T12:00:00Z")
    second = report(AT_THE_SAME_PLACE, outlet="Merrow Mail", published="2025-03-04T21:00:00Z")
    assert not [link for link in links(first, second) if link.judgement is Judgement.POSITIVE]


@pytest.mark.parametrize(("published", "credit"), [("2025-03-09T12:00:00Z", ""), ("2025-03-04T21:00:00Z", "LORN, March 4 (Reuters) - ")])
def test_the_same_details_days_later_or_under_the_name_of_another_agency_make_no_rewrite(published: str, credit: str) -> None:
    first = report(DISPATCH, outlet="AP", published="2025-03-04T12:00:00Z")
    second = report(credit + TABLOID, outlet="Daily Gannet", published=published)
    assert not [link for link in links(first, second) if link.judgement is Judgement.POSITIVE]


def _chatter(seed: int, length: int) -> str:
    """Sentences at random of a small stock of words, names and numbers: each two texts tell of nothing that the other does."""
    rng = random.Random(seed)
    syllables = [first + vowel + last for first in "bdfgklmnprstv" for vowel in "aeiou" for last in ("", "n", "r", "st")]
    stock = random.Random(0)
    common = ["".join(stock.sample(syllables, 2)) for _ in range(400)]
    names = ["".join(stock.sample(syllables, 2)).title() for _ in range(100)]
    return " ".join(
        f"The {' '.join(rng.choices(common[:60], k=4))} {rng.choice(names)} {' '.join(rng.choices(common, k=4))} {round(10 ** rng.uniform(1, 4))}."
        for _ in range(length)
    )


@pytest.mark.parametrize("length", [60, 250, 400])
def test_two_long_texts_at_random_borrow_few_figures_of_each_other_and_neither_is_told_over(length: int) -> None:
    made, original = (report(_chatter(seed, length), published="2025-03-04") for seed in (1, 2))
    taken = borrowed(made, original)
    assert taken is None or (not taken.whole and taken.figures < taken.all_figures / 2)


def test_a_long_report_told_over_keeps_its_rounded_figures_and_its_lengths_in_other_units() -> None:
    wordy = DISPATCH.replace("210 millimetres of rain", "rain 12 metres deep").replace("Some 380 villagers", "Some 391 villagers")
    short = TABLOID.replace("a deluge: 210mm had come down", "a deluge: 40 feet had come down")
    taken = borrowed(report(f"{short} {_chatter(1, 300)}"), report(f"{wordy} {_chatter(1, 300)}"))
    assert taken is not None
    assert taken.figures == taken.all_figures
