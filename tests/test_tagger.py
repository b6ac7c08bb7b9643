"""The learned tagger: how its scores are spelled out, and that what it finds depends on the paragraph alone."""

import pickle
import sys
from importlib import resources
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from stage import report
from twosource.annotate import annotate
from twosource.annotate.paragraphs import paragraphs
from twosource.annotate.tagger import tag
from twosource.annotate.tagger.kept import Kept
from twosource.annotate.tagger.letters import CAPITAL, CAPITALS, CLOSING, DIGITS, EITHER, LOWER, MARK, MIXED, OPENING, letters
from twosource.annotate.tagger.network import LONGEST, _session, is_exact, network
from twosource.annotate.tagger.paths import best, lawful, runs
from twosource.annotate.tagger.tagged import Tagged

LABELS = 5
SCORES = arrays(np.float32, st.tuples(st.integers(1, 6), st.just(LABELS)), elements=st.integers(-8, 8).map(float))
MOVES = arrays(np.float32, (LABELS, LABELS), elements=st.integers(-8, 8).map(float))
STARTS = arrays(np.float32, (LABELS,), elements=st.integers(-8, 8).map(float))

STORY = (
    'The dam failed on Tuesday, the water authority said. "We had no warning," said Iryna Solmar, its director.\n\n'
    "Governor Andriy Velzhan rejected a demand that he resign."
)


def every_path(scores: np.ndarray, moves: np.ndarray, starts: np.ndarray) -> float:
    """The best score of all paths, by trying each."""
    totals = starts + scores[0]
    for row in scores[1:]:
        totals = (totals[:, None] + moves).max(0) + row
    return float(totals.max())


@given(SCORES, MOVES, STARTS)
def test_no_path_scores_better_than_the_one_taken(scores: np.ndarray, moves: np.ndarray, starts: np.ndarray) -> None:
    path = best(scores[None], np.array([len(scores)]), moves, starts)[0]
    total = starts[path[0]] + scores[range(len(path)), path].sum() + moves[path[:-1], path[1:]].sum()
    assert total == pytest.approx(every_path(scores, moves, starts))


@given(st.lists(SCORES, min_size=2, max_size=4), MOVES, STARTS)
def test_a_path_is_the_same_beside_others(rows: list[np.ndarray], moves: np.ndarray, starts: np.ndarray) -> None:
    together = np.zeros((len(rows), max(map(len, rows)), LABELS), np.float32)
    for at, row in enumerate(rows):
        together[at, : len(row)] = row
    paths = best(together, np.array([len(row) for row in rows]), moves, starts)
    for row, path in zip(rows, paths, strict=True):
        alone = best(row[None], np.array([len(row)]), moves, starts)[0]
        assert path[: len(row)].tolist() == alone.tolist()


@given(SCORES, MOVES, STARTS)
def test_a_lawful_path_opens_every_span_it_goes_on_with(scores: np.ndarray, moves: np.ndarray, starts: np.ndarray) -> None:
    path = best(scores[None], np.array([len(scores)]), *lawful(moves, starts))[0].tolist()
    for before, label in zip([0, *path], path, strict=False):
        assert label % 2 or not label or before in {label, label - 1}


@given(st.lists(st.integers(0, LABELS - 1), max_size=8))
def test_runs_hold_every_labelled_piece_once(labels: list[int]) -> None:
    found = list(runs(np.array(labels, np.int64)))
    held = [at for first, last, _ in found for at in range(first, last)]
    assert held == [at for at, label in enumerate(labels) if label]


@pytest.mark.parametrize(
    ("text", "piece", "look"),
    [
        ("dam", "dam", LOWER),
        ("Dam", "Dam", CAPITAL),
        ("A", "A", CAPITAL),
        ("NATO", "NATO", CAPITALS),
        ("McKay", "McKay", MIXED),
        ("1968", "1968", DIGITS),
        ("a, b", ",", MARK),
        ('said: "No"', '"', OPENING),
        ('No" she', '"', CLOSING),
        ('a " b', '"', EITHER),
        ("“No”", "“", OPENING),
        ("“No”", "”", CLOSING),
        ("it’s", "’", EITHER),
        ("dam", "", 0),
    ],
)
def test_the_look_of_a_piece(text: str, piece: str, look: int) -> None:
    start = text.index(piece)
    assert letters(text, np.array([[start, start + len(piece)]])).tolist() == [look]


