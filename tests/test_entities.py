"""Entities over reports: spellings merged, look-alikes kept apart, doubts raised and withdrawn."""

import random

from stage import report
from twosource.annotate import annotate
from twosource.connect.entities import entities
from twosource.desk import CONNECT
from twosource.engine.local import LocalEngine
from twosource.model.claim import Annotation, Entity, EntityType, Form, Mention
from twosource.model.codec import content_id
from twosource.model.ledger import EntityCluster, Judgement, Link
from twosource.model.report import Report

STORY = "The ferry Alda ran aground on the Skarn reef and the harbour board sent two tugs from the islands before dawn. "


def annotated(
    text: str, *names: tuple[str, EntityType], suspect: str | None = None, opening: str = STORY, **given: str
) -> tuple[Report, Annotation]:
    """A report whose entities are the names given, each mentioned where it first stands."""
    told = report(opening + text, **given)
    found = [
        Entity(id=content_id("entity", told.id, name, kind), name=name, type=kind, suspect=suspect if number == 0 else None)
        for number, (name, kind) in enumerate(names)
    ]
    mentions = []
    for entity in found:
        start = told.text.index(entity.name)
        mentions.append(Mention(start, start + len(entity.name), entity.type, entity.id, Form.NAME))
    return told, Annotation(id=content_id("annotation", told.id), report=told.id, entities=tuple(found), mentions=tuple(mentions))


def merged(*pairs: tuple[Report, Annotation]) -> tuple[list[EntityCluster], list[Link]]:
    found = list(entities("", [record for pair in pairs for record in pair]))
    return [one for one in found if isinstance(one, EntityCluster)], [one for one in found if isinstance(one, Link)]


def names(clusters: list[EntityCluster]) -> list[set[str]]:
    return sorted(({cluster.name, *cluster.aliases} for cluster in clusters), key=sorted)


PER, ORG, GPE, NORP = EntityType.PER, EntityType.ORG, EntityType.GPE, EntityType.NORP


def test_spellings_of_one_name_are_one_entity_with_the_reasons() -> None:
    clusters, links = merged(
        annotated("Mayor Andriy Velzhan came.", ("Andriy Velzhan", PER)),
        annotated("Mayor Andrei Velzhan came.", ("Andrei Velzhan", PER)),
    )
    assert names(clusters) == [{"Andriy Velzhan", "Andrei Velzhan"}]
    assert [link.judgement for link in links] == [Judgement.POSITIVE]
    assert links[0].reasons


def test_names_nearly_alike_are_one_persons_when_both_hold_the_office() -> None:
    clusters, links = merged(
        annotated("Then Mayor Andriy Velzhan came.", ("Andriy Velzhan", PER)),
        annotated("It was Mayor Andrey Velkan again.", ("Andrey Velkan", PER)),
    )
    assert len(clusters) == 1
    assert "mayor" in links[0].reasons[0]


def test_names_nearly_alike_without_an_office_are_left_unsure() -> None:
    clusters, links = merged(
        annotated("Then Andriy Velzhan came.", ("Andriy Velzhan", PER)),
        annotated("It was Andrey Velkan again.", ("Andrey Velkan", PER)),
    )
    assert len(clusters) == 2
    assert [link.judgement for link in links] == [Judgement.UNSURE]


def test_the_fullest_name_names_the_cluster() -> None:
    clusters, _ = merged(
        annotated("Brandt spoke.", ("Brandt", PER)),
        annotated("Brandt left, all in tears.", ("Brandt", PER)),
        annotated("Olaf Brandt spoke.", ("Olaf Brandt", PER)),
    )
    assert [(cluster.name, cluster.aliases, len(cluster.reports)) for cluster in clusters] == [("Olaf Brandt", ("Brandt",), 3)]


def test_a_surname_that_two_people_bear_is_left_alone() -> None:
    clusters, links = merged(
        annotated("Brandt spoke.", ("Brandt", PER)),
        annotated("Olaf Brandt spoke.", ("Olaf Brandt", PER)),
        annotated("Ruth Brandt spoke.", ("Ruth Brandt", PER)),
    )
    assert len(clusters) == 3
    assert {link.judgement for link in links} == {Judgement.UNSURE, Judgement.NEGATIVE}


