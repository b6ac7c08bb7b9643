"""What copies altered: a number, a name, a negation, a hedge, a speaker or quoted words that changed on the way."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import OSA
from spacy.lang.en.stop_words import STOP_WORDS

from twosource.connect.retold import content
from twosource.connect.wording import Word, words_between
from twosource.lang import language
from twosource.model.claim import Annotation, Form, Hedge, Mention
from twosource.model.codec import content_id
from twosource.model.ledger import Alteration, AlterationKind, Dossier, Judgement, Link, LinkKind
from twosource.model.report import Report, Span
from twosource.model.value import Quantity
from twosource.values.compare import agree, comparable
from twosource.values.name import fold, plain, same_person, same_place_name
from twosource.values.number import numbers
from twosource.values.tokens import Number

#: Of the shorter sentence's words, how many must stand in the other for the two to be one sentence retold.
RETOLD = 0.6
#: Fewer may do for a sentence told over in other words: so many words that carry the news, and such a share of its own.
TOLD_OVER, CARRIED = 0.5, 5
#: Of the longer content's words, how many must stand in the other for the two to be one thing said.
SAME_CONTENT = 0.75
#: A sentence of fewer words is not told from its like.
FEWEST = 5
#: A longer run without a full stop is a table or a list; comparing it word by word would take too long.
LONGEST = 300
#: A word in more sentences than this tells none from another.
COMMON = 200
#: Words exchanged for more words than this are a new turn of phrase, not a slip.
SLOT = 4
#: Words around a word that must have stayed for it to have been dropped, not lost with its clause.
AROUND = 3
#: Words with as many first letters the same are of one root: "Merrow" and "Merrovian", "escort" and "escorting".
ROOT = 5


class Sentence(NamedTuple):
    """A sentence of one report with its words."""

    span: Span
    words: tuple[Word, ...]


class Side(NamedTuple):
    """A report as one side of a comparison: its sentences and what was found in it."""

    report: Report
    sentences: tuple[Sentence, ...]
    annotation: Annotation
    cluster_of: Mapping[str, str]

    def names(self, start: int, end: int) -> list[Mention]:
        """The names that overlap a stretch of text."""
        return [one for one in self.annotation.mentions if one.form is Form.NAME and one.start < end and start < one.end]


class Pair(NamedTuple):
    """A sentence of the original and the sentence that it became, with the runs of words that differ."""

    original: Sentence
    made: Sentence
    changes: tuple[tuple[str, int, int, int, int], ...]
    close: bool = True  # else told over in other words: what stands in the place of what cannot be told


class Finding(NamedTuple):
    """One alteration: what stood there, what stands there now, and in a sentence what changed."""

    kind: AlterationKind
    before: Span
    after: Span
    note: str


def alterations(dossier: Dossier) -> Iterable[Alteration]:
    """What each copy or rewrite among the story's reports changed on the way; a copy left as it was raises none."""
    reports = {report.id: report for report in dossier.reports}
    annotations = {annotation.report: annotation for annotation in dossier.annotations}
    cluster_of = {member: cluster.id for cluster in dossier.entities for member in cluster.members}
    sides: dict[str, Side] = {}
    for link in _nearest(dossier):
        for identity in (link.left, link.right):
            if identity not in sides:
                annotation = annotations.get(identity) or Annotation(id="", report=identity)
                sides[identity] = Side(reports[identity], _sentences(reports[identity]), annotation, cluster_of)
        yield from _between(sides[link.right], sides[link.left], dossier.story.id)


def _nearest(dossier: Dossier) -> list[Link]:
    """For each made report the link to the report whose text it has most of; what that one changed itself is not charged twice."""
    reports = {report.id for report in dossier.reports}
    nearest: dict[str, Link] = {}
    for link in sorted(dossier.links, key=lambda link: (-link.score, link.id)):
        if (
            link.kind in (LinkKind.COPY_OF, LinkKind.REWRITE_OF)
            and link.judgement is Judgement.POSITIVE
            and {link.left, link.right} <= reports
        ):
            nearest.setdefault(link.left, link)
    return [nearest[made] for made in sorted(nearest)]


def _sentences(report: Report) -> tuple[Sentence, ...]:
    return tuple(Sentence(span, tuple(words_between(report.text, span.start, span.end))) for span in report.sentences)


def _between(original: Side, made: Side, story: str) -> Iterator[Alteration]:
    for pair in _retold(original, made):
        for find in (_numbers, _names, _negations, _hedges, _bodies, _quotes) if pair.close else (_hedges,):
            for found in find(pair, original, made):
                yield _altered(found, original, made, story)
    for found in _speakers(original, made):
        yield _altered(found, original, made, story)


