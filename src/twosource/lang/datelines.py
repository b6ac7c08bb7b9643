"""The words of datelines, bylines and lines that state a date of publication."""

from twosource.model.codec import Record


class Datelines(Record, frozen=True):
    """What a dateline is made of."""

    months: dict[str, int]  # every written form, lower-cased and without its stop
    weekdays: tuple[str, ...]
    published: tuple[str, ...]  # labels before the date a report came out
    updated: tuple[str, ...]  # labels before the date it was last changed
    zones: dict[str, int]  # a zone's offset from UTC in minutes; zones that stand for two offsets are left out
    by: tuple[str, ...]  # what opens a byline
    roles: frozenset[str]  # words of a byline that are no name