def test_a_surname_in_another_matter_is_left_alone() -> None:
    court = report("Brandt lost the chess final in Lindau to a girl of nine, and thousands of fans of the royal game cheered for hours.")
    entity = Entity(id=content_id("entity", court.id, "Brandt"), name="Brandt", type=PER)
    other = (
        court,
        Annotation(id="annotation-x", report=court.id, entities=(entity,), mentions=(Mention(0, 6, PER, entity.id, Form.NAME),)),
    )
    records = [*annotated("Olaf Brandt spoke.", ("Olaf Brandt", PER)), *other]
    steps = [step for step in CONNECT if step.name in {"sketch", "alike", "matters", "entities"}]
    clusters = [record for record in LocalEngine().run(steps, records) if isinstance(record, EntityCluster)]
    assert len(clusters) == 2


def test_a_country_under_its_names_is_one_and_its_people_another() -> None:
    clusters, _ = merged(
        annotated("The United States sent a ship.", ("United States", GPE)),
        annotated("The US sent an American ship.", ("US", GPE), ("American", NORP)),
    )
    assert names(clusters) == [{"American"}, {"US", "United States"}]


def test_a_city_tagged_as_a_body_in_one_report_is_still_the_city() -> None:
    clusters, _ = merged(annotated("It was Kharesk again.", ("Kharesk", GPE)), annotated("So said Kharesk again.", ("Kharesk", ORG)))
    assert [(cluster.name, cluster.type) for cluster in clusters] == [("Kharesk", GPE)]


def test_two_letters_that_changed_places_are_merged_and_marked() -> None:
    clusters, _ = merged(
        annotated("It was Pereska again.", ("Pereska", GPE)),
        annotated("Then Pereska flooded.", ("Pereska", GPE)),
        annotated("Back to Pereksa now.", ("Pereksa", GPE)),
    )
    (cluster,) = clusters
    assert cluster.name == "Pereska"
    assert cluster.suspect
    assert "Pereksa" in cluster.suspect


def test_a_slip_tagged_as_a_person_is_still_the_place() -> None:
    clusters, _ = merged(
        annotated("It was Bir Pereska again.", ("Bir Pereska", GPE)),
        annotated("Then Bir Pereska flooded.", ("Bir Pereska", GPE)),
        annotated("Back to Bir Pereksa now.", ("Bir Pereksa", PER)),
    )
    (cluster,) = clusters
    assert cluster.name == "Bir Pereska"
    assert "Bir Pereksa" in (cluster.suspect or "")


def test_a_name_that_stands_where_places_do_is_a_place() -> None:
    clusters, _ = merged(
        annotated("Cranes stood still at Varsa Holm.", ("Varsa Holm", PER)),
        annotated("A ship burnt near Varsa Holm.", ("Varsa Holm", PER)),
        annotated("Back to Versa Holm now.", ("Versa Holm", GPE)),
    )
    assert [(cluster.name, cluster.type, cluster.suspect) for cluster in clusters] == [("Varsa Holm", GPE, None)]


def test_two_places_of_one_report_are_two_however_alike() -> None:
    clusters, _ = merged(
        annotated("From Varsa Holm to Versa Holm.", ("Varsa Holm", GPE), ("Versa Holm", GPE)),
        annotated("Back to Versa Holm now.", ("Versa Holm", GPE)),
    )
    assert len(clusters) == 2


def test_a_doubt_is_withdrawn_when_another_report_has_the_name() -> None:
    clusters, _ = merged(
        annotated(
            "It was Lomnya again, they said, where every autumn the water stands in the cellars and no insurer has sold a policy for years.",
            ("Lomnya", GPE),
            suspect="in no gazetteer",
        ),
        annotated(
            "Volunteers from Lomnya brought blankets, tea and a generator, and stayed with the passengers until the last bus had left for home.",
            ("Lomnya", GPE),
            opening="",
        ),
    )
    (cluster,) = clusters
    assert cluster.suspect is None
    assert cluster.why


