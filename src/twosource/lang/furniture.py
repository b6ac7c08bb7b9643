"""The words of page furniture: what a page says of itself and not of the news."""

from twosource.model.codec import Record


class Furniture(Record, frozen=True):
    """Phrases are lower-case, with straight apostrophes and without the marks at their ends."""

    lines: frozenset[str]  # a whole line: "load more"
    related: frozenset[str]  # a whole line after which titles of other reports stand: "read also"
    opens: tuple[str, ...]  # opens a short line: "sign up for"
    boxes: tuple[str, ...]  # opens a paragraph of any length: "disclaimer:"
    holds: tuple[str, ...]  # stands anywhere in a short paragraph: "all rights reserved"
    menu: frozenset[str]  # a word of a menu; furniture only in company
    credit_opens: tuple[str, ...]  # opens a caption or a credit: "file photo"
    credit_ends: tuple[str, ...]  # ends a caption: "getty images"
    credit_holds: tuple[str, ...]  # stands in a caption's credit: "ap photo"
    references: frozenset[str]  # a heading over a list of references
    corrections: tuple[str, ...]  # opens a note that corrects the report
    correction_holds: tuple[str, ...]  # stands in such a note
