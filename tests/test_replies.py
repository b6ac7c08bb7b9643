"""Replies: within one report somebody says that what another has just said is not so, without saying it over."""

import pytest

from stage import report
from test_ledger import sides, told
from twosource.model.ledger import Conflict, Entry, Standing


def disputed(text: str) -> list[list[str]]:
    """The two sides of each dispute of one report."""
    records = told([report(text, outlet="Ester Mail", published="2026-03-04T08:00:00Z")])
    return [sides(record) for record in records if isinstance(record, Conflict)]


@pytest.mark.parametrize(
    ("text", "claim", "reply"),
    [
        (
            "The Harbour Union said on Monday that the Tarlow Line had dumped oil in the estuary at Ester. The Tarlow Line denied it.",
            "the Tarlow Line had dumped oil in the estuary at Ester",
            "denied it",
        ),
        (
            "The Harbour Union said that Tarlow Shipping had dumped oil in the estuary. Tarlow Shipping rejected the accusation as baseless.",
            "Tarlow Shipping had dumped oil in the estuary",
            "rejected the accusation as baseless",
        ),
        (
            "Rebels said that the army had shelled the mill at Selm. “That is a lie,” said Colonel Josk Tarn, who speaks for the army.",
            "the army had shelled the mill at Selm",
            "That is a lie",
        ),
        (
            "The army said that rebels had shelled the market in Ester. A doctor said most of the hurt were children. The rebels denied it.",
            "rebels had shelled the market in Ester",
            "denied it",
        ),
        (
            "The army said that rebels had shelled the market in Ester. The market was full. The rebels denied any role in the attack.",
            "rebels had shelled the market in Ester",
            "denied any role in the attack",
        ),
        (
            "Two officials said that the port of Ester had paid a ransom. The port called the report “pure invention”.",
            "the port of Ester had paid a ransom",
            "the report “pure invention",
        ),
    ],
)
def test_a_reply_is_held_against_what_it_replies_to(text: str, claim: str, reply: str) -> None:
    ((one, other),) = disputed(text)
    assert claim in one
    assert reply in other


@pytest.mark.parametrize(
    "text",
    [
        "The union said that two drivers had been dismissed. Tarlow Shipping declined to comment.",
        "The union said that pay had fallen behind. Tarlow Shipping rejected the demand for more.",
        "A woman said that the ferry was late. A man said that it had been cold on board. The owner denied it.",
        "The council approved the sluice in May. Engineer Josk Tarn opposed it.",
        "Police said that four men had been brought before the court in Ester. All four denied the charges.",
        "Rumours had it that the bank was bust. The minister said that she had read the wrong page.",
        "President Ilna Forr said that there was famine in Selm, four days after her minister denied it.",
        "The harbour master said that a crane had fallen. Tarlow Shipping denied reports of a strike.",
        "The miller said that the dam had cracked. The engineer no longer disputed it.",
        "The council said that the school would close in May. A teacher said it was wrong to close it.",
        "The council said that the school had closed in May. A teacher said wrong information was sent to parents.",
        "Police said that two guards had been beaten. The minister refused to discuss allegations.",
        "Auditors said that the harbour had lost two million crowns. The board rejected the report.",
    ],
)
def test_what_answers_nothing_that_is_told_is_no_dispute(text: str) -> None:
    assert not disputed(text)


def test_both_sides_of_a_reply_stand_as_disputed() -> None:
    text = "The Harbour Union said that the Tarlow Line had dumped oil in the estuary at Ester. The Tarlow Line denied it."
    records = told([report(text, outlet="Ester Mail", published="2026-03-04T08:00:00Z")])
    assert {record.standing for record in records if isinstance(record, Entry)} == {Standing.DISPUTED}
