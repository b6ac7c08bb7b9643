"""Those whom reports describe and never name, in one report and over several."""

from stage import report
from twosource.annotate import annotate
from twosource.connect.entities import entities
from twosource.model.claim import Annotation, Form
from twosource.model.ledger import EntityCluster


def described(text: str) -> list[list[str]]:
    """Whom a report describes, each by the words of the mentions."""
    told = report(text)
    return [[text[span.start : span.end] for span in one.mentions] for one in annotate(told).unnamed]


def told(*texts: str) -> dict[str, list[str]]:
    """Who the reports of one matter speak of more than once, by the words of the mentions."""
    reports = [report(text, published=f"2025-03-{number:02}") for number, text in enumerate(texts, start=1)]
    text_of = {one.id: one.text for one in reports}
    found = entities("", [record for one in reports for record in (one, annotate(one))])
    clusters = [one for one in found if isinstance(one, EntityCluster)]
    return {one.name: [text_of[at.report][at.start : at.end] for at in one.mentions] for one in clusters}


def annotated(text: str) -> tuple[str, Annotation]:
    return text, annotate(report(text))


def test_the_gunmen_are_the_two_gunmen_and_they_are_too() -> None:
    found = described("Two gunmen seized the ferry on Monday. The gunmen freed a nurse. They asked for bread.")
    assert ["Two gunmen", "The gunmen", "They"] in found


def test_the_same_official_is_no_other() -> None:
    found = described("An official opened the gate. The same official shut it. The official slept.")
    assert ["An official", "The same official", "The official"] in found


def test_a_name_with_a_hyphen_is_no_stem_of_another() -> None:
    _, found = annotated("Al-Shabaab fighters took the bridge on Monday. The Al-Shabaab fighters left at dawn.")
    assert [one.office.anchors for one in found.unnamed if one.office and one.office.noun == "fighter"] == [("al shabab",)]


def test_another_official_is_another() -> None:
    found = described("An official opened the gate. Another official shut it. The other official slept.")
    assert not any(len(one) > 1 for one in found)


def test_a_headline_leaves_the_article_out() -> None:
    text = "Ferry hit by lone gunman. A gunman seized the ferry on Monday. The gunman then slept."
    assert ["lone gunman", "A gunman", "The gunman"] in described(text)


def test_residents_are_not_the_residents() -> None:
    found = described("Residents fled the flood. Residents came back on Tuesday.")
    assert not any("Residents" in one and len(one) > 1 for one in found)


def test_the_police_of_two_towns_are_two() -> None:
    found = described("Harrow police closed the bridge. Velm police opened it. The police chief of Velm slept.")
    assert not any({"Harrow police", "Velm police"} <= set(one) for one in found)


def test_a_noun_before_another_describes_nobody() -> None:
    found = described("The rebel base fell. A rebel-held town burned. The rebel base was empty. The town was empty.")
    assert found
    assert not any(words.endswith("rebel") for one in found for words in one)


def test_who_is_described_once_and_never_again_is_nobody() -> None:
    text, annotation = annotated("A baker sold bread in Harrow.")
    assert annotation.unnamed == ()
    assert not [one for one in annotation.mentions if text[one.start : one.end] == "A baker"]


def test_an_office_before_a_name_describes_its_bearer() -> None:
    text, annotation = annotated("Velm mayor Ana Lis closed the port. The mayor was tired.")
    (person,) = [one for one in annotation.entities if one.name == "Ana Lis"]
    words = [text[one.start : one.end] for one in annotation.mentions if one.entity == person.id and one.form is Form.DESCRIPTION]
    assert words == ["Velm mayor", "The mayor"]
    assert [office.noun for office in person.offices] == ["mayor"]


def test_the_i_of_a_quote_is_whoever_speaks() -> None:
    text, annotation = annotated("Ana Lis left the port on Monday. “I was tired,” Ana Lis said.")
    (person,) = [one for one in annotation.entities if one.name == "Ana Lis"]
    assert [text[one.start : one.end] for one in annotation.mentions if one.entity == person.id] == ["Ana Lis", "I", "Ana Lis"]


def test_the_i_of_the_reporter_is_nobody_whom_the_report_names() -> None:
    text, annotation = annotated("I met Ana Lis at the port on Monday.")
    assert not [one for one in annotation.mentions if text[one.start : one.end] == "I"]


def test_the_gunmen_of_two_reports_of_one_matter_are_one() -> None:
    found = told(
        "Two gunmen seized the ferry on Monday. The gunmen freed a nurse.", "The gunmen asked for bread. The gunmen were hungry by noon."
    )
    assert any({"Two gunmen", "The gunmen"} <= set(words) and len(words) == 4 for words in found.values())


def test_the_official_of_another_report_is_another() -> None:
    found = told(
        "An official opened the gate. The official wore a coat.", "An official closed the port in the rain. The official had no umbrella."
    )
    assert max(len(words) for words in found.values()) == 2


def test_the_official_of_a_sentence_told_again_is_the_same() -> None:
    told_once = "An official at the Skarn dam opened the third gate at noon. The official wore a coat."
    found = told(told_once, "The water fell. " + told_once)
    assert [len(words) for words in found.values() if "The official" in words] == [4]


def test_the_gunman_whom_one_report_names_is_named_in_all() -> None:
    found = told(
        "Gunman Piet Ander seized the ferry on Monday. Ander freed a nurse.", "The gunman asked for bread. The gunman was hungry by noon."
    )
    assert [words for words in found.values() if "Gunman Piet Ander" in words and "The gunman" in words]


def test_his_aides_in_two_reports_are_two_peoples() -> None:
    found = told("Ana Lis thanked her guards. Her guards slept.", "Per Lund thanked his guards. His guards ran.")
    assert not [words for words in found.values() if {"her guards", "his guards"} <= set(words)]