def test_a_copy_bears_out_no_doubtful_name() -> None:
    text = (
        "It was Lomnya again, said the men on the quay, and the women by the nets said that it had been Lomnya all along, and would be. "
        * 2
    )
    clusters, _ = merged(
        annotated(text, ("Lomnya", GPE), suspect="in no gazetteer", outlet="Mail", published="2025-01-01"),
        annotated(text, ("Lomnya", GPE), suspect="in no gazetteer", outlet="Gannet", published="2025-01-02"),
    )
    assert [cluster.suspect for cluster in clusters] == ["in no gazetteer"]


def test_any_order_gives_the_same_clusters_and_every_entity_is_in_one() -> None:
    pairs = [
        annotated("Olaf Brandt spoke in Pereska.", ("Olaf Brandt", PER), ("Pereska", GPE)),
        annotated("Brandt spoke for the UN.", ("Brandt", PER), ("UN", ORG)),
        annotated("The United Nations spoke.", ("United Nations", ORG)),
    ]
    records = [record for pair in pairs for record in pair]
    first = sorted(map(repr, entities("", records)))
    for seed in range(5):
        random.Random(seed).shuffle(records)
        assert sorted(map(repr, entities("", records))) == first
    clusters, _ = merged(*pairs)
    members = [member for cluster in clusters for member in cluster.members]
    assert sorted(members) == sorted(entity.id for _, annotation in pairs for entity in annotation.entities)


def test_nothing_in_nothing_out() -> None:
    assert merged((report(""), Annotation(id="a", report="nowhere"))) == ([], [])


def test_a_team_goes_by_the_end_of_its_name_where_only_one_ends_so() -> None:
    clusters, links = merged(
        annotated("Then the Harrow Herons came.", ("Harrow Herons", ORG)), annotated("It was the Herons again.", ("Herons", ORG))
    )
    assert names(clusters) == [{"Harrow Herons", "Herons"}]
    assert links[0].reasons == ("Harrow Herons is the only name of this matter that ends in Herons",)


def test_the_end_of_two_names_is_neithers() -> None:
    clusters, _ = merged(
        annotated("Then the Harrow Herons came.", ("Harrow Herons", ORG)),
        annotated("Then the Velm Herons came.", ("Velm Herons", ORG)),
        annotated("It was the Herons again.", ("Herons", ORG)),
    )
    assert len(clusters) == 3


def test_the_kind_of_a_body_is_not_its_name() -> None:
    clusters, _ = merged(
        annotated("Then the Harrow Council came.", ("Harrow Council", ORG)), annotated("It was the Council again.", ("Council", ORG))
    )
    assert len(clusters) == 2


def test_a_part_of_a_country_does_not_name_it() -> None:
    clusters, _ = merged(annotated("It was Norway.", ("Norway", GPE)), annotated("It was in east Norway again.", ("east Norway", GPE)))
    assert [cluster.name for cluster in clusters] == ["Norway"]


def test_a_title_and_a_name_are_one_mention_and_an_adjective_is_none() -> None:
    told = report("Chadian mayor Per Lund left Chad. Lund slept in the town of Velm.")
    clusters, _ = merged((told, annotate(told)))
    assert {one.name: [told.text[at.start : at.end] for at in one.mentions] for one in clusters} == {
        "Per Lund": ["Chadian mayor Per Lund", "Lund"],
        "Chad": ["Chad"],
        "Velm": ["the town of Velm"],
    }


def test_letters_that_one_report_gives_beside_a_bodys_name_are_the_body_in_all() -> None:
    told = report("The Kovar Harbour Liberation Front (FLHK) took the lock on Monday.")
    clusters, links = merged((told, annotate(told)), annotated("It was the FLHK again.", ("FLHK", ORG)))
    assert [one.aliases for one in clusters] == [("FLHK",)]
    assert [link.reasons for link in links] == [("a report gives FLHK for Kovar Harbour Liberation Front",)]


def test_two_whom_a_hyphen_joins_are_not_the_second_of_them() -> None:
    clusters, _ = merged(
        annotated("Then the Norway-KHLF talks began.", ("Norway-KHLF", EntityType.OTHER)),
        annotated("It was the KHLF again.", ("KHLF", ORG)),
    )
    assert len(clusters) == 2
