"""Which figures speak of the same matter: how near they are, and what is of another order."""

import pytest

from twosource.connect.align import near_in_value
from twosource.connect.apart import too_far_apart
from twosource.connect.figures import Figure
from twosource.model.value import Bound, Quantity


def figure(low: float | None) -> Figure:
    """A figure that is no more than its quantity."""
    quantity = Quantity(start=0, end=1, low=low, high=low, unit="%", bound=Bound.EXACT)
    return Figure(**(dict.fromkeys(Figure._fields) | {"quantity": quantity, "level": quantity}))


@pytest.mark.parametrize(
    ("left", "right", "near"),
    [
        (8.0, 8.0, 1.0),
        (4.0, 8.0, 0.5),
        (0.0, 0.0, 1.0),
        (-3.0, -3.0, 1.0),
        (-2.0, -8.0, 0.25),
        (-3.0, 3.0, 0.0),
        (0.0, 5.0, 0.0),
        (None, None, 0.0),
    ],
)
def test_how_near_two_figures_are(left: float | None, right: float | None, near: float) -> None:
    assert near_in_value(None, figure(left), figure(right)) == near
    assert near_in_value(None, figure(right), figure(left)) == near


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [(2.0, 45.0, True), (2.0, 15.0, False), (-2.0, -45.0, True), (-2.0, -15.0, False), (-45.0, 2.0, False), (0.0, 45.0, False)],
)
def test_a_loss_far_beyond_another_is_of_another_order_as_a_gain_is(left: float, right: float, apart: bool) -> None:
    assert (too_far_apart(None, figure(left), figure(right)) is not None) is apart
    assert (too_far_apart(None, figure(right), figure(left)) is not None) is apart
