"""What was found in the paragraphs read last, so that copies of a report cost nothing."""

from collections import OrderedDict
from collections.abc import Iterator, MutableMapping

from twosource.annotate.tagger.tagged import Tagged

#: Paragraphs kept; with their findings some 5 kB each.
MOST = 20_000

Key = tuple[str, str]


class Kept(MutableMapping[Key, Tagged]):
    """The latest `most` paragraphs by the name of the weights and their words; sent to another process, it starts there empty."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._held: OrderedDict[Key, Tagged] = OrderedDict()

    def __getitem__(self, key: Key) -> Tagged:
        self._held.move_to_end(key)
        return self._held[key]

    def __setitem__(self, key: Key, found: Tagged) -> None:
        self._held[key] = found
        self._held.move_to_end(key)
        if len(self._held) > self.most:
            self._held.popitem(last=False)

    def __delitem__(self, key: Key) -> None:
        del self._held[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __reduce__(self) -> tuple[type["Kept"], tuple[int]]:
        return type(self), (self.most,)
