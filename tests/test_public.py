"""What `import twosource` offers: the audit of files and of texts, and a version, all without waiting for the parser."""

import subprocess
import sys
from pathlib import Path

import pytest

import twosource as public
from conftest import Run
from test_cli_audit import OTHER, REPORT, WRONG, desk
from twosource.errors import UsageError
from twosource.model.codec import encode

__all__ = ["desk"]


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, twosource; sys.exit(any(name in sys.modules for name in ('spacy', 'numpy', 'msgspec', 'typer')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_python_call_returns_the_same_record(twosource: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    done = twosource("audit", "wrong.md", "--against", "reports", "--format", "json")
    assert encode(public.audit("wrong.md", ["reports"])).decode() + "\n" == done.stdout
    assert public.audit("wrong.md", "reports") == public.audit(Path("wrong.md"), [Path("reports/1.txt"), Path("reports/2.txt")])


def test_texts_at_hand_are_audited_too() -> None:
    found = public.audit_text(WRONG, [REPORT, {"text": OTHER, "outlet": "Larn Post"}])
    assert [fault.kind.value for fault in found.faults] == ["number"]
    with pytest.raises(UsageError, match="empty"):
        public.audit_text("", [REPORT])


def test_the_python_call_says_what_cannot_be_read(desk: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        public.audit(desk / "nowhere.md", [desk / "reports"])
    with pytest.raises(UsageError, match="no such file"):
        public.audit(desk / "good.md", [desk / "nowhere"])
    with pytest.raises(UsageError, match="reference list"):
        public.audit(desk / "good.md")
    with pytest.raises(UsageError, match="--against 7"):
        public.audit(desk / "good.md", labels={7: desk / "reports" / "1.txt"})
