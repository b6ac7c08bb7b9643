"""Entities over reports and spellings: one cluster for each person, body, place or people, look-alikes kept apart."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from twosource.connect.clusters import Groups
from twosource.connect.copies import judged
from twosource.connect.described import Joined, Known, Told, described, settings
from twosource.connect.kinds import KIND_OF, Kind
from twosource.connect.named import Named, grouped
from twosource.connect.namesakes import known, metonym
from twosource.connect.phrases import phrases
from twosource.connect.places import nation
from twosource.connect.prevailing import obeyed, prevailing, said
from twosource.connect.ruled import Told as Heard
from twosource.connect.ruled import finder, told
from twosource.lang import language
from twosource.model.claim import Annotation, EntityType, Form, Mention
from twosource.model.codec import cluster_id
from twosource.model.ledger import EntityCluster, Judgement, Link, LinkKind, MentionAt, Ruled, Ruling, RulingKind
from twosource.model.report import Report, Span
from twosource.values.name import fold

#: A name in more reports than this is borne out without asking which of them are copies.
FEW = 12
USUAL = {
    Kind.PERSON: EntityType.PER,
    Kind.BODY: EntityType.ORG,
    Kind.PLACE: EntityType.GPE,
    Kind.PEOPLE: EntityType.NORP,
    Kind.OTHER: EntityType.OTHER,
}


class _Copies(NamedTuple):
    """The reports of a matter, and the links of copies that prevail among them."""

    reports: Mapping[str, Report]
    links: Sequence[Link]

    def are(self, one: str, other: str) -> bool:
        """Whether one of two reports was made from the other; a person's word is taken before the texts'."""
        said = [link for link in self.links if link.by is not None and {link.left, link.right} == {one, other}]
        link = said[0] if said else judged(*sorted((self.reports[one], self.reports[other]), key=lambda report: report.id))
        return link is not None and link.judgement is Judgement.POSITIVE


def entities(key: str, records: Sequence[Annotation | Report | Link | Ruling]) -> Iterable[EntityCluster | Link]:
    """A cluster for every entity of a matter's reports, and a link for every judgement that names that differ called for.

    Whom people join is one entity, whom they part are two, and what they name bears the name.
    """
    del key
    reports = {record.id: record for record in records if isinstance(record, Report)}
    annotations = sorted((record for record in records if isinstance(record, Annotation)), key=lambda annotation: annotation.id)
    named = [one for annotation in annotations if annotation.report in reports for one in _named(annotation, reports)]
    named.sort(key=lambda one: one.entity.id)
    found = known(named)
    yield from found.links
    reasons = _reasons(found.links)
    rulings, copies = _rulings(named, records), _Copies(reports, prevailing(records))
    others = sorted((told_of for one in annotations if one.report in reports for told_of in _told_of(one, reports[one.report])), key=_by_id)
    groups = list(_parted(named, found.groups, records))
    joining: dict[int | None, list[Joined]] = defaultdict(list)
    for one in described(others, [_known([named[i] for i in group], _kind(group, named, found.kinds)) for group in groups]):
        joining[one.known].append(one)
    for number, group in enumerate(groups):
        doubts = [found.doubts[i] for i in group if i in found.doubts]
        heard = told(ruling for i in group for ruling in rulings.get(i, ()))
        cluster = _cluster([named[i] for i in group], _kind(group, named, found.kinds), doubts, heard, copies)
        standing = joining[number]
        why = [*reasons(cluster.members), *(why for one in standing for why in one.why)]
        yield _joined(cluster, [others[i] for one in standing for i in one.members], why)
    said_of = [record for record in records if isinstance(record, Ruling)]
    for one in joining[None]:
        cluster = _described([others[i] for i in one.members], one.why)
        cluster = _ruled(cluster, [ruling for ruling in said_of if ruling.about in cluster.members])
        if len(cluster.mentions) > 1:  # who is described once is nobody yet
            yield cluster


def _known(members: Sequence[Named], kind: Kind) -> Known:
    """What the described are held against."""
    offices = {office for member in members for office in member.entity.offices} if kind is Kind.PERSON else ()
    codes = (member.entity.metonym or nation(member.entity.name) for member in members)
    country = next(filter(None, codes), None) if kind is Kind.PLACE else None
    often = Counter(member.report for member in members for _ in member.mentions) if country else Counter()
    return Known(members[0].entity.name, tuple(offices), country, often)


def _reasons(links: Iterable[Link]) -> Callable[[Iterable[str]], Iterator[str]]:
    """What gives the reasons for which names that differ were joined, by the entities whose names they are."""
    by_entity: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.judgement is Judgement.POSITIVE:
            by_entity[link.left].append(link)

    def reasons(members: Iterable[str]) -> Iterator[str]:
        inside = set(members)
        joining = (link for member in sorted(inside) for link in by_entity[member] if link.right in inside)
        yield from sorted({reason for link in joining for reason in link.reasons})

    return reasons


def _told_of(annotation: Annotation, report: Report) -> Iterator[Told]:
    for other in annotation.unnamed:
        yield Told(report.id, other, settings(report.text, other))


def _by_id(told: Told) -> str:
    return told.other.id


def _joined(cluster: EntityCluster, others: Sequence[Told], why: Sequence[str]) -> EntityCluster:
    """The cluster with those whose descriptions stand for it; it is still known by its names."""
    why = tuple(dict.fromkeys((*cluster.why, *why)))
    if not others:
        return structs.replace(cluster, why=why)
    found = _described(others, ())
    return structs.replace(
        cluster,
        described=found.members,
        reports=tuple(sorted({*cluster.reports, *found.reports})),
        mentions=tuple(sorted({*cluster.mentions, *found.mentions})),
        why=why,
    )


def _ruled(cluster: EntityCluster, rulings: Sequence[Ruling]) -> EntityCluster:
    """The cluster of one whom no report names, with what people said of it."""
    heard = told(rulings)
    return structs.replace(cluster, name=heard.name or cluster.name, ruled=heard.ruled) if rulings else cluster


def _described(others: Sequence[Told], why: Sequence[str]) -> EntityCluster:
    """One of whom reports speak without a name, under the words that most of them use."""
    words = Counter(" ".join(told.other.words.split()) for told in others)
    return EntityCluster(
        id=cluster_id("entity", (told.other.id for told in others)),
        name=max(words, key=lambda form: (words[form], form)),
        type=others[0].other.type,
        members=tuple(sorted(told.other.id for told in others)),
        reports=tuple(sorted({told.report for told in others})),
        mentions=tuple(sorted({MentionAt(told.report, span.start, span.end) for told in others for span in told.other.mentions})),
        why=tuple(why),
        form=Form.DESCRIPTION,
    )


def _parted(named: Sequence[Named], groups: Groups, records: Sequence[object]) -> Groups:
    """The groups as people want them; who is of neither side of a cut goes where most bear the name."""
    find = finder(named)
    say = said(records, LinkKind.SAME_ENTITY, lambda link: (find(link.left, _at(link.at, 0)), find(link.right, _at(link.at, 1))))
    if not say.together and not say.apart:
        return groups
    ends = {i for pair in say.apart for i in pair}
    folded = [one.folded for one in named]
    alike = [one for group in groups for one in grouped([i for i in group if i not in ends], dict(enumerate(folded)))]
    return obeyed(groups, say, alike, lambda some, others: sum(folded[i] == folded[j] for i in some for j in others))


def _rulings(named: Sequence[Named], records: Sequence[object]) -> Mapping[int, Sequence[Ruling]]:
    """What people say of each of the named."""
    find = finder(named)
    found: dict[int, list[Ruling]] = defaultdict(list)
    for ruling in records:
        if isinstance(ruling, Ruling) and (at := find(ruling.about, _at(ruling.at, 0))) is not None:
            found[at].append(ruling)
    return found


def _at(places: Sequence[MentionAt], end: int) -> MentionAt | None:
    return places[end] if end < len(places) else None


def _named(annotation: Annotation, reports: Mapping[str, Report]) -> Iterator[Named]:
    """The entities of one report with their mentions."""
    text = reports[annotation.report].text
    found = {Span(one.start, one.end): one for one in annotation.places}
    mentions_of: dict[str, list[Mention]] = {entity.id: [] for entity in annotation.entities}
    for mention in annotation.mentions:
        if mention.entity in mentions_of:
            mentions_of[mention.entity].append(mention)
    for entity in annotation.entities:
        mentions = tuple(mentions_of[entity.id])
        spellings = Counter(text[one.start : one.end] for one in mentions if one.form is Form.NAME)
        sites = [found[span] for one in mentions if (span := Span(one.start, one.end)) in found]
        yield Named(
            entity=entity,
            report=annotation.report,
            mentions=mentions,
            phrases=phrases(text, mentions),
            spellings=tuple(sorted(spellings.items())) or ((entity.name, 1),),
            sites=frozenset(site.geonames for site in sites if site.geonames is not None),
            countries=frozenset(site.country for site in sites if site.country is not None),
            offices=_offices(text, mentions),
            sited=sum(_sited(text, one) for one in mentions if one.form is Form.NAME),
        )


def _sited(text: str, mention: Mention) -> bool:
    """Whether a name stands after a word that a place stands after, as nobody's name does."""
    before = text[max(0, mention.start - 12) : mention.start].split()
    after = text[mention.end : mention.end + 2].casefold()
    return bool(before) and before[-1].casefold() in language("en").geography.within and after not in ("'s", "’s")


