"""Signs that a name is damaged: what each weighs, and the reason to doubt the name where they are enough together."""

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

Case = TypeVar("Case")

ENOUGH = 0.89  # below 0.9 by more than sums of tenths err


class Sign(NamedTuple, Generic[Case]):
    """One thing that speaks for damage, or against; `says` may name parts of the `case`."""

    holds: Callable[[Case], bool]
    weight: float
    says: str


def weight(case: Case, signs: Iterable[Sign[Case]]) -> float:
    """What the signs that hold weigh together."""
    return sum(sign.weight for sign in signs if sign.holds(case))


def reason(case: Case, signs: Iterable[Sign[Case]]) -> str | None:
    """The reason to doubt a name, if the signs together are enough and any of them says one."""
    held = [sign for sign in signs if sign.holds(case)]
    if sum(sign.weight for sign in held) < ENOUGH:
        return None
    return "; ".join(sign.says.format(case=case) for sign in held if sign.says) or None
