"""Whether two speakers may be one."""

import pytest

from twosource.connect.speakers import one_speaker
from twosource.connect.voices import Cast
from twosource.model.claim import EntityType


def people(*names: str) -> Cast:
    """A cast of people whose names are their keys."""
    return Cast(
        cluster_of={},
        name_of={name: name for name in names},
        type_of=dict.fromkeys(names, EntityType.PER),
        house_of={},
        titles_of={},
        person_of={},
    )


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("Anna Kovac", "Anna Keller", False),  # a first name and an initial in common are two women
        ("Gareth Pym", "Gareth Prynne", False),
        ("Gareth Pym", "Gareth Prym", True),
        ("Marta Quell", "Marta Quill", True),
        ("Quell", "Marta Quell", True),
        ("Marta Quell", "Josef Brand", False),
    ],
)
def test_two_people_may_be_one_where_a_slip_tells_their_names_apart(one: str, other: str, may_be: bool) -> None:
    assert one_speaker(people(one, other), one, other, together=False) is may_be
    assert one_speaker(people(one, other), other, one, together=False) is may_be