def _offices(text: str, mentions: Sequence[Mention]) -> frozenset[str]:
    """The offices in the words that describe someone, or just before the name."""
    offices = language("en").roles.offices
    described = [text[one.start : one.end] for one in mentions if one.form is Form.DESCRIPTION]
    titled = [" ".join(text[max(0, one.start - 40) : one.start].split()[-2:]) for one in mentions if one.form is Form.NAME]
    return frozenset(word for words in (*described, *titled) for word in words.casefold().split() if word in offices)


def _kind(group: Sequence[int], named: Sequence[Named], kinds: Sequence[Kind]) -> Kind:
    """The kind of most mentions; of equals, the first one's."""
    votes = Counter[Kind]()
    for i in group:
        votes[kinds[i]] += len(named[i].mentions) + 1
    return max(votes, key=lambda kind: (votes[kind], kind is kinds[group[0]], kind))


def _cluster(members: Sequence[Named], kind: Kind, doubts: Sequence[str], heard: Heard, copies: _Copies) -> EntityCluster:
    spelt = Counter[str]()
    for member in members:
        for spelling, count in member.spellings:
            spelt[" ".join(spelling.split())] += count
    forms = {" ".join(form.split()) for member in members for form in (member.entity.name, *member.entity.aliases)} | set(spelt)
    placed = [member for member in members if member.entity.metonym is None]
    name = heard.name or _name(placed or members, spelt)
    borne = tuple(sorted({member.report for member in members}))
    suspect, why = _vouched(heard) or _suspect(members, doubts, borne, copies)
    return EntityCluster(
        id=cluster_id("entity", (member.entity.id for member in members)),
        name=name,
        type=_type(members, kind),
        members=tuple(sorted(member.entity.id for member in members)),
        aliases=tuple(sorted(form for form in forms if form and form.casefold() != name.casefold())),
        suspect=suspect,
        reports=borne,
        mentions=tuple(sorted({MentionAt(member.report, one.start, one.end) for member in members for one in member.phrases})),
        why=(*why, *sorted({metonym(member) for member in members if member.entity.metonym is not None})),
        ruled=heard.ruled,
    )


