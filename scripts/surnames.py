"""Writes resources/surnames.txt, common surnames world-wide in plain letters, from the name lists of Faker (MIT).

python scripts/surnames.py FOLDER    where FOLDER is an unpacked `Faker` wheel
"""

import importlib
import sys
from pathlib import Path

from given_names import NOT_ALPHABETIC

from twosource.values.spelling import plain

OUT = Path(__file__).parent.parent / "resources" / "surnames.txt"


def surnames(folder: Path) -> set[str]:
    """All surnames of one word, of three letters or more, in locales that are written in an alphabet."""
    found: set[str] = set()
    for locale in sorted(path.name for path in (folder / "faker" / "providers" / "person").iterdir() if path.is_dir()):
        if locale.startswith("__") or locale in NOT_ALPHABETIC:
            continue
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        lists = (getattr(provider, name) for name in dir(provider) if name.startswith("last_name"))
        found |= {plain(str(name)) for names in lists if not callable(names) for name in names}
    return {name for name in found if name.isalpha() and len(name) > 2}


def main(folder: Path) -> None:
    """One name a line, sorted."""
    sys.path.insert(0, str(folder))
    OUT.write_text("".join(f"{name}\n" for name in sorted(surnames(folder))), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
