"""The first desk."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

RECORDS = "records.n"


def upgrade() -> None:
    """Lays all tables."""
    op.create_table(
        "records",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.BLOB, nullable=False),
        sa.Column("body", sa.BLOB, nullable=False),
        sa.UniqueConstraint("kind", "id", "digest"),
    )
    for name, member in (("made", "unit"), ("keys", "key")):
        op.create_table(
            name,
            sa.Column("step", sa.Text, primary_key=True),
            sa.Column(member, sa.Text, primary_key=True),
            sa.Column("record", sa.Integer, sa.ForeignKey(RECORDS), primary_key=True),
            sqlite_with_rowid=False,
        )
        op.create_index(f"{name}_record", name, ["record", "step"])
    op.create_table(
        "joined",
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("component", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("joined_component", "joined", ["step", "component"])
    _lay_said()
    op.create_table(
        "log",
        sa.Column("n", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "who", "what", "about")),
    )
    op.create_table(
        "known",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def _lay_said() -> None:
    op.create_table(
        "said",
        sa.Column("n", sa.Integer, primary_key=True),
        sa.Column("record", sa.Integer, sa.ForeignKey(RECORDS), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("text", "speaker", "place")),
        *(sa.Column(name, sa.Text) for name in ("earliest", "latest", "standing", "story", "report", "published")),
    )
    for name in ("record", "story", "standing"):
        op.create_index(f"said_{name}", "said", [name])
    op.execute(
        "CREATE VIRTUAL TABLE said_words USING fts5(text, speaker, place, standing, story,"
        " content='said', content_rowid='n', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER said_added AFTER INSERT ON said BEGIN"
        " INSERT INTO said_words(rowid, text, speaker, place, standing, story)"
        " VALUES (new.n, new.text, new.speaker, new.place, new.standing, new.story); END"
    )
    op.execute(
        "CREATE TRIGGER said_gone AFTER DELETE ON said BEGIN"
        " INSERT INTO said_words(said_words, rowid, text, speaker, place, standing, story)"
        " VALUES ('delete', old.n, old.text, old.speaker, old.place, old.standing, old.story); END"
    )