def _vouched(heard: Heard) -> tuple[None, tuple[str, ...]] | None:
    """No doubt, where a person gave the name or confirmed it."""
    if heard.name:
        return None, (f"{heard.namer} gave the name",)
    if isinstance(heard.ruled, Ruled) and heard.ruled.verdict is RulingKind.CONFIRMED:
        return None, (f"confirmed by {heard.ruled.by}",)
    return None


def _type(members: Sequence[Named], kind: Kind) -> EntityType:
    """What most mentions are tagged as, among the types of the kind that the name was settled to be."""
    types = Counter[EntityType]()
    for member in members:
        types[member.entity.type] += len(member.mentions) + 1
    fitting = [one for one in types if KIND_OF[one] is kind]
    return max(fitting, key=lambda one: (types[one], one)) if fitting else USUAL[kind]


def _name(members: Sequence[Named], spelt: Mapping[str, int]) -> str:
    """The fullest form that most reports use, the most frequent spelling of it first; shouting is not a spelling."""
    used = Counter(" ".join(member.entity.name.split()) for member in members)
    used = Counter({form: count for form, count in used.items() if not (form[0].islower() and nation(form))}) or used  # "east Norway"
    length = Counter[int]()
    for form, count in used.items():
        length[len(form.split())] += count
    words = max(length, key=lambda words: (min(words, 2), length[words], -words))
    forms = [form for form in used if len(form.split()) == words]
    return max(forms, key=lambda form: (len(form) < 5 or not form.isupper(), used[form], spelt.get(form, 0), form))


def _suspect(members: Sequence[Named], doubts: Sequence[str], borne: Sequence[str], copies: _Copies) -> tuple[str | None, tuple[str, ...]]:
    """A doubt that other reports raise; else one that a report raised itself, unless independent reports bear the same spelling."""
    if doubts:
        return min(doubts), ()
    raised = sorted({(fold(member.entity.name), member.entity.suspect) for member in members if member.entity.suspect})
    for folded, doubt in raised:
        bearers = _independent([member.report for member in members if member.folded == folded], copies)
        if bearers < 2:
            return doubt, ()
    return None, tuple(f"doubt withdrawn, since independent reports have the name: {doubt}" for _, doubt in raised) if len(
        borne
    ) > 1 else ()


def _independent(bearers: Iterable[str], copies: _Copies) -> int:
    """How many reports bear the name, copies and rewrites counted once."""
    apart: list[str] = []
    for identity in sorted(set(bearers))[:FEW]:
        if not any(copies.are(identity, other) for other in apart):
            apart.append(identity)
    return len(apart)
