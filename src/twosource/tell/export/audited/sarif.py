"""An audit as SARIF 2.1.0, which code hosts and editors show beside the lines of a file."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

import msgspec

from twosource.model.audit import Audit
from twosource.model.claim import Annotation, Reference
from twosource.model.codec import content_id
from twosource.model.report import Cite, Report, Span
from twosource.tell.audit.marks import marked
from twosource.tell.export.audited import tally
from twosource.tell.export.audited.view import Note, Shown, is_page, line_of, notes, shown
from twosource.tell.export.audited.words import KINDS, legible
from twosource.tell.voice import shortened

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
UNUSED = "unused_reference"
RULES = {
    **{kind.value: (one.words, one.means, one.must) for kind, one in KINDS.items()},
    UNUSED: ("reference unused", "The list of sources has an entry that the draft cites nowhere.", False),
}
_PLACEHOLDER = re.compile(r"[{}]")
_LINK = re.compile(r"([\[\]\\])(?=[^\[\]]*\]\(|\()")
Fields = dict[str, object]


def sarif(audit: Audit, draft: Report, reports: Sequence[tuple[Report, Annotation]]) -> str:
    """The log: a result for each fault and unused reference, with where the reports say otherwise."""
    at = shown(audit, draft, reports)
    counts = tally.tally(audit, draft)
    run = {
        "tool": {"driver": {"name": "Twosource", "rules": [_rule(name) for name in RULES]}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [
            {"location": _location(path)} for path in dict.fromkeys([audit.draft, *(at.known[one].path for one in at.number_of)])
        ],
        "invocations": [_invocation(audit)],
        "results": [*(_result(note, at) for note in notes(at)), *_unused(at)],
        "properties": {
            "summary": tally.summary(counts),
            "sentences": counts.sentences,
            "checked": counts.checked,
            "judgedByHeadline": counts.by_headline,
            "takenByOrder": [report.label for report in counts.by_order],
        },
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log)).decode() + "\n"


def _rule(name: str) -> Fields:
    words, means, must = RULES[name]
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("_")),
        "shortDescription": {"text": words[0].upper() + words[1:] + "."},
        "fullDescription": {"text": means},
        "help": {"text": f"{means} Hold the words against the report, then change the draft, or its citation."},
        "defaultConfiguration": {"level": _level(must)},
        "properties": {"tags": ["sources"]},
    }


def _level(must: bool) -> str:
    return "error" if must else "warning"


def _invocation(audit: Audit) -> Fields:
    """That the audit was made, and which files could not be read for it."""
    told = [{"level": "warning", "message": {"text": _plain(f"{one.path}: {one.error}")}} for one in audit.failures]
    return {"executionSuccessful": True, "toolExecutionNotifications": told}


def _result(note: Note, at: Shown) -> Fields:
    fault, draft = note.fault, at.draft
    words = draft.text[fault.start : fault.end]
    related = [
        {"id": number, "message": {"text": _plain(_about(cite, at))}, "physicalLocation": _place(at.known[cite.report], cite)}
        for number, cite in enumerate((cite for cite in dict.fromkeys(fault.cites) if cite.report in at.known), start=1)
    ]
    return {
        "ruleId": fault.kind.value,
        "ruleIndex": list(RULES).index(fault.kind.value),
        "level": _level(note.kind.must),
        "message": {"text": _plain(note.detail)},
        "locations": [{"physicalLocation": _place(draft, fault)}],
        "relatedLocations": related,
        "partialFingerprints": {"twosource/v1": content_id("fault", fault.kind, words, [cite.exact for cite in fault.cites])},
    }


def _about(cite: Cite, at: Shown) -> str:
    report = at.known[cite.report]
    return f"{at.marks(report.id)} {at.name(report)}: “{shortened(cite.exact, 200)}”".strip()


def _unused(at: Shown) -> Iterator[Fields]:
    listed: dict[str, Reference] = {one.label: one for one in marked(at.draft).references}
    for label in at.audit.unused_references:
        reference = listed.get(label)
        yield {
            "ruleId": UNUSED,
            "ruleIndex": list(RULES).index(UNUSED),
            "level": "warning",
            "message": {"text": _plain(f"[{label}] stands in the list of sources and is cited nowhere.")},
            "locations": [{"physicalLocation": _place(at.draft, reference)}],
            "partialFingerprints": {"twosource/v1": content_id("fault", UNUSED, reference.title if reference else label)},
        }


def _place(report: Report, found: object) -> Fields:
    """A place in a file; of a page, whose words were taken out of it, the words alone, and of no words the file."""
    start, end = getattr(found, "start", 0), getattr(found, "end", 0)
    place: Fields = {"artifactLocation": _location(report.path)}
    if end <= start:
        return place
    snippet = {"text": shortened(report.text[start:end], 400)}
    if is_page(report):
        return {**place, "region": {"snippet": snippet, "startLine": 1}}
    return {**place, "region": {**region(report.text, Span(start, end)), "snippet": snippet}}


def region(text: str, span: Span) -> dict[str, int]:
    """A span as SARIF has it: characters from 0, lines and columns from 1, the last column the one behind."""
    first, last = (text.rfind("\n", 0, at) + 1 for at in (span.start, span.end))
    return {
        "startLine": line_of(text, span.start),
        "startColumn": span.start - first + 1,
        "endLine": line_of(text, span.end),
        "endColumn": span.end - last + 1,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _location(path: str) -> Fields:
    """A path as an address: relative to where the command was run, or absolute."""
    words = path.replace("\\", "/")
    address = quote(words.encode("utf-8", "replace"), safe="/-._~")
    return {"uri": f"file://{address}" if words.startswith("/") else address}


def _plain(text: str) -> str:
    """Words as SARIF's message strings have them: no placeholder, no link."""
    return _LINK.sub(r"\\\1", _PLACEHOLDER.sub(lambda found: found[0] * 2, legible(text)))
