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


def test_the_guerrillas_are_the_rebels_where_no_others_are_meant() -> None:
    assert ["Two rebels", "The guerrillas", "They"] in described("Two rebels took the lock. The guerrillas left. They ran.")
    found = described("Two rebels met two insurgents. The rebels sat. The insurgents stood. The guerrillas ate.")
    assert not any("The guerrillas" in one and len(one) > 1 for one in found)


def test_the_plane_that_hits_the_jet_is_another() -> None:
    assert ["The plane", "The jet"] in described("The plane landed at noon. The jet was searched.")
    assert described("The plane hit the jet. The plane fell.") == [["The plane", "The plane"], ["the jet"]]
    assert not any(len(one) > 1 for one in described("The rebels and the guerrillas fled."))


def test_what_rebels_believe_in_tells_nobody_apart() -> None:
    found = described("On Monday the Maoist rebels took the lock. The Kovar Front rebels left. The rebels ate.")
    assert ["the Maoist rebels", "The Kovar Front rebels", "The rebels"] in found


def test_the_rebels_of_a_country_and_of_a_body_may_be_one() -> None:
    found = described("Norway's rebels took the lock on Monday. The Kovar Front rebels left at noon.")
    assert ["Norway's rebels", "The Kovar Front rebels"] in found
    found = described("The Harbour Front rebels took the lock on Monday. The Kovar Front rebels left at noon.")
    assert not any(len(one) > 1 for one in found)


def test_a_ferry_is_somebody_to_speak_of() -> None:
    assert ["A ferry", "The ferry", "its"] in described("A ferry hit a pier on Monday. The ferry lost its bow.")
    found = described("A ferry hit a tanker on Monday. The ferry sank. The tanker sailed on.")
    assert ["A ferry", "The ferry"] in found
    assert ["a tanker", "The tanker"] in found


def test_the_plane_of_two_reports_is_one_and_another_countrys_is_another() -> None:
    found = told(
        "A Norwegian airliner landed at Velm on Monday. The plane was searched. A Chadian plane waited. The Chadian plane left.",
        "A Norwegian plane landed at Velm. The jet was searched.",
    )
    (words,) = [words for words in found.values() if "A Norwegian airliner" in words]
    assert sorted(words) == ["A Norwegian airliner", "A Norwegian plane", "The jet", "The plane"]


def test_one_hostage_of_many_is_not_the_one_with_a_name() -> None:
    found = told(
        "Gunmen hold forty hostages. The hostages wrote a letter. Norwegian hostage Piet Ander signed it.",
        "The hostages were hungry. The hostages sang. One hostage fell ill. The hostage was brought bread.",
    )
    assert not [words for words in found.values() if "Norwegian hostage Piet Ander" in words and "The hostage" in words]


def test_the_president_is_nobodys_where_others_hold_the_office_by_name() -> None:
    found = told(
        "Norwegian President Ana Lis met Chadian President Per Lund. The Finnish president stayed away. The Finnish president slept.",
        "The president spoke at noon. The president was tired.",
    )
    assert not [words for words in found.values() if "The Finnish president" in words and "The president" in words]


def test_a_report_means_the_one_of_whom_it_tells_far_more() -> None:
    found = told(
        "A gunman seized the ferry. The gunman freed a nurse. The gunman ate. The gunman slept. Another gunman ran.",
        "A gunman seized the ferry on Monday. The gunman was hungry by noon.",
    )
    assert max(len(words) for words in found.values() if "The gunman" in words) == 6