def test_what_is_found_has_the_words_of_the_report() -> None:
    made = report(STORY)
    found = tag(made, paragraphs(made))
    said = [(made.text[s.cue.start : s.cue.end], s.source and made.text[s.source.start : s.source.end]) for s in found.said]
    assert said == [("said", "the water authority"), ("said", "Iryna Solmar, its director"), ("rejected", "Governor Andriy Velzhan")]
    assert {"Iryna Solmar", "Andriy Velzhan"} <= {made.text[name.span.start : name.span.end] for name in found.names}
    assert len(found.vectors) == len(made.sentences)


def test_a_paragraph_read_before_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made, cache = report(STORY), Kept()
    fresh = tag(made, paragraphs(made), cache)
    monkeypatch.setattr(network(), "read", lambda _: pytest.fail("the network was asked for a paragraph that is kept"))
    assert tag(made, paragraphs(made), cache) == fresh
    assert annotate(made, cache).statements


@given(st.permutations(STORY.split("\n\n")))
def test_a_paragraph_is_read_alike_wherever_it_stands(order: list[str]) -> None:
    def words(text: str) -> list[tuple[str, list[str]]]:
        made = report(text)
        found = tag(made, paragraphs(made))
        return sorted((made.text[s.cue.start : s.cue.end], [made.text[c.start : c.end] for c in s.content]) for s in found.said)

    assert words("\n\n".join(order)) == words(STORY)


def test_the_cache_drops_what_was_longest_unused_and_starts_empty_elsewhere() -> None:
    cache = Kept(2)
    cache["w", "one"], cache["w", "two"] = Tagged(), Tagged()
    assert cache["w", "one"] == Tagged()
    cache["w", "three"] = Tagged()
    assert set(cache) == {("w", "one"), ("w", "three")}
    assert len(pickle.loads(pickle.dumps(cache))) == 0


def test_a_paragraph_longer_than_the_network_reads_is_read_to_its_end() -> None:
    text = " ".join(f"The harbour master said that berth {number} was closed." for number in range(2 * LONGEST // 8))
    made = report(text)
    (run,) = paragraphs(made)
    stretches = list(network().stretches(made.text, run))
    assert [sentence for stretch in stretches for sentence in stretch] == list(run)
    assert len(stretches) == 3
    assert all(len(network().read(made.text[part[0].start : part[-1].end]).spans) <= LONGEST for part in stretches)
    assert max(said.cue.start for said in tag(made, paragraphs(made)).said) > stretches[-1][0].start


def test_a_text_longer_than_the_network_reads_in_one_sentence_is_cut_and_breaks_nothing() -> None:
    made = report("The clerk said " + "a very long list of things " * LONGEST)
    assert all(0 <= s.cue.start < s.cue.end <= len(made.text) for s in tag(made, paragraphs(made)).said)


def test_vectors_put_like_sentences_nearer_than_unlike_ones() -> None:
    def vector(text: str) -> np.ndarray:
        made = report(text)
        return np.frombuffer(tag(made, paragraphs(made)).vectors[0], np.float16).astype(np.float32)

    dam, burst, vote = map(
        vector, ["The dam above the town broke.", "The dam upstream of the town gave way.", "Parliament will vote on the tax bill."]
    )
    assert dam @ burst > dam @ vote
    assert np.linalg.norm(dam) == pytest.approx(1, abs=1e-2)


class Multiplying:
    """A network that adds up products, cut off where the processor cuts off."""

    def __init__(self, most: int) -> None:
        self.most = most

    def run(self, _: None, fed: dict[str, Any]) -> list[Any]:
        pairs = np.minimum(fed["given"].astype(np.int64) * 127 * 2, self.most)
        return [np.repeat(pairs.sum(1, keepdims=True) // 2, 32, 1)]


@pytest.mark.parametrize(("most", "exact"), [(32_767, False), (1 << 40, True)])
def test_a_processor_that_cuts_sums_off_is_found_out(monkeypatch: pytest.MonkeyPatch, most: int, exact: bool) -> None:
    monkeypatch.setattr(
        sys.modules[is_exact.__module__], "_session", lambda _, *, widened: pytest.fail("it was told") if widened else Multiplying(most)
    )
    assert is_exact.__wrapped__() is exact


def test_the_answers_are_the_same_however_8_bit_numbers_are_multiplied() -> None:
    weights = resources.files("twosource.annotate.tagger").joinpath("weights", "tagger.onnx").read_bytes()
    encoded = network().pieces.encode("The mayor of Aldmoor, Ilse Brandt, said on Monday that 40 houses may have to be pulled down.")
    fed = {"pieces": np.array([encoded.ids], np.int64), "letters": np.zeros((1, len(encoded.ids)), np.int64)}
    plain, told = (_session(weights, widened=widened).run(None, fed) for widened in (not is_exact(), True))
    for one, other in zip(plain, told, strict=True):
        assert np.array_equal(np.asarray(one), np.asarray(other))
