"""How well an entry is borne out: grounds are counted, not reports, and every ground is named."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from twosource.connect.grounds import grounds, only_denied, witnesses
from twosource.connect.phrasing import named
from twosource.connect.scene import Saying, Scene
from twosource.model.claim import Verification
from twosource.model.ledger import Standing

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
_NAMED = 4


class Borne(NamedTuple):
    """An entry's standing with what it was counted from."""

    standing: Standing
    why: str
    origins: tuple[str, ...]
    witnesses: tuple[str, ...]
    unestablished: int


def borne(scene: Scene, sayings: Sequence[Saying], givers: Mapping[str, str], *, disputed: bool) -> Borne:
    """The standing of claims that say one thing; `givers` are the bodies that own-voice claims give their figure by."""
    rests = grounds(scene, sayings, givers)
    heard = witnesses(scene, sayings)
    standing = _standing(sayings, len(rests.found), disputed=disputed)
    return Borne(
        standing=standing,
        why=_why(standing, sayings, list(rests.found.values()), list(heard.values())),
        origins=tuple(sorted(rests.found)),
        witnesses=tuple(sorted(heard)),
        unestablished=rests.lost,
    )


def _standing(sayings: Sequence[Saying], grounds: int, *, disputed: bool) -> Standing:
    if disputed:
        return Standing.DISPUTED
    if (stated := _stated(sayings)) is not None and grounds < 2:
        return stated
    if not grounds:
        return Standing.ORIGIN_NOT_ESTABLISHED
    return Standing.CORROBORATED if grounds > 1 else Standing.SINGLE_ORIGIN


def _stated(sayings: Iterable[Saying]) -> Standing | None:
    """What the reports themselves say of the claim: that it was not verified, or only that it is denied."""
    sayings = list(sayings)
    marks = {saying.statement.verification for saying in sayings if saying.statement is not None}
    if Verification.UNVERIFIED in marks:
        return Standing.UNVERIFIED
    if Verification.DENIED in marks or all(only_denied(saying) for saying in sayings):
        return Standing.DENIED
    return None


def _why(standing: Standing, sayings: Sequence[Saying], origins: Sequence[str], tellers: Sequence[str]) -> str:
    """One plain sentence for a standing."""
    reports = len({saying.report.id for saying in sayings})
    if standing is Standing.UNVERIFIED:
        return "the report itself says that it could not be verified"
    if standing is Standing.DENIED:
        return "only the denial is reported"
    if not origins:
        return (
            "only a denial is reported"
            if all(map(only_denied, sayings))
            else f"{_listed(tellers)} {_have(tellers)} it without saying from whom"
        )
    if len(origins) > 1:
        said = f"rests on {_listed(origins)}, independently"
    elif len(tellers) > 1:
        said = (
            f"{_number(len(tellers))} outlets report it; all rest on {named(origins[0])}"
            if len(tellers) > 2
            else f"two outlets report it; both rest on {named(origins[0])}"
        )
    elif reports > 1:
        said = f"{_number(reports)} reports, one origin: {named(origins[0])}"
    else:
        said = f"{tellers[0]} alone reports it" if origins[0] == tellers[0] else f"{tellers[0]} alone has it, from {named(origins[0])}"
    return f"{said}; others say otherwise" if standing is Standing.DISPUTED else said


def _listed(names: Sequence[str]) -> str:
    told = list(dict.fromkeys(map(named, names)))
    if len(told) > _NAMED:
        return f"{', '.join(told[:_NAMED])} and {len(told) - _NAMED} more"
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]


def _have(names: Sequence[str]) -> str:
    return "have" if len(set(names)) > 1 else "has"


def _number(count: int) -> str:
    return _NUMBERS.get(count, str(count))
