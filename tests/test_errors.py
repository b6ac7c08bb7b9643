"""The error tree is the one that its docstring draws."""

import re

from twosource import errors


def drawn() -> set[str]:
    return set(re.findall(r"\b[A-Z]\w+\b(?=\s{2,}|\n|$)", errors.__doc__ or "", re.MULTILINE)) | {"TwosourceError"}


def tree(kind: type[BaseException]) -> set[str]:
    return {kind.__name__}.union(*(tree(below) for below in kind.__subclasses__()))


def test_the_tree_drawn_is_the_tree_there_is() -> None:
    assert drawn() >= tree(errors.TwosourceError)
    assert {name for name in drawn() if hasattr(errors, name)} == tree(errors.TwosourceError)


def test_every_error_says_what_it_is() -> None:
    for name in tree(errors.TwosourceError):
        assert getattr(errors, name).__doc__
