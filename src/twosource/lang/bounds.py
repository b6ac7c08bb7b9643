"""Words that open, close or blur a figure, and words that set it in motion."""

from twosource.model.codec import Record
from twosource.model.value import Bound


class Movements(Record, frozen=True):
    """Lemmas of verbs and nouns, and particles, after which a figure is a movement; `behind` are words that make it one from behind."""

    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    particles: tuple[str, ...]
    behind: tuple[str, ...]


class Joints(Record, frozen=True, rename={"from_": "from", "and_": "and", "or_": "or"}):
    """Words before and between the ends of a range; `same` stand between two figures of one measure, `restating` may open a bracket with a
    conversion.
    """

    between: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...]
    and_: tuple[str, ...]
    or_: tuple[str, ...]
    by: tuple[str, ...]
    loose: tuple[str, ...]
    same: tuple[str, ...]
    restating: tuple[str, ...]


class Bounds(Record, frozen=True):
    """`before` and `after` the figure: words by the bound they set.

    `blend` may stand before these, `more` between figure and noun, `against` before a figure set against one just given;
    `motion` are verbs of travel, `points` what an index moves by, `raising` verbs that move by something, `spans` what a
    change is told over;
    `speaking` before "about" and `lasting` before "over" tell how these are meant, `plurals_only` stand before no "a mile".
    """

    before: dict[Bound, tuple[str, ...]]
    after: dict[Bound, tuple[str, ...]]
    up: Movements
    down: Movements
    blend: tuple[str, ...]
    more: tuple[str, ...]
    against: tuple[str, ...]
    motion: tuple[str, ...]
    points: tuple[str, ...]
    raising: tuple[str, ...]
    spans: tuple[str, ...]
    speaking: tuple[str, ...]
    lasting: tuple[str, ...]
    plurals_only: tuple[str, ...]
    joints: Joints
    irregular: dict[str, tuple[str, ...]]
