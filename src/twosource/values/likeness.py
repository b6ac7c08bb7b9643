"""How well two names fit one bearer."""

from twosource.model.codec import Record
from twosource.model.ledger import Judgement

#: Scores from which two names are taken for one bearer's, and under which for two bearers'.
SAME, APART = 0.75, 0.45


class NameMatch(Record, frozen=True):
    """How well two names fit one bearer, from 0 to 1, why, and what follows."""

    score: float
    reasons: tuple[str, ...]
    judgement: Judgement


def judged(score: float, *reasons: str) -> NameMatch:
    """A match with the judgement that its score calls for."""
    judgement = Judgement.POSITIVE if score >= SAME else Judgement.UNSURE if score >= APART else Judgement.NEGATIVE
    return NameMatch(round(max(0.0, score), 3), reasons, judgement)
