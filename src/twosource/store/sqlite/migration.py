"""A desk file to the newest schema, by Alembic, without an ini file. Loaded only for a desk that is new or old."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

HERE = Path(__file__).parent / "migrations"
VERSIONS = HERE / "versions"


def migrate(connection: Connection, version: int) -> None:
    """Brings the schema to this version inside the transaction that is under way, so that it is the old one or the new one."""
    config = Config()
    config.set_main_option("script_location", _plain(HERE))
    config.set_main_option("version_locations", _plain(VERSIONS))
    config.set_main_option("path_separator", "newline")  # no path has one
    config.attributes["connection"] = connection
    command.upgrade(config, str(version))


def _plain(path: Path) -> str:
    return str(path).replace("%", "%%")
