"""Every exception that Twosource raises, drawn as a tree.

TwosourceError
├── AcquireError            bytes could not be had
│   ├── FetchFailed         the path or address gave nothing
│   ├── NotAllowed          we may not read it
│   └── TooLarge            it is larger than a report can be
├── ReadError               bytes came, but no report
│   ├── NotAnArticle        there is no prose in it
│   └── UnknownEncoding     it is not text in any encoding we know
├── StoreError
│   ├── WrongSchema         the desk file is of another version
│   ├── Outdated            what it holds was made by another version
│   └── StoreBusy           another process holds it
├── PluginError
│   ├── MissingPlugin
│   └── PluginClash
└── UsageError              the call itself is wrong; the message says the way out

A message says what happened, to what, and what to do.
"""


class TwosourceError(Exception):
    """The root: catch this to catch all that Twosource raises on purpose."""


class AcquireError(TwosourceError):
    """Bytes could not be had."""


class FetchFailed(AcquireError):  # noqa: N818 - named for the situation, as DESIGN.md has it
    """The path or address gave nothing."""


class NotAllowed(AcquireError):  # noqa: N818
    """We may not read it."""


class TooLarge(AcquireError):  # noqa: N818
    """It is larger than a report can be."""


class ReadError(TwosourceError):
    """Bytes came, but they hold no report."""


class NotAnArticle(ReadError):  # noqa: N818
    """There is no prose in it."""


class UnknownEncoding(ReadError):  # noqa: N818
    """It is not text in any encoding we know."""


class StoreError(TwosourceError):
    """A desk file could not be used."""


class WrongSchema(StoreError):  # noqa: N818
    """The desk file is of another version."""


class Outdated(StoreError):  # noqa: N818
    """What the desk file holds was made by another version of the steps."""


class StoreBusy(StoreError):  # noqa: N818
    """Another process holds the desk file."""


class PluginError(TwosourceError):
    """A plugin could not be used."""


class MissingPlugin(PluginError):  # noqa: N818
    """No installed plugin bears that name."""


class PluginClash(PluginError):  # noqa: N818
    """Two installed plugins bear the same name."""


class UsageError(TwosourceError):
    """The call itself is wrong; the message says the way out."""
