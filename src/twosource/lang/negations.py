"""Words that turn a sentence round."""

from twosource.model.codec import Record


class Negations(Record, frozen=True):
    """`words` negate by themselves; `endings` are those of a verb with its negation drawn in."""

    words: tuple[str, ...]
    endings: tuple[str, ...]

    def negates(self, word: str) -> bool:
        """Whether a lower-case word negates."""
        return word in self.words or word.endswith(self.endings)
