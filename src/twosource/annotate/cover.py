"""Which of many spans hold an offset."""

from bisect import bisect_right
from collections.abc import Sequence

from twosource.model.report import Span


class Cover:
    """Spans with their owners; asked in any order, answered in the time of the spans that start shortly before it."""

    def __init__(self, spans: Sequence[tuple[Span, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [span.start for span, _ in self.spans]
        self.reach: list[int] = []  # the furthest end of all spans up to here
        for span, _ in self.spans:
            self.reach.append(max(span.end, self.reach[-1] if self.reach else 0))

    def others(self, offset: int, own: int) -> list[tuple[Span, int]]:
        """The spans of others that hold the offset."""
        found = []
        at = bisect_right(self.starts, offset) - 1
        while at >= 0 and self.reach[at] > offset:
            span, owner = self.spans[at]
            if span.end > offset and owner != own:
                found.append((span, owner))
            at -= 1
        return found