def _altered(found: Finding, original: Side, made: Side, story: str) -> Alteration:
    before, after = original.report.cite(*found.before), made.report.cite(*found.after)
    identity = content_id("alteration", found.kind, before, after)
    return Alteration(id=identity, kind=found.kind, from_=before, to=after, note=found.note, story=story)


def _retold(original: Side, made: Side) -> Iterator[Pair]:
    """Each sentence of the made report with the sentence it was made from; those left word for word are passed over."""
    holders: dict[str, set[int]] = defaultdict(set)
    for i, sentence in enumerate(original.sentences):
        for word in sentence.words if len(sentence.words) <= LONGEST else ():
            holders[word.folded].add(i)
    last = 0
    for sentence in made.sentences:
        if not FEWEST <= len(sentence.words) <= LONGEST:
            continue
        shared: dict[int, int] = defaultdict(int)
        for folded in sorted({word.folded for word in sentence.words}):
            for i in holders[folded] if folded in holders and len(holders[folded]) <= COMMON else ():
                shared[i] += 1
        best = max(shared, key=lambda i: (_overlap(shared[i], original.sentences[i], sentence), -abs(i - last - 1), -i), default=None)
        if best is None:
            continue
        close = _overlap(shared[best], original.sentences[best], sentence) >= RETOLD
        if not close and not _told_over(original.sentences[best], sentence):
            continue
        last = best
        before, after = [word.folded for word in original.sentences[best].words], [word.folded for word in sentence.words]
        if before != after:
            changes = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
            yield Pair(original.sentences[best], sentence, tuple(changes), close)


def _overlap(shared: int, one: Sentence, other: Sentence) -> float:
    """The share of the shorter sentence's different words that the other has."""
    fewer = min(len({word.folded for word in one.words}), len({word.folded for word in other.words}))
    return shared / fewer if fewer >= FEWEST else 0.0


def _told_over(original: Sentence, made: Sentence) -> bool:
    """Whether one sentence is another in other words."""
    words = content(made.words)
    shared = len(words & content(original.words))
    return shared >= CARRIED and shared >= TOLD_OVER * len(words)


def _exchanged(pair: Pair) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Few words put in the place of few others."""
    for tag, a, b, c, d in pair.changes:
        if tag == "replace" and b - a <= SLOT and d - c <= SLOT:
            yield pair.original.words[a:b], pair.made.words[c:d]


def _numbers(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A figure in the place of another, unless the one restates the other in another unit."""
    here, there = _read(pair.original, original.report), _read(pair.made, made.report)
    for before, after in _exchanged(pair):
        olds, news = _inside(here, before), _inside(there, after)
        if len(olds) != len(news):
            continue
        for old, new in zip(olds, news, strict=True):
            if (old.low, old.high) == (new.low, new.high) or _restated(old, new, original, made):
                continue
            was, now = original.report.text[old.start : old.end], made.report.text[new.start : new.end]
            yield Finding(AlterationKind.NUMBER, Span(old.start, old.end), Span(new.start, new.end), f"“{was}” became “{now}”")


def _read(sentence: Sentence, report: Report) -> list[Number]:
    start, end = sentence.span
    found = numbers(report.text[start:end], language(report.language or "en"))
    return [number._replace(start=start + number.start, end=start + number.end) for number in found]


def _inside(found: Sequence[Number], run: Sequence[Word]) -> list[Number]:
    return [number for number in found if run and number.start < run[-1].end and run[0].start < number.end]


def _restated(old: Number, new: Number, original: Side, made: Side) -> bool:
    before, after = _quantity(old, original.annotation.quantities), _quantity(new, made.annotation.quantities)
    return before is not None and after is not None and before.unit != after.unit and comparable(before, after) and agree(before, after)


def _quantity(number: Number, quantities: Sequence[Quantity]) -> Quantity | None:
    return next((one for one in quantities if one.start <= number.start and number.end <= one.end), None)


