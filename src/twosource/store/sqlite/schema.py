"""The tables of a desk file.

`records` holds each body once; one is present while a row of `made` names it. `keys` and `joined` find what a change touches.
`said` follows from the records; triggers keep its full-text index `said_words` in step, whoever writes.
A change of this page is a new file in `migrations/versions` and a new `VERSION`; a test holds the two together.
"""

from sqlalchemy import BLOB, Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint

#: "Two." in the file's header, so that `file` and we know a desk from another program's database.
APPLICATION = 0x54776F2E

#: The number of the newest migration, and of the schema below.
VERSION = 1

metadata = MetaData()

records = Table(
    "records",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("digest", BLOB, nullable=False),
    Column("body", BLOB, nullable=False),  # JSON
    UniqueConstraint("kind", "id", "digest"),
)

made = Table(
    "made",
    metadata,
    Column("step", Text, primary_key=True),  # "" for what is given
    Column("unit", Text, primary_key=True),
    Column("record", Integer, ForeignKey("records.n"), primary_key=True),
    Index("made_record", "record", "step"),
    sqlite_with_rowid=False,
)

keys = Table(
    "keys",
    metadata,
    Column("step", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("record", Integer, ForeignKey("records.n"), primary_key=True),
    Index("keys_record", "record", "step"),
    sqlite_with_rowid=False,
)

joined = Table(
    "joined",
    metadata,
    Column("step", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("component", Text, nullable=False),
    Index("joined_component", "step", "component"),
    sqlite_with_rowid=False,
)

said = Table(
    "said",
    metadata,
    Column("n", Integer, primary_key=True),  # in order of time: see `sought.places`
    Column("record", Integer, ForeignKey("records.n"), nullable=False),
    Column("position", Integer, nullable=False),  # among what the record holds
    Column("text", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("standing", Text),
    Column("story", Text),
    Column("report", Text),
    Column("published", Text),
    Index("said_record", "record"),
    Index("said_story", "story"),
    Index("said_standing", "standing"),
)

log = Table(
    "log",
    metadata,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),  # a JSON list of ids
)

known = Table("known", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False), sqlite_with_rowid=False)
