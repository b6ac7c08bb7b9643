"""The reader on the shared corpora: nothing that people annotated is taken for furniture."""

import json
from pathlib import Path

import pytest

from twosource.model.report import SILENT, Download, Report
from twosource.read.page import read_page


def read(text: str) -> Report:
    return next(iter(read_page(Download(id="d", path="d.txt", body=text.encode()))))


def lines(shared: Path, name: str) -> list[dict]:
    path = shared / "data" / f"{name}.jsonl"
    if not path.is_file():
        pytest.skip(f"no {path}")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def silent(report: Report) -> set[int]:
    return {at for passage in report.passages if passage.kind in SILENT for at in range(passage.start, passage.end)}


def test_no_annotated_statement_is_silent(shared):
    for line in lines(shared, "polnear/dev"):
        report = read(line["text"])
        assert report.text == line["text"]
        dumb = silent(report)
        pieces = [piece for one in line["statements"] for piece in one["content_spans"] + one["cue_spans"]]
        assert not [piece for piece in pieces if dumb.intersection(range(*piece))], line["id"]


def test_no_annotated_time_is_silent_or_cut_by_a_sentence_end(shared):
    for line in lines(shared, "tempeval3/train"):
        report = read(line["text"])
        for time in line["times"]:
            assert any(sentence.start <= time["start"] and time["end"] <= sentence.end for sentence in report.sentences), line["id"]
