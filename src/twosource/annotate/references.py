"""Descriptions and pronouns, and whom they refer to: one compatible candidate is accepted, of several close ones none."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from twosource.annotate.antecedents import SUBJECTS, Pointer, Seen, empty, likeliest, relatives, speaking
from twosource.annotate.descriptions import Description, Role, country_words, described, fits, may_be, title_of
from twosource.annotate.ground import site_kind
from twosource.annotate.heads import head_of, stands_for
from twosource.annotate.names import Name
from twosource.annotate.parse import Parse, Sentence
from twosource.annotate.quotes import Quote
from twosource.annotate.unnamed import Other, Others, kind_of, phrase_of
from twosource.lang import Language
from twosource.lang.cues import cue_index
from twosource.lang.roles import Gender
from twosource.model.claim import PLACES, EntityType, Form
from twosource.model.value import Precision
from twosource.values.name import parts

REACH = 3  # sentences back to which a pronoun may point
TELLING_REACH = 6  # and to who speaks in the quotes since then
LONGEST = 1_000  # tokens of a sentence; more are no sentence but a table, whose pronouns point nowhere
REMEMBERED = 100  # bearers of one role, or of one word of a body's name
NEAR = 2  # sentences back in which a description's candidate must stand where the report has several


GENDERS: Mapping[str, Gender] = {"m": "masculine", "f": "feminine"}


class Reference(NamedTuple):
    """A description or pronoun; `chain` is that of the names it refers to, below zero that of someone never named.

    It is `None` when that could not be told. `fresh` speaks of someone for the first time: "a gunman"; `definite` of someone known: "the".
    """

    start: int
    end: int
    type: EntityType
    form: Form
    chain: int | None
    fresh: bool = False
    definite: bool = False


class References(NamedTuple):
    """All descriptions and pronouns of a report, in order; whom of them it never names; what it calls those whom it names."""

    found: tuple[Reference, ...]
    others: Mapping[int, Other]
    roles: Mapping[int, Sequence[Role]]


def references(names: Sequence[Name], chained: Sequence[int | None], parse: Parse, quotes: Sequence[Quote], lang: Language) -> References:
    """The descriptions and pronouns of a report; a phrase that speaks of someone once and never again is none."""
    reading = _Reading(names, chained, parse, quotes, lang)
    found = sorted(reading.read(), key=lambda reference: (reference.start, -reference.end))
    often = Counter(reference.chain for reference in found)
    roles: dict[int, list[Role]] = defaultdict(list)
    for chain, role in (given for held in reading.roles.values() for given in held):
        roles[chain].append(role)
    kept = tuple(reference for reference in found if not reference.fresh or often[reference.chain] > 1)
    return References(kept, reading.unnamed.others, roles)


class _Reading:
    """One reading of a report from its first sentence to its last, remembering who was spoken of."""

    def __init__(self, names: Sequence[Name], chained: Sequence[int | None], parse: Parse, quotes: Sequence[Quote], lang: Language) -> None:
        self.lang = lang
        self.parse = parse
        self.named: dict[int, list[tuple[Name, int | None]]] = defaultdict(list)
        for name, chain in zip(names, chained, strict=True):
            self.named[name.sentence].append((name, chain))
        self.anchors = country_words(lang)
        self.telling = cue_index(lang.cues).verbs
        self.quotes = sorted(quotes, key=lambda quote: (quote.start, -quote.end))
        self.roles: dict[str, deque[tuple[int, Role]]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
        self.gender: dict[int, Gender] = {}
        self.last_seen: dict[int, int] = {}
        self.bodies: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
        self.body_words: dict[int, frozenset[str]] = {}
        self.site_kind: dict[int, Precision] = {}
        self.recent: list[Seen] = []
        self.unnamed = Others(lang)
        self.speaker: int | None = None
        self.at_quote = 0

    def read(self) -> Iterator[Reference]:
        for index, sentence in enumerate(self.parse.sentences):
            self.recent = [seen for seen in self.recent if index - seen.sentence <= self._reach(seen)]
            yield from self._sentence(index, sentence)

    def _reach(self, seen: Seen) -> int:
        return TELLING_REACH if seen.chain is not None and seen.chain == self.speaker else REACH

    def _sentence(self, index: int, sentence: Sentence) -> Iterator[Reference]:
        named = self.named.get(index, [])
        if len(sentence.tokens) > LONGEST:
            return
        inside = {i: name for name, _ in named for i in range(name.first, name.last)}
        quote_of = self._quotes_in(sentence)
        for name, chain in named:
            if chain is not None:
                yield from self._meet(index, sentence, name, chain, quote_of)
        taken = set(inside)
        for description in described(sentence, inside, self.anchors, self.lang):
            taken.update(range(description.first, description.last))
            if reference := self._described(index, sentence, description, inside, quote_of):
                yield reference
        taken.update(seen.token.i for seen in self.recent if seen.sentence == index)
        yield from self._unnamed(index, sentence, taken, inside, quote_of)
        self.recent.extend(relatives(sentence, [seen for seen in self.recent if seen.sentence == index]))
        pronouns = [token for token in sentence.tokens if token.lower in self.lang.pronouns and token.tag in {"PRP", "PRP$"}]
        spoken = self._speaker(sentence, quote_of, index)
        for token in sorted(pronouns, key=lambda token: (quote_of[token.i] is not None, token.i)):
            quoted = quote_of[token.i] is not None
            tells = token.dep in SUBJECTS and sentence.head(token).lower in self.telling
            pointer = Pointer(
                sentence,
                index,
                token,
                quote_of[token.i],
                speaker=spoken if quoted else None,
                teller=self.speaker if tells and not quoted else None,
            )
            reference = self._pronoun(pointer)
            if reference is not None:
                yield reference
            if not quoted and token.dep in SUBJECTS:
                spoken = self._speaker(sentence, quote_of, index)
        self.speaker = spoken
        yield from self._speaking(sentence, quote_of, spoken)

    def _speaking(self, sentence: Sentence, quote_of: Sequence[int | None], spoken: int | None) -> Iterator[Reference]:
        """The "I" of a quote: whoever speaks, if that is one person."""
        if spoken is None or not self._is_person(spoken):
            return
        for token in sentence.tokens:
            if token.lower in self.lang.pronouns.speaker and quote_of[token.i] is not None and token.pos == "PRON":
                yield Reference(token.start, token.end, EntityType.PER, Form.PRONOUN, spoken)

    def _is_person(self, chain: int) -> bool:
        if chain in self.unnamed.others:
            other = self.unnamed.others[chain]
            return other.type is EntityType.PER and not other.plural
        return any(seen.chain == chain and seen.type is EntityType.PER for seen in self.recent)

    def _quotes_in(self, sentence: Sentence) -> list[int | None]:
        """For each token the index of the outer quote it stands in."""
        while self.at_quote < len(self.quotes) and self.quotes[self.at_quote].end <= sentence.start:
            self.at_quote += 1
        out: list[int | None] = [None] * len(sentence.tokens)
        at = self.at_quote
        while at < len(self.quotes) and self.quotes[at].start < sentence.end:
            for token in sentence.tokens:
                if self.quotes[at].start <= token.start < self.quotes[at].end and out[token.i] is None:
                    out[token.i] = at
            at += 1
        return out

    def _meet(self, index: int, sentence: Sentence, name: Name, chain: int, quote_of: Sequence[int | None]) -> Iterator[Reference]:
        """Remembers a name: who it is, what stands before it, and where; an office before it describes its bearer."""
        head = head_of(name.tokens(self.parse))
        head = stands_for(sentence, head) if name.type is EntityType.PER else head
        if name.type is EntityType.PER:
            if (gender := self._gender(sentence, name)) and self.gender.setdefault(chain, gender) != gender:
                del self.gender[chain]
            if title := title_of(sentence, name, self.anchors, self.lang):
                self._give(chain, title.role)
                start = sentence.tokens[title.first].start
                yield Reference(start, sentence.tokens[name.first - 1].end, EntityType.PER, Form.DESCRIPTION, chain)
        elif name.type is EntityType.ORG:
            self._meet_body(name, chain)
        elif name.type in PLACES and chain not in self.site_kind and (kind := site_kind(name.text)):
            self.site_kind[chain] = kind
        plural = name.type is EntityType.NORP and head.tag in {"NNS", "NNPS"}
        if name.form is Form.NAME:
            self.recent.append(Seen(chain, index, head, name.type, self.gender.get(chain), plural, quote_of[head.i]))
            self.last_seen[chain] = index

    def _meet_body(self, name: Name, chain: int) -> None:
        """Remembers the words of a body's name."""
        words = frozenset(token.lower for token in name.tokens(self.parse))
        known = self.body_words.get(chain, frozenset())
        for word in words - known:
            self.bodies[word].append(chain)
        self.body_words[chain] = known | words

    def _gender(self, sentence: Sentence, name: Name) -> Gender | None:
        """What the words before a name tell: "Mrs", "Queen", "spokeswoman"."""
        for token in reversed(sentence.tokens[max(0, name.first - 2) : name.first]):
            if token.pos not in {"NOUN", "PROPN"}:
                break
            if gender := self.lang.roles.gender(token.lower):
                return gender
        told = parts(name.text).gender
        return GENDERS.get(told) if " " in name.text else None

    def _give(self, chain: int, role: Role) -> None:
        if (chain, role) not in self.roles[role.head]:
            self.roles[role.head].append((chain, role))

    def _described(
        self, index: int, sentence: Sentence, description: Description, inside: Mapping[int, Name], quote_of: Sequence[int | None]
    ) -> Reference | None:
        """A description with whom it refers to: the name in apposition, or the one who was so introduced."""
        head = sentence.tokens[description.head]
        beside = self._beside(index, sentence, description, inside)
        kind, fresh = self._type(head.lower), False
        if beside is not None:
            self._give(beside, description.role)
            chain: int | None = beside
        else:
            known = description.definite or kind is EntityType.GPE  # "city of Harrow" is Harrow
            chain = self._introduced(index, description, kind, inside) if known else None
            phrase = phrase_of(sentence, head, inside, self.anchors, self.lang)
            if chain is None and phrase is not None:
                chain, fresh = self.unnamed.chain(phrase), phrase.fresh
            self.recent.append(Seen(chain, index, head, kind, self.lang.roles.gender(head.lower), plural=False, quote=quote_of[head.i]))
        if chain is None and not description.definite:
            return None
        start, end = sentence.tokens[description.first].start, sentence.tokens[description.last - 1].end
        return Reference(start, end, kind, Form.DESCRIPTION, chain, fresh, description.definite)

    def _type(self, word: str) -> EntityType:
        if word in self.lang.roles.offices:
            return EntityType.PER
        return EntityType.GPE if word in self.lang.roles.sites else EntityType.ORG

    def _beside(self, index: int, sentence: Sentence, description: Description, inside: Mapping[int, Name]) -> int | None:
        """The chain of the name that the phrase stands in apposition to."""
        head = sentence.tokens[description.head]
        chain_at = {i: chain for name, chain in self.named.get(index, []) for i in range(name.first, name.last)}
        near = [head.head] if head.dep == "appos" else []
        near += [token.i for token in sentence.tokens if token.head == head.i and token.dep == "appos"]
        near += [i for i in (description.last, description.last + 1, description.first - 2) if _adjoins(sentence, description, i)]
        for i in near:
            if (
                i in inside
                and inside[i].type in {EntityType.PER, EntityType.ORG, EntityType.GPE}
                and inside[i].type is self._type(head.lower)
            ):
                return chain_at.get(i)
        return None

    def _introduced(self, index: int, description: Description, kind: EntityType, inside: Mapping[int, Name]) -> int | None:
        """The one chain that was given a role which fits, or bears a fitting name."""
        if kind is EntityType.GPE:
            return self._site(index, description, inside)
        heads = (description.role.head, *self.lang.roles.stands_for.get(description.role.head, ()))
        fitting = {chain for head in heads for chain, role in self.roles.get(head, ()) if fits(description.role, role, self.lang)}
        if kind is EntityType.ORG:
            before = [
                chain for name, chain in self.named.get(index, []) if description.first <= name.first and name.last == description.head
            ]
            fitting = {chain for chain in before if chain is not None} or fitting | self._bodies(description)
        if len(fitting) > 1:
            fitting = {chain for chain in fitting if index - self.last_seen.get(chain, -9) <= NEAR}
        return next(iter(fitting)) if len(fitting) == 1 else None

    def _bodies(self, description: Description) -> set[int]:
        """The bodies named so far whose own words fit: "the ministry" after "the Fisheries Ministry"."""
        words = self.lang.roles.bodies.get(description.role.head, frozenset())
        named = (chain for word in words for chain in self.bodies.get(word, ()))
        return {chain for chain in named if description.role.anchors <= self.body_words[chain]}

    def _site(self, index: int, description: Description, inside: Mapping[int, Name]) -> int | None:
        """The place named in the phrase ("the city of Harrow"), else the one of its kind spoken of nearby ("the city")."""
        sites = self.lang.roles.sites
        chain_at = {i: chain for name, chain in self.named.get(index, []) for i in range(name.first, name.last)}
        for i in (description.last - 1, description.head - 1):
            name = inside.get(i)
            if name and name.type in PLACES and name.form is Form.NAME and may_be(name.text, description.role.head, self.lang):
                return chain_at.get(i)
        if description.role.anchors or not description.definite:
            return None
        head = description.role.head
        kind = Precision.COUNTRY if head in sites.country else Precision.SETTLEMENT if head in sites.settlement else Precision.AREA
        near = [
            seen for seen in self.recent if seen.chain is not None and self.site_kind.get(seen.chain) is kind and index - seen.sentence <= 1
        ]
        here = [seen for seen in near if seen.sentence == index and seen.token.i < description.first]
        for told in (here, near, [seen for seen in near if seen.token.dep in SUBJECTS]):
            if len(fitting := {seen.chain for seen in told}) == 1:
                return fitting.pop()
        return None

    def _unnamed(
        self, index: int, sentence: Sentence, taken: set[int], inside: Mapping[int, Name], quote_of: Sequence[int | None]
    ) -> Iterator[Reference]:
        """Those without a name; things too are remembered, so that "it" after "the bridge collapsed" is not given to a company."""
        for token in sentence.tokens:
            if token.pos != "NOUN" or token.i in taken:
                continue
            kind = kind_of(token, self.lang)
            phrase = phrase_of(sentence, token, inside, self.anchors, self.lang) if kind else None
            chain = self.unnamed.chain(phrase) if phrase else None
            if phrase is not None and chain is not None:
                start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last - 1].end
                yield Reference(start, end, phrase.type, Form.DESCRIPTION, chain, phrase.fresh, phrase.definite)
            if token.dep in {*SUBJECTS, "dobj", "pobj", "attr"}:
                gender, plural = self.lang.roles.gender(token.lower), token.tag == "NNS"
                self.recent.append(Seen(chain, index, token, kind or EntityType.OTHER, gender, plural, quote_of[token.i]))

    def _speaker(self, sentence: Sentence, quote_of: Sequence[int | None], index: int) -> int | None:
        """Who speaks in a sentence with a quote: the subject outside it; else the speaker before."""
        subjects = [
            seen
            for seen in self.recent
            if seen.sentence == index
            and seen.token.dep in SUBJECTS
            and quote_of[seen.token.i] is None
            and quote_of[seen.token.head] is None
        ]
        found = speaking(sentence, subjects, self.telling)
        return found.chain if found else self.speaker

    def _pronoun(self, pointer: Pointer) -> Reference | None:
        token = pointer.token
        pronouns = self.lang.pronouns
        if token.lower in pronouns.neuter and empty(pointer, pronouns):
            return None
        best = likeliest(pointer, self.recent, self.gender, pronouns)
        chain = best.chain if best else None
        kind = best.type if best else EntityType.PER if token.lower in pronouns.masculine | pronouns.feminine else EntityType.OTHER
        if best:
            gender: Gender | None = (
                "feminine" if token.lower in pronouns.feminine else "masculine" if token.lower in pronouns.masculine else None
            )
            if gender and chain is not None:
                self.gender.setdefault(chain, gender)
            self.recent.append(Seen(chain, pointer.at, token, kind, gender, token.lower in pronouns.plural, pointer.quote))
            if chain is not None:
                self.last_seen[chain] = pointer.at
        return Reference(token.start, token.end, kind, Form.PRONOUN, chain)


def _adjoins(sentence: Sentence, description: Description, i: int) -> bool:
    """Whether a token is parted from a description by at most one comma."""
    tokens = sentence.tokens
    if not 0 <= i < len(tokens):
        return False
    between = tokens[description.last : i] if i >= description.last else tokens[i + 1 : description.first]
    return all(token.text == "," for token in between) and (i < description.last or bool(between) or tokens[i].dep != "poss")
