"""The audit finds no fault in the briefings that Twosource writes of the invented stories that the code was worked on with."""

from pathlib import Path

import pytest

from conftest import DEMO, ROOT
from twosource.acquire.folder import downloads
from twosource.annotate.tagger.kept import Kept
from twosource.desk import CONNECT, READ, annotating, sorted_out
from twosource.desk.audited import audit_of, draft_in
from twosource.engine.local import LocalEngine
from twosource.model.report import Given
from twosource.tell.brief import briefing
from twosource.tell.export.markdown import markdown

GOLDEN = ROOT / "tests" / "golden"
#: Faults that the audit finds all the same, by story: a figure told in too few words to be found again, a title that rounds one of many tolls,
#: a copy's longer quotation that another report has otherwise (larkfield); a name that one report spells otherwise, which the briefing does
#: not say beside it, and a place named alone (strike).
KNOWN = {"larkfield": 3, "strike": 2}


@pytest.mark.parametrize(
    "story",
    [
        DEMO,
        GOLDEN / "strike",
        *(GOLDEN / "stories" / name for name in ("corran", "larkfield", "orvel-pass", "sea-marten", "tolmin", "westmere")),
    ],
    ids=lambda folder: folder.name,
)
def test_the_briefing_says_what_its_reports_say(story: Path) -> None:
    cache = Kept()
    records = LocalEngine().run([*READ, *annotating(cache), *CONNECT], downloads([story], Given()))
    told = markdown(briefing(records))
    audit = audit_of(draft_in(told.encode(), Given(), "briefing.md"), sorted_out(records), {}, records, cache)
    faults = [(fault.kind.value, fault.detail, told[fault.start : fault.end]) for fault in audit.faults]
    assert len(faults) == KNOWN.get(story.name, 0), faults
    assert audit.unused_references == ()