def _names(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A name in the place of another, or misspelt; not a fuller or shorter form, nor the spelling of another house."""
    for before, after in _exchanged(pair):
        olds, news = original.names(before[0].start, before[-1].end), made.names(after[0].start, after[-1].end)
        if len(olds) != 1 or len(news) != 1:
            continue
        old, new = olds[0], news[0]
        was, now = original.report.text[old.start : old.end], made.report.text[new.start : new.end]
        turned = _elsewhere(old, pair.made, original, made) or _elsewhere(new, pair.original, made, original)
        if turned and not _spelt_alike(was, now):
            continue
        if not _slip(was, now) and (_one(old, new, original, made) or _forms_of_one(was, now)):
            continue
        spoken = _speaks(old, original) and _speaks(new, made) and not _spelt_alike(was, now)
        kind = AlterationKind.SPEAKER if spoken else AlterationKind.NAME
        note = f"“{was}” became “{now}”" + (", in the words that name who speaks" if spoken else "")
        yield Finding(kind, Span(old.start, old.end), Span(new.start, new.end), note)


def _elsewhere(mention: Mention, sentence: Sentence, side: Side, other: Side) -> bool:
    """Whether the other side's sentence names the one mentioned too: a sentence turned round exchanges no names."""
    folded = fold(side.report.text[mention.start : mention.end])
    return any(fold(other.report.text[one.start : one.end]) == folded for one in other.names(*sentence.span))


def _forms_of_one(was: str, now: str) -> bool:
    """Whether two names are one but for transliteration or for words that one has more."""
    one, other = set(fold(was).split()), set(fold(now).split())
    if one <= other or other <= one:
        return True
    return any(same(was, now).judgement is Judgement.POSITIVE for same in (same_place_name, same_person))


def _spelt_alike(was: str, now: str) -> bool:
    one, other = fold(was), fold(now)
    return not set(one.split()).isdisjoint(other.split()) or OSA.distance(one, other) <= max(len(one), len(other)) // 3


def _one(old: Mention, new: Mention, original: Side, made: Side) -> bool:
    """Whether two mentions are of one entity."""
    left, right = original.cluster_of.get(old.entity or ""), made.cluster_of.get(new.entity or "")
    return left is not None and left == right


def _slip(was: str, now: str) -> bool:
    """Two letters that changed places, or one that did: what hands do, not what transliteration does."""
    one, other = plain(was), plain(now)
    return len(one.split()) == len(other.split()) and sorted(one) == sorted(other) and OSA.distance(one, other) == 1


def _speaks(mention: Mention, side: Side) -> bool:
    span = Span(mention.start, mention.end)
    return any(span.overlaps(piece) for statement in side.annotation.statements for piece in statement.source)


class Spoken(NamedTuple):
    """A statement by a source that is named: the words that name it, who it is, the content's words."""

    source: Span
    speaker: str
    content: frozenset[str]


def _speakers(original: Side, made: Side) -> Iterator[Finding]:
    """One content, put in the mouth of another."""
    before = _spoken(original)
    for statement in _spoken(made):
        same = [one for one in before if _share(one.content, statement.content) >= SAME_CONTENT]
        if same and all(one.speaker != statement.speaker for one in same):
            was, now = original.report.cite(*same[0].source).exact, made.report.cite(*statement.source).exact
            if _capitals(was) & _capitals(now):
                continue
            yield Finding(AlterationKind.SPEAKER, same[0].source, statement.source, f"said by “{was}” there, by “{now}” here")


def _bodies(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """What one body said or counted put in the mouth of another, when no name tells them apart but each report knows both."""
    here, there = _body(pair.original, original), _body(pair.made, made)
    if here is None or there is None or here.head == there.head:
        return
    generic = language(original.report.language or "en").roles.stands_for
    both = {word.folded for sentence in original.sentences for word in sentence.words} & {
        word.folded for sentence in made.sentences for word in sentence.words
    }
    if {here.head, there.head} <= both and here.head not in generic and there.head not in generic:
        was, now = original.report.cite(*here.span).exact, made.report.cite(*there.span).exact
        yield Finding(AlterationKind.SPEAKER, here.span, there.span, f"said by “{was}” there, by “{now}” here")


class Body(NamedTuple):
    """The words for a body without a name that a sentence has from, and their head."""

    span: Span
    head: str


def _body(sentence: Sentence, side: Side) -> Body | None:
    """The one body that a sentence is said by, or counted by: "the guild said", "by the guild's count"."""
    start, end = sentence.span
    found = {
        Body(Span(*statement.source[0]), words[-1].folded)
        for statement in side.annotation.statements
        if statement.source and start <= statement.source[0].start < end and not side.names(*statement.source[0])
        for words in [words_between(side.report.text, *statement.source[0])]
        if 1 < len(words) <= SLOT and words[0].folded == "the"
    }
    counts = language(side.report.language or "en").agencies.counts
    for by, the, body, count in zip(*(sentence.words[i:] for i in range(SLOT)), strict=False):
        owns = side.report.text[body.end - 2 : body.end].casefold() in ("'s", "’s")
        if by.folded == "by" and the.folded == "the" and owns and count.folded in counts:
            found.add(Body(Span(the.start, body.end - 2), body.folded))
    return found.pop() if len(found) == 1 else None


def _capitals(words: str) -> set[str]:
    """The folded names among the words."""
    return {fold(word) for word in words.split() if word[:1].isupper() and fold(word) not in STOP_WORDS}


def _spoken(side: Side) -> list[Spoken]:
    found = []
    for statement in side.annotation.statements:
        speaker = side.cluster_of.get(statement.source_entity or "")
        source = statement.source[0] if statement.source else None
        if speaker is None or source is None or not any(one.entity == statement.source_entity for one in side.names(*source)):
            continue
        words = {word.folded for span in statement.content for word in words_between(side.report.text, *span)}
        if len(words) >= FEWEST:
            found.append(Spoken(source, speaker, frozenset(words)))
    return found


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the longer content's words that the other has."""
    return len(one & other) / max(len(one), len(other))


def _negations(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A negation that one has and the other lacks, while the words around it stayed."""
    negations = language(original.report.language or "en").negations
    kept = [(first + i, start + i) for tag, first, last, start, _ in pair.changes if tag == "equal" for i in range(last - first)]
    here, there = (
        [i for i, word in enumerate(one.words) if negations.negates(word.folded) and i not in stayed]
        for one, stayed in ((pair.original, {i for i, _ in kept}), (pair.made, {i for _, i in kept}))
    )
    if len(here) == len(there):
        return
    for i in here if len(here) > len(there) else ():
        if (at := _stayed(pair.original, i, pair.made)) is not None:
            yield _around(AlterationKind.NEGATION, pair, i, at, f"“{_said(original, pair.original, i)}” was dropped")
    for i in there if len(there) > len(here) else ():
        if (at := _stayed(pair.made, i, pair.original)) is not None:
            yield _around(AlterationKind.NEGATION, pair, at, i, f"“{_said(made, pair.made, i)}” was added")


def _hedges(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """A hedge that one has, while the other says the same without any."""
    here, there = _hedged(pair.original, original), _hedged(pair.made, made)
    if bool(here) == bool(there):
        return
    for i in here:
        if (at := _stayed(pair.original, i, pair.made)) is not None:
            yield _around(AlterationKind.HEDGE, pair, i, at, f"the hedge “{_said(original, pair.original, i)}” was dropped")
    for i in there:
        if (at := _stayed(pair.made, i, pair.original)) is not None:
            yield _around(AlterationKind.HEDGE, pair, at, i, f"the hedge “{_said(made, pair.made, i)}” was added")


def _hedged(sentence: Sentence, side: Side) -> list[int]:
    inside: list[Hedge] = [one for one in side.annotation.hedges if sentence.span.start <= one.start < sentence.span.end]
    starts = {one.start for one in inside}
    return [i for i, word in enumerate(sentence.words) if word.start in starts]


def _said(side: Side, sentence: Sentence, i: int) -> str:
    return side.report.text[sentence.words[i].start : sentence.words[i].end]


def _stayed(sentence: Sentence, i: int, other: Sentence) -> int | None:
    """Where in the other sentence the words around this one stand; `None` when they went with it."""
    place: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(other.words):
        place[word.folded].append(at)
    after = [word.folded for word in sentence.words[i + 1 :] if len(word.folded) > 2 and word.folded not in STOP_WORDS][:AROUND]
    before = [word.folded for word in sentence.words[:i] if len(word.folded) > 2 and word.folded not in STOP_WORDS][-1:]
    found = [place[folded][0] for folded in after if folded in place]
    roots = {folded[:ROOT] for folded in place}
    if any(folded[:ROOT] not in roots for folded in before):
        return None
    return min(found) if len(after) >= 2 and len(found) >= max(2, len(after) - 1) and max(found) - min(found) <= 3 * AROUND else None


def _around(kind: AlterationKind, pair: Pair, i: int, at: int, note: str) -> Finding:
    """A finding that shows the words with those about them."""
    return Finding(kind, _window(pair.original, i), _window(pair.made, at), note)


def _window(sentence: Sentence, i: int) -> Span:
    first, last = max(0, i - AROUND), min(len(sentence.words) - 1, i + 2 * AROUND)
    return Span(sentence.words[first].start, sentence.words[last].end)


def _quotes(pair: Pair, original: Side, made: Side) -> Iterator[Finding]:
    """Words in quotation marks on both sides that were exchanged, added or left out in the middle of the quote."""
    del original, made
    for tag, a, b, c, d in pair.changes:
        if tag == "equal":
            continue
        before, after = pair.original.words[a:b], pair.made.words[c:d]
        if not (_quoted(pair.original, a, b) and _quoted(pair.made, c, d)) or max(len(before), len(after)) > 2 * SLOT:
            continue
        if fold("".join(word.folded for word in before)) == fold("".join(word.folded for word in after)):
            continue  # "air strikes" and "airstrikes"
        yield Finding(
            AlterationKind.QUOTE, _shown(pair.original, a, b), _shown(pair.made, c, d), "the words in quotation marks are not the same"
        )


def _quoted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words, and the words on both sides of them, stand inside quotation marks."""
    around = sentence.words[max(0, first - 1) : last + 1]
    return first > 0 and last < len(sentence.words) and all(word.quoted for word in around)


def _shown(sentence: Sentence, first: int, last: int) -> Span:
    return Span(sentence.words[max(0, first - 1)].start, sentence.words[min(last, len(sentence.words) - 1)].end)
