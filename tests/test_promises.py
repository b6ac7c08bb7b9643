"""The promises of docs/design.md, over the bundled story and over stories made up by the test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import DEMO, write_reports
from twosource.acquire.folder import downloads
from twosource.annotate.tagger.kept import Kept
from twosource.desk import CONNECT, READ, Briefed, annotating, brief_files
from twosource.engine.local import LocalEngine
from twosource.model.codec import Record, decode, encode
from twosource.model.ledger import Standing
from twosource.model.report import Cite, Download, Given

SPEAKERS = ("Governor Alda Merrin", "the fire service", "Harbour master Josk Tarn", "Merrin", "the Tarlow Hospital", "residents")
CUES = ("said", "told reporters", "denied", "warned", "claimed")
CONTENTS = (
    "at least {n} people were killed when the ferry sank",
    "{n} people were still missing on Tuesday",
    "the ferry had left Port Ester at 6 a.m. on Monday",
    "the harbour would be closed for about {n} days",
    "oil had spread over {n} square kilometres",
    "no alarm had been raised",
)
QUOTES = (
    "“We heard {n} blasts,” {who} said.",
    "{who} said: “Nobody warned us”.",
    '"It may have been the engine, {who} said. "We do not know."',
)
FURNITURE = ("READ MORE", "Related News", "Photo: Ana Lis/Ester Mail", "")

sentences = st.one_of(
    st.builds(
        lambda who, cue, what, n: f"{who[0].upper()}{who[1:]} {cue} that {what.format(n=n)}.",
        st.sampled_from(SPEAKERS),
        st.sampled_from(CUES),
        st.sampled_from(CONTENTS),
        st.integers(2, 9000),
    ),
    st.builds(
        lambda quote, who, n: quote.format(who=who, n=n)[0].upper() + quote.format(who=who, n=n)[1:],
        st.sampled_from(QUOTES),
        st.sampled_from(SPEAKERS),
        st.integers(2, 90),
    ),
)
texts = st.lists(st.one_of(sentences, st.sampled_from(FURNITURE)), min_size=1, max_size=8).map("\n\n".join).filter(str.strip)
stories = st.lists(texts, min_size=1, max_size=4, unique=True)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def briefed(folder: Path) -> Briefed:
    return brief_files([folder], Given(published="2025-03-04"), LocalEngine())


def cites(record: object) -> Iterator[Cite]:
    if isinstance(record, Cite):
        yield record
    elif isinstance(record, msgspec.Struct):
        for field in record.__struct_fields__:
            yield from cites(getattr(record, field))
    elif isinstance(record, tuple):
        for item in record:
            yield from cites(item)


def assert_every_cite_is_its_slice(done: Briefed) -> int:
    text_of = {report.id: report.text for report, _ in done.annotated.reports}
    found = list(cites(done.briefing))
    for cite in found:
        assert cite.exact
        assert text_of[cite.report][cite.start : cite.end] == cite.exact
    return len(found)


def test_promise_1_every_cite_of_the_demo_shows_exactly_its_words(demo: Briefed) -> None:
    assert assert_every_cite_is_its_slice(demo) > 100


@few
@given(stories)
def test_promise_1_every_cite_of_any_story_shows_exactly_its_words(tmp_path_factory, story: list[str]) -> None:
    folder = tmp_path_factory.mktemp("story")
    write_reports(folder, story)
    assert_every_cite_is_its_slice(briefed(folder))


def test_promise_2_every_record_of_a_run_survives_encoding() -> None:
    records = LocalEngine().run([*READ, *annotating(Kept()), *CONNECT], downloads([DEMO], Given()))
    kinds = {type(record).__name__ for record in records}
    assert {"Report", "Annotation", "Story", "Entry", "Origin", "EntityCluster", "Sketch", "Matter"} <= kinds
    for record in records:
        assert decode(encode(record), type(record)) == record


def test_promise_3_order_and_partitions_do_not_matter_for_the_demo() -> None:
    found = list(downloads([DEMO], Given()))
    for partitions, order in ((1, found[::-1]), (3, found[4:] + found[:4]), (7, sorted(found, key=lambda one: one.id))):
        assert ledger(order, partitions) == ledger(found, 1)


@few
@given(stories, st.randoms(use_true_random=False), st.integers(1, 5))
def test_promise_3_order_and_partitions_do_not_matter_for_any_story(tmp_path_factory, story: list[str], random, partitions: int) -> None:
    folder = tmp_path_factory.mktemp("story")
    found = list(downloads(write_reports(folder, story), Given(published="2025-03-04")))
    shuffled = random.sample(found, len(found))
    assert ledger(shuffled, partitions) == ledger(found, 1)


def ledger(found: list[Record], partitions: int) -> list[bytes]:
    return [
        encode(record)
        for record in LocalEngine(partitions=partitions).run([*READ, *annotating(Kept()), *CONNECT], found)
        if not isinstance(record, Download)
    ]


@few
@given(stories, st.data())
def test_promise_4_a_copy_adds_no_corroboration(tmp_path_factory, story: list[str], data) -> None:
    folder = tmp_path_factory.mktemp("story")
    paths = write_reports(folder, story)
    before = corroborated(briefed(folder))
    chosen = data.draw(st.sampled_from(paths))
    (folder / "copy.txt").write_text("By a second desk\n\n" + chosen.read_text(encoding="utf-8"), encoding="utf-8", newline="")
    assert corroborated(briefed(folder)) <= before


def test_promise_4_a_copy_of_a_demo_report_adds_no_corroboration(tmp_path: Path, demo: Briefed) -> None:
    folder = tmp_path / "reports"
    shutil.copytree(DEMO, folder)
    wire = (folder / "01-pellworth-dam-fails.txt").read_text(encoding="utf-8")
    (folder / "11-carried.txt").write_text(wire.replace("By Ilse Marrow\n\n", ""), encoding="utf-8")
    assert corroborated(brief_files([folder], Given(), LocalEngine())) <= corroborated(demo)


def corroborated(done: Briefed) -> set[str]:
    """Words that stand behind corroborated entries."""
    return {
        " ".join(cite.exact.split())
        for story in done.briefing.stories
        for entry in story.entries
        if entry.standing is Standing.CORROBORATED
        for cite in entry.cites
    }
