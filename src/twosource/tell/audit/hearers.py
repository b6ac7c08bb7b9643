"""To whom it was said."""

import re
from collections.abc import Iterator

from twosource.lang import language
from twosource.lang.auditing import any_of
from twosource.model.audit import Fault, FaultKind
from twosource.model.claim import Attribution, Form, Told
from twosource.model.report import Cite, Span
from twosource.tell.audit.held import Held, named, near
from twosource.tell.audit.kinship import kin
from twosource.tell.audit.sources import weigh
from twosource.tell.audit.speech import LEAST, NEARLY, PLAIN_WORD, SAME, Spoken, spoken_alike, words_said


def recipients(held: Held) -> Iterator[Fault]:
    """A fault where the draft says who was told, and nothing that bears on it has them."""
    for statement in held.draft.annotation.statements:
        if statement.told is None or not held.span.start <= statement.told.start < held.span.end:
            continue
        start, end = _hearers(held, statement.told)
        if (
            any(any_of(language("en").auditing.owning).search(held.text, cue.start, cue.end) for cue in statement.cue)
            and held.text[start].islower()
        ):
            continue  # "admits to fewer losses"
        behind = _AFTER.search(held.text, start, end)
        end = behind.start() if behind and behind.start() > start else end
        mine = held.text[start:end]
        if any(one.start < end and start < one.end for one in held.draft.annotation.times):
            continue  # "an entry at eight minutes to midnight"
        if mine.lower() in _PRONOUNS or not language("en").auditing.public.isdisjoint(PLAIN_WORD.findall(mine.lower())):
            continue
        other = _told_instead(held, statement, Span(start, end))
        if other is None and _heard(held, mine):
            continue
        other = other or _other_hearers(held)
        if other is not None and other.exact.lower() in _OTHERS:
            continue  # "told them"
        source = next((one for one in held.sources if other is not None and one.report.id == other.report), held.sources[0])
        said = f"; {named(source)} has “{other.exact}”" if other else f"; {named(source)} does not"
        whole = _from_the_cue(held.text, statement, start)
        yield Fault(FaultKind.RECIPIENT, whole, end, f"says that “{held.text[whole:end]}” was told{said}", (other,) if other else ())


def _hearers(held: Held, told: Told) -> tuple[int, int]:
    """The whole of the words for who was told, of which the head is known: "supporters at a rally", "The Continental Post"."""
    names = [one for one in held.draft.annotation.mentions if one.form is Form.NAME and one.start < told.end and told.start < one.end]
    start, end = min([told.start, *(one.start for one in names)]), max([told.end, *(one.end for one in names)])
    behind = _OF_THEM.match(held.text, end)
    return start, behind.end() if behind else end


def _from_the_cue(text: str, statement: Attribution, start: int) -> int:
    """Where the words for who was told begin: behind the verb, "told | the mayor's office"; at their head where they stand elsewhere."""
    cue = max((piece.end for piece in statement.cue if piece.end <= start), default=start)
    between = text[cue:start]
    return cue + len(between) - len(between.lstrip()) if _OF_IT.fullmatch(between) else start


def _told_instead(held: Held, statement: Attribution, mine: Span) -> Cite | None:
    """Whom each report that has the very statement lets hear it, where that is nobody whom the draft can mean."""
    words = words_said(held.draft.bare, statement)
    spoken = spoken_alike(words, held.sources) if weigh(words) >= LEAST else []
    level = [one for one in spoken if one.shared >= max(SAME, spoken[0].shared - NEARLY)]
    if not level or any(one.statement.told is None or _may_be(held, mine, one, one.statement.told) for one in level):
        return None
    told = level[0].statement.told
    return None if told is None else level[0].source.report.cite(told.start, told.end)


def _may_be(held: Held, mine: Span, one: Spoken, told: Told) -> bool:
    """Whether the draft's words for who was told can mean whom a report has: "the paper" its own outlet, "reporters" any of the press."""
    auditing, report = language("en").auditing, one.source.report
    words, head = _worded(held.text[mine.start : mine.end]), report.text[told.start : told.end]
    name = _NAME.match(report.text, told.end)
    theirs = _worded(f"{head}{name[0] if name else ''}")
    if not words or any(word == other or kin(word, other) >= _LIKELY for word in words for other in theirs):
        return True
    if head.casefold() in auditing.us | auditing.press | auditing.ourselves and not name:
        return not words.isdisjoint(_worded(report.outlet or "") | auditing.press | auditing.ourselves)
    named_here = any(one.start < mine.end and mine.start < one.end for one in held.draft.annotation.mentions if one.form is Form.NAME)
    return not named_here or not (head[:1].isupper() or name)


def _worded(text: str) -> frozenset[str]:
    """The words of some hearers, with those for whom they may stand."""
    words = frozenset(word for word in PLAIN_WORD.findall(text.casefold()) if word not in _SMALL)
    return words.union(*(group for group in language("en").auditing.hearers if not group.isdisjoint(words)))


def _heard(held: Held, mine: str) -> bool:
    """Whether the words for who was told stand in what bears on the sentence, or mean the outlet or the press at large."""
    words = [word for word in PLAIN_WORD.findall(mine.casefold()) if word not in _SMALL]
    press = not language("en").auditing.press.isdisjoint(words)
    for evidence in held.evidence:
        text = evidence.source.report.text
        near_by = " ".join(text[one.span.start : one.span.end] for one in near(evidence, 1))
        known = set(PLAIN_WORD.findall(near_by.casefold())) | set(PLAIN_WORD.findall((evidence.source.report.outlet or "").casefold()))
        known = known.union(*(group for group in language("en").auditing.hearers if not group.isdisjoint(known)))
        if not words or all(word in known or any(kin(word, one) >= _ALIKE for one in known) for word in words):
            return True
        if not language("en").auditing.ourselves.isdisjoint(words) or (
            press and (not language("en").auditing.press.isdisjoint(known) or not _TOLD.search(near_by))
        ):
            return True
    return False


def _other_hearers(held: Held) -> Cite | None:
    """Whom a statement that bears on the sentence was made to."""
    for evidence in held.evidence:
        for one in evidence.source.annotation.statements:
            if one.told is not None and any(told.span.start <= one.told.start < told.span.end for told in evidence.told):
                return evidence.source.report.cite(one.told.start, one.told.end)
    return None


#: What a word for who was told is followed by: "broadcaster SVT".
_NAME = re.compile(r"(?:\s(?:of\s)?[A-Z][\w-]*)+")
#: What stands between the verb and the head of who was told.
_OF_IT = re.compile(r"\s(?:[\w’'-]+\s){1,4}")
_AFTER = re.compile(r"\s(?:after|before|when|while|during|since)\s")
_PRONOUNS = frozenset(
    {"them", "him", "her", "it", "us", "me", "you", "nobody", "everyone", "anyone", "people", "what", "whom", "who", "which"}
)
_OTHERS = frozenset({"them", "him", "her", "those"})
_SMALL = frozenset({"the", "a", "an", "of", "at", "in", "its", "his", "her", "their", "local", "state"})
_OF_THEM = re.compile(r"\s+(?:at|in|of|after|outside)\s+(?:a|an|the)\s+[a-z]+(?:\s+of\s+[a-z]+)?|\s+of\s+[A-Z]\w+")
_TOLD = re.compile(r"\b(?:told|addressed)\s+(?!me\b|us\b)[a-z]", re.IGNORECASE)
_ALIKE, _LIKELY = 0.9, 0.7
