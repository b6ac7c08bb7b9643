"""Citation marks and reference lists."""

from twosource.annotate.citations import citations, references
from twosource.model.report import Passage, PassageKind, Report


def report(body: str, listed: str = "") -> Report:
    text = f"{body}\n{listed}"
    passages = [Passage(0, len(body), PassageKind.BODY)]
    if listed:
        passages.append(Passage(len(body) + 1, len(text), PassageKind.REFERENCES))
    return Report(id="r", path="", paths=(), text=text, passages=tuple(passages))


def labels(body: str) -> list[tuple[str, str]]:
    made = report(body)
    return [(made.text[citation.start : citation.end], citation.label) for citation in citations(made)]


def test_a_number_in_brackets_cites() -> None:
    assert labels("The dam broke [3]. It was old [12][2].") == [("[3]", "3"), ("[12]", "12"), ("[2]", "2")]


def test_a_list_in_brackets_cites_each_of_its_numbers() -> None:
    assert labels("The dam broke [2, 5-7].") == [("2", "2"), ("5-7", "5"), ("5-7", "6"), ("5-7", "7")]


def test_a_raised_number_cites_but_a_square_does_not() -> None:
    assert labels("The dam broke.³ It covers 9 km² of land.") == [("³", "3")]


def test_a_year_in_brackets_is_no_citation() -> None:
    assert labels("The dam [2019] broke [sic].") == []


def test_a_reference_list_cites_nothing_and_gives_titles_and_addresses() -> None:
    made = report("The dam broke [1].", "[1] Dam breaks at Norvik https://example.org/dam [2] Ferry lost, 3 saved")
    assert [citation.label for citation in citations(made)] == ["1"]
    assert [(entry.label, entry.title, entry.url) for entry in references(made)] == [
        ("1", "Dam breaks at Norvik", "https://example.org/dam"),
        ("2", "Ferry lost, 3 saved", None),
    ]


def test_numbered_lines_are_references_too() -> None:
    made = report("The dam broke.", "1. Dam breaks at Norvik\n2. Ferry lost")
    assert [(entry.label, entry.title) for entry in references(made)] == [("1", "Dam breaks at Norvik"), ("2", "Ferry lost")]


def test_a_list_of_addresses_alone_has_no_labels_to_cite_by() -> None:
    assert references(report("The dam broke.", "https://example.org/dam\nhttps://example.org/ferry")) == ()
