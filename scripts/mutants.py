"""Make mutants of news reports: copies with planted alterations, and clean copies with none.

Use: mutants.py FOLDER_OF_TEXTS... --out FOLDER [--seed N], then eval/mutants.py FOLDER/mutants.jsonl.

Written by somebody who had not read the code that it measures, and kept as it was written: it imports nothing of it, and nobody who works
on that code is to fit this to it. Its lists hold the names of the texts that it was written for (the invented stories that are worked on,
the demo, the strike): what is planted in other texts is less. A text is known by the name of its file, so files are gathered in one folder
under the name of their story first (eval/README.md).

Each line of mutants.jsonl: `id, base, original, copy, published, rate, planted, clean`. A planted change has its `kind`, its characters in
both texts (`from`, `to`; the whole sentence of the copy where words were taken out), those of its sentence, and `how` it was made; `clean`
tells the harmless edits made beside, `rate` the share of sentences that they were to touch. A changed number, negation or modal verb
within a quotation is a number, a negation or a hedge, not a quote. The same seed gives the same bytes.
"""

# ruff: noqa: ISC004, PLC0207, PLR0917, PLR1714, PLW2901 - kept as it was written

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

KINDS = ("number", "name", "negation", "speaker", "quote", "hedge")
RATES = (0.0, 0.1, 0.25, 0.4)
PER_CELL = 70
DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
UNITS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
WORD_NUMBERS = {
    "two": ["five", "twelve", "seven"],
    "three": ["thirteen", "eight", "five"],
    "four": ["fourteen", "nine", "seven"],
    "five": ["fifteen", "three", "seven"],
    "six": ["sixteen", "four", "nine"],
    "seven": ["seventeen", "four", "three"],
    "eight": ["eighteen", "eleven"],
    "nine": ["nineteen", "five", "six"],
    "ten": ["twelve", "seven"],
    "eleven": ["eighteen", "eight"],
    "twelve": ["twenty", "two", "nine"],
    "sixteen": ["six", "nineteen"],
    "thirty": ["thirteen", "fifty"],
    "forty": ["fourteen", "sixty"],
    "twenty-three": ["thirty-two", "twenty-eight"],
    "forty-three": ["thirty-four", "forty-eight"],
    "sixty-six": ["fifty-six", "sixty-eight"],
    "sixty-one": ["sixteen", "seventy-one"],
    "fifteen": ["fifty", "five"],
}

# Names of the texts this was written for. Persons: "F" or "M" heads the gender; a name not listed here is simply not used.
PERSONS = {
    "F": """
Halina Orsk|Mirela Tosh|Kelly Marsden|Jean Ollershaw|Moira Tennant|Esi Quandoh|Awa Dossé|Yusra Benhadi|Inés Calvarro|
Pilar Monteagudo|Mak Lilin|Nuraini Lasim|Petra Szolnay|Ingrid Mbessa|Rachida Tamoun|Leila Ferrand|Ines Cabrolet|Joana Rieux|
Greta Aalund|Iryna Solmar|Danuta Rehor|Petra Holin|Hanna Tovik|Ylena Korsak|Vesna Palchik|Ilse Tarrant|Hanne Lorimer|
Maren Osei|Elspeth Mourne|Brita Calloway|Nell Corby|Moira Tansley|Ilka Brandt|Ruth Okell|Ruth Alder|Rose Alder|Carys Pask|
Moira Pask|Lena Trow|Ines Colley|Greta Holm|Maren Tolliver|Petra Lund|Nadia Brekke|Aino Sandell|Maud Ekker|Miriam Stott|
Dot Hanley|Amara Quist|Una Sorley|Ivy Garland|Rehana Toth|Mira Dolan|Lida Maro|Sofie Lund|Katya Renn|Ines Callado
""",
    "M": """
Danilo Vresky|Ilya Morov|Gordon Pell|Raj Bindra|Amadou Seykoro|Koffi Lamara|Ibrahim Taal|Tariq al-Sahwi|Rogelio Antúnez|
Bruno Salcedo|Luis Ferrán|Boonmi Sa|Hendra Wiyoto|Tomé Arak|Aled Horvane|Imre Falud|Sefu Latoa|Ruben Tafu|Teo Manu|
Idris Tamoun|Idriss Tamoun|Teymur Ashkari|Bekzat Orun|Dario Penhallow|Paul Okstad|Hamid Sorel|Yanis Orfali|Sabit Ashkari|
Andriy Velzhan|Andrey Veljan|Danyl Osk|Stanko Vidmer|Anton Brezhko|Tomas Irgen|Marek Tolvin|Orest Dvilo|Osric Pell|
Dunstan Roe|Tam Breck|Corvin Aldous|Lowell Strand|Halden Roake|Ansel Quirke|Ewan Lisle|Gareth Pym|Gareth Prynne|Simeon Gault|
Cyril Nunn|Del Hartigan|Dorian Keese|Colin Vasey|Joss Arden|Edwin Pask|Tom Ilves|Bram Oduya|Nils Brandt|Emil Corvin|
Emil Corvan|Oskar Thane|Tore Brekke|Halvard Ness|Lars Pell|Gorm Tveit|Ilan Sarre|Ossian Brand|Levan Abasi|Danil Osk|
Anselm Korv|Yusk Bedri|Gerald Fenn|Gerald Finn|Perran Locke|Lowell Tandy|Colm Stott
""",
}
TOWNS = """
Port Amarin|Tervo|Lomnica|Vilbrod|Marlhythe|Ras Halim|Dahr|Puerto Lirio|Kuala Rimbo|Vaimoko|Outer Kiru|Marsa Delim|Oum Leyra|
Sant Aubry|Bir Hasal|Tissaval|Kharesk|Selmir|Sverin|Pereska|Pereksa|Lomnya|Lodrin|Quillon|Dunmarrow|Port Aldane|Wendle|Harle|
Pellow|Lanmoor|Ash Ferry|Upper Dray|Port Sarn|Zhelin|Kesh|Bereshk|Upper Kesh|Port Lisk|Ashcombe|Moorbridge|Port Wexley
"""
COUNTRIES = """
Kessaria|Dovrenia|Oumbré|Bandari|Mazran|Qutran|Carrowen|Palumai|Tamsara|Kordane|Lorenza|Karvenia|Belmara|Averland|Strathmarch|
Velmora|Dravia|Tolmenia|Tamarao|Carrow
"""
ORGS_THE = """
Iskra Monitoring Group|United Relief Mission|Popular Civic Union|Green Ladder|Institute of Public Health|
National Disaster Bureau|Coastal States Forum|National Water Authority|Interior Ministry|Energy Ministry|Defence Ministry|
Karvenian Relief Society|Meteorological Office|Allied Nurses' Federation|Westmere Health Group|Strathmarch Fire Service|
Averland Insurance Council|Civic Union|Green Left|Harvest Party|Regional Observer Mission|High Court|Constitutional Court|
Joint Border Mission|Highland Union|General Staff|Provincial Information Bureau|Ministry of Mines|Chamber of Commerce|
United Dockers' Union|National Food Board
"""
ORGS_BARE = """
Wendle Valley Health Trust|Selasih Ocean Foods|Brightwater Orr|Lantern Aid|Isles Electric|Delim Terminals|Kordmetal|
Teshna Hydro|Cathel Lines|Sorrel Aggregates|Tamsin Power|Shelter Averland|Clear Ballot|Larkfield Dairies|Merrow Foods|
Tarrant Ingredients|Radio Strathmarch|Radio Vale|Radio Meridian|Radio Velm
"""
PARTS = "Orlets|Teshna|Iskra|Cathel|Orvel|Corran|Tolmin|Telsa|Ketter|Tamsin|Velmora|Westmere|Hallowby|Sea Marten|Sea Heron|Sea Otter"
INVENTED = {
    "F": ["Clara Wendt", "Marta Ivell", "Agnes Thorley", "Lidia Kovar", "Selma Haugen", "Rita Osmond"],
    "M": ["Peter Lindqvist", "Anton Graves", "Martin Sholto", "Viktor Dahl", "Edgar Malloy", "Jonas Keller"],
    "town": ["Brenmouth", "Castelar", "Ostrava Bay", "Lindholm", "Marrowgate", "Saltbridge"],
    "country": ["Ruvania", "Ostland", "Calvera", "Meridia", "Norrland", "Palvonia"],
    "orgs_the": [
        "Northern Aid Council",
        "Free Labour Congress",
        "Coastal Trade Board",
        "State Audit Office",
        "Liberal Alliance",
        "Reform Party",
        "Marine Inspectorate",
        "Appeal Court",
    ],
    "orgs_bare": ["Northgate Holdings", "Bluewater Marine", "Halcyon Group", "Ferris Energy", "Orion Freight"],
}
ROLES = [
    ("residents", "pl", "resident|neighbour|villager|people of"),
    ("a local shopkeeper", "sg", "shop"),
    ("the opposition", "sg", "opposition|party|lead"),
    ("local media", "pl", "media|newspaper|radio|post|times|reuters"),
    ("the trade chamber", "sg", "chamber|trade"),
    ("an insurers' association", "sg", "insur"),
    ("a retired judge", "sg", "judge|court|rul"),
    ("campaigners", "pl", "campaign"),
    ("a taxi driver", "sg", "driver"),
    ("the bishop's office", "sg", "bishop|church"),
    ("a students' union", "sg", "student|union"),
    ("witnesses", "pl", "witness|survivor|saw"),
]
FINAL_VERB = "said|announced|reported|noted|confirmed|stated|added|insisted|warned|declared|calculated|pledged|specified|promised|cautioned"

QUOTE_SWAP_WORDS = """
absurd:reasonable afternoon:evening airport:harbour aisles:cabins angry:proud arithmetic:surrender bake:wait beaten:contained
best:worst better:worse boat:lorry boats:rafts bones:hearts boots:knees bread:money breakfast:dinner brigadier:minister
broken:bruised careless:cunning cargo:fuel charity:bank clinic:pension cornflakes:flour credit:blame crewman:passenger
culprit:excuse dark:lunch daughter:sister dead:wounded death:eviction deck:park dignity:danger discount:refund doctor:lawyer
dogs:papers door:window eastern:western enemy:police evening:morning explosion:landslide facts:costs father:brother
feverish:reasonable flag:drone freight:passenger ginger:salt gossip:money government:council grown-up:childish harbour:airport
heartbroken:relieved helicopters:boats hill:village hospitals:schools hungry:thirsty insult:invitation invoice:bribe joke:disaster
kids:horses kitchen:cellar late:damaged law:honour lighthouse:customs-house lorry:bus lucky:unlucky map:bill metal:grain
midnight:noon minister:general minutes:hours moon:minimum money:time month:week mother:aunt morning:evening neighbour:cousin
noon:midnight offices:money opinion:experience overloaded:seaworthy parked:locked party:election peace:trade president:mayor
pride:fear proof:witnesses protect:abandon quiet:noisy rain:army ransom:tax rebuilt:compensated ridge:river ribbon:bell river:army
roof:boiler rose:fell runway:station safe:calm school:church seals:lids settlement:defeat sense:money shoulder:tower silent:ready
sleep:wages soil:bridge soldiers:officers spray:rain steel:votes stiff:light strike:march strikes:rows sunny:dull surplus:draft
talk:fight telephoned:visited theft:violence theatre:blackmail thief:fool thirst:pride timber:cattle tomorrow:today town:farm
track:hold train:ship truck:car true:funny untrue:unfair wagons:ships war:election washing:flags watch:hat water:fuel
weather:rules widow:mother wife:boss win:lose window:gate winter:summer worn:rusted worry:laugh year:month years:months
younger:older counted:guessed closed:painted victory:favour confess:complain resign:retire shouting:drinking buy:steal
drove:walked read:forgot inspected:painted accurate:slow cold:drink mud:smoke brother:uncle hands:money pots:shovels clothes:tents
signed:drafted damaged:stolen fathers:uncles hurt:robbed crowd:minister quarrel:misunderstanding funnier:sadder serious:minor
hole:well spreadsheet:mistress nation:army soon:slowly
"""
QUOTE_SWAPS = dict(pair.split(":") for pair in QUOTE_SWAP_WORDS.split())
QUOTE_PHRASES = {
    "This fire": "storm",
    "this fire": "storm",
    "were sick": "well",
    "up the stairs": "hill",
    "on the stairs": "floor",
    "indoors after": "before",
    "port side": "starboard",
    "been heard": "paid",
    "counted rumours": "abstentions",
    "only road": "hope",
}
QUOTE_INSERT_WORDS = """
crewman:drunken~crewman boxes:open~boxes soldiers:wounded~soldiers women:older~women house:second~house members:youngest~members
bread:free~bread nurses:retired~nurses money:public~money truck:empty~truck order:first~order report:draft~report
election:honest~election families:poor~families people:rich~people winds:southerly~winds boats:heavy~boats door:inner~door
lorry:old~lorry minister:former~minister map:false~map surplus:small~surplus seals:outer~seals boots:new~boots
dogs:neighbour's~dogs timber:stolen~timber rumours:foreign~rumours washing:wet~washing strikes:short~strikes
remedy:temporary~remedy metal:stolen~metal talks:secret~talks harbour:inner~harbour clinic:private~clinic bus:school~bus
explosion:second~explosion graves:unmarked~graves siren:second~siren vessel:other~vessel ship:other~ship bones:old~bones
guns:heavy~guns post:old~post pumps:hand~pumps kitchen:neighbour's~kitchen phone:second~phone phones:mobile~phones
roads:mountain~roads doctor:woman~doctor
"""
QUOTE_INSERTS = dict(pair.split(":") for pair in QUOTE_INSERT_WORDS.split())

IRREGULAR_PAST = {
    "go": "went",
    "say": "said",
    "come": "came",
    "give": "gave",
    "hide": "hid",
    "see": "saw",
    "know": "knew",
    "find": "found",
    "have": "had",
    "tell": "told",
    "take": "took",
    "leave": "left",
    "make": "made",
    "get": "got",
    "stop": "stopped",
    "speak": "spoke",
    "rule": "ruled",
    "stay": "stayed",
    "reply": "replied",
    "name": "named",
    "release": "released",
    "exist": "existed",
    "do": "did",
    "hear": "heard",
    "run": "ran",
}
PARTICIPLE_WORDS = """
been lost found sent left made taken put given seen heard come gone begun broken told shut cut won held kept paid risen fallen
sworn driven spent built set hit struck read met brought done known shown written said spoken blown drawn caught sunk hurt led
fought fled
"""
PARTICIPLES = set(PARTICIPLE_WORDS.split())
SKIP_PARA = re.compile(
    r"^(By |From AFP|\(|READ MORE|References|Related|Load more|Disclaimer|Share this|You may also|Subscribe|Compiled|\[\d"
    r"|Correction|CORRECTION|What do you think|Tribune Foreign|Smoke over|The fire tower in Fountain Street, Kharesk\. Picture"
    r"|Rescue crews|News »|In brief\.|\S+ \S+ \| |The Bugle says)"
)
DATELINE = re.compile(r"^[A-Z]{3,}[^a-z\n]*.{0,42}? [-—–] (?=[A-Z])")
ABBREVIATION = re.compile(r"\b(Mr|Mrs|Ms|Dr|Gen|Brig|Col|Prof|St|Sr|Jr|No|Oct|Nov|Dec|Jan|Feb|Aug|Sept|[A-Z])\.$")
BOUNDARY = re.compile(r"[.!?…]+[\"”’']?(?:\[\d+\])*(\s+)(?=[\"“‘'(]?[A-Z0-9£$])")
ANY_NEGATION = re.compile(
    r"\b(?:not|no|nobody|none|never|neither|nor|nothing|without|cannot|hardly|barely|denie[sd]|refuse[sd]|failed)\b|n[’']t\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of the body: its span in the text and the paragraph it stands in."""

    start: int
    end: int
    para: int


@dataclass(frozen=True)
class Edit:
    """Replace text[start:end] by new."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Part:
    """One planted change: the edit, how it is called, the sentence it stands in, and whether its place in the copy is the sentence."""

    edit: Edit
    how: str
    sentence: int
    to_sentence: bool = False


@dataclass(frozen=True)
class Candidate:
    """A change that may be planted; two parts where two speakers are exchanged."""

    kind: str
    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        """Name the change within its text."""
        return f"{self.kind}:{[(p.edit.start, p.edit.new) for p in self.parts]}"


@dataclass
class Base:
    """A text with its paragraphs, body sentences, quoted spans and the candidates found in it."""

    name: str
    text: str
    paras: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    unbalanced: set[int] = field(default_factory=set)
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    clean: dict[int, list[CleanEdit]] = field(default_factory=dict)

    def quoted(self, start: int, end: int) -> bool:
        """Say whether the span touches a quotation."""
        return any(a < end and start < b for a, b in self.quotes)

    def inside_quote(self, start: int, end: int) -> bool:
        """Say whether the span lies wholly inside one quotation."""
        return any(a <= start and end <= b for a, b in self.quotes)


@dataclass(frozen=True)
class CleanEdit:
    """An edit, perhaps in several places, that keeps the sense."""

    edits: tuple[Edit, ...]
    how: str


# ---------------------------------------------------------------- reading a text


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give the spans of the paragraphs, which empty lines part."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)]


def is_body(chunk: str) -> bool:
    """Say whether a paragraph is running text and not a credit, a list or a caption."""
    return "\n" not in chunk and len(chunk) > 12 and not SKIP_PARA.match(chunk) and bool(re.search(r"[.!?…][\"”’')]*(?:\[\d+\])*$", chunk))


def split_sentences(text: str, start: int, end: int, para: int) -> Iterator[Sentence]:
    """Split one paragraph into sentences."""
    begin = start
    for match in BOUNDARY.finditer(text, start, end):
        before = text[begin : match.start() + 1]
        after = text[match.end() : match.end() + 12]
        if ABBREVIATION.search(before) or (re.search(r"[ap]\.m\.$", before) and re.match(f"{DAYS}|{MONTHS}", after)):
            continue
        yield Sentence(begin, match.start(1), para)
        begin = match.end()
    yield Sentence(begin, end, para)


def quote_spans(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """Give the quoted spans of one paragraph and say whether its marks are balanced."""
    chunk = text[start:end]
    if "“" in chunk:
        pattern = r"“([^”]*)(”|$)"
    elif '"' in chunk:
        pattern = r'"([^"]*)("|$)'
    else:
        pattern = r"‘(.*?)((?<=[.,?!…])’|(?<=\w)’(?=[ .,;—]|$)|$)"
    spans, balanced = [], True
    for match in re.finditer(pattern, chunk):
        spans.append((start + match.start(1), start + match.end(1)))
        balanced = balanced and bool(match.group(2))
    return spans, balanced


def read_base(path: Path) -> Base:
    """Read a text and find its parts."""
    base = Base(path.name, path.read_text(encoding="utf-8").strip() + "\n")
    base.paras = paragraphs(base.text)
    listed = False
    for index, (start, end) in enumerate(base.paras):
        chunk = base.text[start:end]
        listed = listed or bool(re.match(r"References|Related News|You may also|Share this", chunk))
        spans, balanced = quote_spans(base.text, start, end)
        base.quotes.extend(spans)
        if not balanced:
            base.unbalanced.add(index)
        if index == 0 or listed or not is_body(chunk):
            continue
        dateline = DATELINE.match(chunk)
        base.sentences.extend(split_sentences(base.text, start + (dateline.end() if dateline else 0), end, index))
    return base


# ---------------------------------------------------------------- finding candidates

Found = Iterator[tuple[int, int, str, str]]


def article_fits(text: str, start: int, new: str) -> bool:
    """Refuse "a eight" and "an nine"."""
    before = text[max(0, start - 3) : start].lower()
    vowel = bool(re.match(r"[aeiou]|8|1[18]\b", new.lower()))
    if re.search(r"\ban $", before):
        return vowel
    return not (re.search(r"(?:^|\W)a $", before) and vowel)


def digit_variants(number: str) -> list[tuple[str, str]]:
    """Give other figures for a figure such as 1,200 or 3.5."""
    found: list[tuple[str, str]] = []
    spots = [i for i, c in enumerate(number) if c.isdigit()]
    for i, j in pairwise(spots):
        if number[i] != number[j] and not (i == 0 and number[j] == "0"):
            found.append((number[:i] + number[j] + number[i + 1 : j] + number[i] + number[j + 1 :], "digits swapped"))
    for i in spots[:2]:
        for step in (3, 5):
            digit = str((int(number[i]) + step) % 10)
            if digit != "0" or i != 0:
                found.append((number[:i] + digit + number[i + 1 :], "digit changed"))
    if "." not in number and len(spots) <= 4:
        plain = number.replace(",", "") + "0"
        found.append((f"{int(plain):,}" if "," in number or len(plain) > 4 else plain, "tenfold"))
    return [(n, h) for n, h in found if n != number and not re.fullmatch(r"0.*[1-9].*(?<!\d)", n) and n != "1"]


def number_in_figures(text: str, sent: Sentence) -> Found:
    """Change a count, a sum or a percentage in figures."""
    for m in re.finditer(r"(?<![\w.,:/-])[£$€]?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?=%|[\s,.;:)”\"’-]|m\b|km)", text[sent.start : sent.end]):
        before, after = text[sent.start : sent.start + m.start()], text[sent.start + m.end() : sent.end]
        number = m.group(1)
        if re.search(r"(?:Gate|Ward|Highway|week|Height|[A-Z][a-z]+ Brigade) $", before) or re.match(
            r"\.?\d|:\d| ?[ap]\.?m\b|rd|th|-\w*-point", after
        ):
            continue
        start = sent.start + m.start(1)
        date = re.match(rf" (?:{MONTHS})\b", after) or re.search(rf"\b(?:{MONTHS})\.? $", before)
        year = re.fullmatch(r"(?:19|20)\d\d", number) and not re.match(r" [a-z]+s\b", after)
        for new, how in digit_variants(number):
            if date and not year and not 2 <= float(new.replace(",", "")) <= 28:
                continue
            if year and not re.match(r"19[4-9]|20[0-3]", new):
                continue
            if re.match(r"%| per ?cent", after) and float(new.replace(",", "")) > 100:
                continue
            if re.match(r",? a |, who|-year-old|, s|\.$", after) and "aged" in before:
                continue
            label = "date changed" if date else "year changed" if year else how
            if article_fits(text, start, new):
                yield start, start + len(number), new, label


def number_clock(text: str, sent: Sentence) -> Found:
    """Change a clock time."""
    for m in re.finditer(r"\b(\d{1,2})(?:([:.])(\d\d))?(?= ?[ap]\.?m\b)", text[sent.start : sent.end]):
        hour, sep, minute = m.groups()
        start, end = sent.start + m.start(), sent.start + m.end()
        tail = f"{sep}{minute}" if minute else ""
        for other in (int(hour) + 2, int(hour) - 1, int(hour) + 5):
            if 1 <= other <= 12:
                yield start, end, f"{other}{tail}", "clock time changed"
        if minute:
            swapped = minute[::-1]
            if swapped != minute and int(swapped) < 60:
                yield start, end, f"{hour}{sep}{swapped}", "clock time changed"


def number_words(text: str, sent: Sentence) -> Found:
    """Change a number written as a word, and a fraction."""
    words = "|".join(sorted(WORD_NUMBERS, key=len, reverse=True))
    for m in re.finditer(rf"(?<![\w-])({words})(?= [a-z]|-[a-z]|[,.])", text[sent.start : sent.end], re.IGNORECASE):
        before, after = text[max(0, sent.start + m.start() - 18) : sent.start + m.start()], text[sent.start + m.end() : sent.end]
        if re.search(r"\b(?:the|one|these|those|past|Council of|other|his|her|point|to|quarter to|between|in) $", before, re.IGNORECASE):
            continue
        if re.match(
            r"(?: (?:past|o[’']clock|sides|point|of them|of the two|in every|thirds|\w+ and (?:two|three)\b)|-(?:thirds|point|hundred))",
            after,
        ):
            continue
        start = sent.start + m.start()
        for new in WORD_NUMBERS[m.group(1).lower()]:
            if article_fits(text, start, new):
                yield start, start + len(m.group(1)), new.capitalize() if m.group(1)[0].isupper() else new, "word-number changed"
    for m in re.finditer(
        r"\b(a third|a fifth|a quarter|two[ -]thirds|double|twice|half)(?= (?:of|the|its|as)\b)", text[sent.start : sent.end]
    ):
        new = {
            "a third": "half",
            "a fifth": "a quarter",
            "a quarter": "half",
            "double": "three times",
            "twice": "five times",
            "half": "a tenth of",
        }
        other = new.get(m.group(1), "a third")
        if m.group(1) == "half" and text[sent.start + m.end() :].startswith(" of"):
            other = "a tenth"
        yield sent.start + m.start(), sent.start + m.end(), other, "fraction changed"


def number_scale(text: str, sent: Sentence) -> Found:
    """Exchange million and billion."""
    for m in re.finditer(r"(?<=\d )(million|billion)\b|\b(?<=nine )(million)\b", text[sent.start : sent.end]):
        yield (
            sent.start + m.start(),
            sent.start + m.end(),
            "billion" if m.group(0) == "million" else "million",
            "million and billion exchanged",
        )


def number_range(text: str, sent: Sentence) -> Found:
    """Change the end of a range, or exchange two figures of one sentence."""
    chunk = text[sent.start : sent.end]
    for m in re.finditer(r"(?:\bfrom \d[\d,.]* \w+ to |\d-|\d votes to )(\d[\d,]*\d)\b", chunk):
        for new, _ in digit_variants(m.group(1))[:3]:
            yield sent.start + m.start(1), sent.start + m.end(1), new, "end of a range changed"
    for m in re.finditer(r"(?<![\w.,:£$-])(\d{2,3})( [a-z]+ [^.\d\"“”]{0,60}? )(\d{2,3})(?= [a-z]|\.$|, )", chunk):
        lead = chunk[max(0, m.start() - 10) : m.start()]
        if re.search(rf"(?:{MONTHS}|of the|of) $", lead) or re.search(r" of | Height ", m.group(2)):
            continue
        if (
            m.group(1) != m.group(3)
            and not re.search(rf"{MONTHS}|a\.m|per ?cent", m.group(0))
            and not re.match(r" [ap]\.?m", chunk[m.end() :])
        ):
            yield sent.start + m.start(), sent.start + m.end(), m.group(3) + m.group(2) + m.group(1), "two figures exchanged"


def letters_garbled(name: str) -> list[str]:
    """Give spellings of a name with two letters swapped or one dropped."""
    out = []
    for i in range(1, len(name) - 2):
        if name[i].islower() and name[i + 1].islower() and name[i] != name[i + 1]:
            out.append(name[:i] + name[i + 1] + name[i] + name[i + 2 :])
            if name[i] != name[i - 1]:
                out.append(name[:i] + name[i + 1 :])
    return out


def listed(names: str) -> list[str]:
    """Split a list of names."""
    return [n.strip() for n in names.replace("\n", "").split("|") if n.strip()]


def persons_of(text: str) -> dict[str, tuple[str, int]]:
    """Give the persons a text names: full name to gender and the place of the first mention."""
    return {n: (g, text.find(n)) for g, names in PERSONS.items() for n in listed(names) if n in text}


def name_places(text: str, sent: Sentence, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Find names of a list in a sentence."""
    for name in names:
        for m in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?![\w-])", text[sent.start : sent.end]):
            yield sent.start + m.start(), sent.start + m.end(), name


def other_names(name: str, group: list[str], invented: list[str], text: str, sent: Sentence) -> list[str]:
    """Choose names of the same kind that are not in the sentence, first those of the report."""
    chunk = text[sent.start : sent.end]
    near = [n for n in group if n in text and n not in chunk and n not in name and name not in n and n[:4] != name[:4]]
    near = [n for n in near if org_class(n) == org_class(name)]
    turn = (sent.start + len(name)) % len(invented)
    fresh = [n for n in invented[turn:] + invented[:turn] if n not in text and org_class(n) == org_class(name)]
    return near[:3] + fresh[:3]


def org_class(name: str) -> str:
    """Sort names roughly: courts, parties, bodies of the state and the rest are exchanged only among themselves."""
    if name in ("Liberal Alliance", "Popular Civic Union", "Civic Union", "Green Left", "Green Ladder", "Harvest Party", "Reform Party"):
        return "party"
    last = name.split()[-1]
    if last == "Court":
        return "court"
    return (
        "state"
        if last in ("Ministry", "Authority", "Office", "Board", "Bureau", "Staff", "Service", "Inspectorate", "Commerce")
        else "rest"
    )


def name_persons(text: str, sent: Sentence) -> Found:
    """Replace a person, or a given name, or garble a name's letters."""
    people = persons_of(text)
    yield from full_names(text, sent, people)
    yield from surnames_alone(text, sent, people)


def full_names(text: str, sent: Sentence, people: dict[str, tuple[str, int]]) -> Found:
    """Change a person named in full."""
    for start, end, name in name_places(text, sent, people):
        given, surname = name.split(" ", 1)
        gender = people[name][0]
        others = [n for n in people if people[n][0] == gender]
        for other in other_names(name, others, INVENTED[gender], text, sent):
            if other.split(" ", 1)[1] != surname:
                yield start, end, other, "person replaced"
        for other in INVENTED[gender][start % 3 :: 2]:
            yield start, start + len(given), other.split()[0], "given name changed"
        for bad in letters_garbled(surname) if len(surname) > 4 else []:
            yield end - len(surname), end, bad, "letters garbled"


def surnames_alone(text: str, sent: Sentence, people: dict[str, tuple[str, int]]) -> Found:
    """Change a person named by the surname."""
    chunk = text[sent.start : sent.end]
    surnames = {n.split(" ", 1)[1]: n for n in people}
    for start, end, surname in name_places(text, sent, surnames):
        titled = re.search(r"(?:Mr|Mrs|Ms|Colonel|Captain|Major|Mayor|General|Minister) $", text[:start])
        if re.search(r"(?:[A-Z]\w+|al-) $", text[max(0, start - 14) : start]) and not titled:
            continue
        gender = people[surnames[surname]][0]
        for other, (g, place) in people.items():
            last = other.split(" ", 1)[1]
            if g == gender and place < start and last not in chunk and last[:4] != surname[:4]:
                yield start, end, last, "person replaced"
        for other in INVENTED[gender][start % 5 :][:2]:
            yield start, end, other.split()[-1], "person replaced"
        for bad in letters_garbled(surname) if len(surname) > 4 else []:
            yield start, end, bad, "letters garbled"


def name_others(text: str, sent: Sentence) -> Found:
    """Replace or garble the name of a place or an organisation."""
    groups = [
        ("place replaced", listed(TOWNS), INVENTED["town"]),
        ("place replaced", listed(COUNTRIES), INVENTED["country"]),
        ("organisation replaced", listed(ORGS_THE), INVENTED["orgs_the"]),
        ("organisation replaced", listed(ORGS_BARE), INVENTED["orgs_bare"]),
    ]
    for how, names, invented in groups:
        for start, end, name in name_places(text, sent, names):
            around = text[max(0, start - 14) : end + 14]
            if re.search(rf"[A-Z]\w+ {re.escape(name)}|{re.escape(name)} (?:[A-Z]|of [A-Z])", around):
                continue
            for other in other_names(name, names, invented, text, sent):
                if how.startswith("place") or article_fits(text, start, other):
                    yield start, end, other, how
            words = [w for w in name.split() if len(w) > 5] if how.startswith("place") else []
            for word in words:
                at = start + name.index(word)
                yield from ((at, at + len(word), bad, "letters garbled") for bad in letters_garbled(word))
    for start, end, name in name_places(text, sent, listed(PARTS)):
        if len(name) > 5:
            yield from ((start, end, bad, "letters garbled") for bad in letters_garbled(name) if " " in bad or " " not in name)


POLAR = re.compile(r"\b(?:any|anything|anyone|anybody|yet|ever|either|at all|nor|until|neither|only|but|necessarily|much|longer|or|so)\b")


def past(verb: str) -> str:
    """Give the past tense of a verb."""
    if verb in IRREGULAR_PAST:
        return IRREGULAR_PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"


def negation_dropped(text: str, sent: Sentence) -> Found:
    """Drop a negation."""
    chunk = text[sent.start : sent.end]
    if chunk.rstrip('"”’').endswith("?"):
        return
    for m in re.finditer(r"\b(did|does|do)(?: not|n[’']t) (\w+)", chunk):
        rest = re.split(r"[.;:]", chunk[m.end() :])[0]
        verb = m.group(2)
        if POLAR.search(rest) or verb in ("go", "usually", "rule") or rest.startswith(" by whom") or m.start() == 0:
            continue
        new = {"did": past(verb), "does": verb + ("es" if re.search(r"(?:ch|sh|s|x|o)$", verb) else "s"), "do": verb}[m.group(1)]
        yield sent.start + m.start(), sent.start + m.end(), "have" if new == "haves" else new, '"not" dropped'
    aux = r"\b(was|were|is|are|has|have|had|will|would|could|can|must|should)(?: not|n[’']t)\b(?! only| yet| to be drawn)"
    for m in re.finditer(aux, chunk):
        rest = re.split(r"[.;:]", chunk[m.end() :])[0]
        if POLAR.search(rest) or m.start() == 0 or re.search(r"[Ww]ould(?:n[’']t| not) be drawn", chunk):
            continue
        yield sent.start + m.start(), sent.start + m.end(), m.group(1), '"not" dropped'
    for m in re.finditer(r"\b(cannot|won[’']t)\b", chunk):
        if not POLAR.search(re.split(r"[.;:]", chunk[m.end() :])[0]):
            yield sent.start + m.start(), sent.start + m.end(), "can" if m.group(1) == "cannot" else "will", '"not" dropped'
    for m in re.finditer(r"\b(had|has|have|would|it|door) never (?=\w+)", chunk):
        if not POLAR.search(re.split(r"[.;:]", chunk[m.end() :])[0]):
            yield sent.start + m.start(), sent.start + m.end() - 1, m.group(1), '"never" dropped'


NEGATION_SWAPS = [
    (r"\bdenie[sd](?= (?:that|having|ordering|writing))", {"denied": "confirmed", "denies": "confirms"}, "denied -> confirmed"),
    (r"\bdenied(?= a claim)", {"denied": "confirmed"}, "denied -> confirmed"),
    (r"\b[Dd]eclined to\b", {"declined to": "agreed to"}, "declined to -> agreed to"),
    (r"\brefused to\b", {"refused to": "agreed to"}, "refused to -> agreed to"),
    (r"\brejected(?= (?:a|the|calls|accusations|that)\b)(?! on)", {"rejected": "accepted"}, "rejected -> accepted"),
    (r"\brejecting(?= reports)", {"rejecting": "confirming"}, "rejecting -> confirming"),
    (r"\bfailed to\b", {"failed to": "managed to"}, "failed to -> managed to"),
    (r"\bruled out\b(?= (?:binding|grounding|the|a)\b)", {"ruled out": "agreed to"}, "ruled out -> agreed to"),
    (r"\bwelcomed\b(?!.* as )", {"welcomed": "rejected"}, "accepted -> rejected"),
    (r"\baccepted(?= (?:it|the)\b)", {"accepted": "rejected"}, "accepted -> rejected"),
    (r"\bagreed to(?= [a-z]+ )(?! a\b)", {"agreed to": "refused to"}, "agreed to -> refused to"),
    (r"\bconfirmed(?= (?:that|the|to)\b)", {"confirmed": "denied"}, "confirmed -> denied"),
    (r"\b[Nn]o(?= (?:houses|talks|soldiers|beds|photographs|boats)\b)", {"no": "some", "No": "Some"}, '"no" dropped'),
    (r"\b[Tt]here (?:was|is) no(?= (?:evidence|money|explosion|mention|invoice|trouble)\b)", None, '"no" dropped'),
    (r"\bhad no(?= (?:record)\b)", {"had no": "had a"}, '"no" dropped'),
    (r"\bhas no(?= (?:record)\b)", {"has no": "has a"}, '"no" dropped'),
    (r"\bdismissed(?= a rumour)", {"dismissed": "confirmed"}, "rejected -> accepted"),
    (r"\bsupported(?= the dam)", {"supported": "opposed"}, "supported -> opposed"),
    (r"\bopposes(?= it)", {"opposes": "supports"}, "opposed -> supported"),
    (r"\bwithout(?= (?:a stamp|conditions))", {"without": "with"}, "without -> with"),
    (r"\bwithout being counted", {"without being counted": "after being counted"}, "without -> with"),
    (r"\bcould be(?= seen)", {"could be": "could no longer be"}, '"no longer" put in'),
    (r"\bsaid nothing\b(?= (?:about|of))", {"said nothing": "said a good deal"}, '"nothing" dropped'),
    (r"\bunder control(?=\.)", {"under control": "out of control"}, "under -> out of control"),
]


def negation_swapped(text: str, sent: Sentence) -> Found:
    """Turn a verb of denying or refusing round."""
    chunk = text[sent.start : sent.end]
    for pattern, table, how in NEGATION_SWAPS:
        for m in re.finditer(pattern, chunk):
            old = m.group(0)
            if POLAR.search(re.split(r"[.;:]", chunk[m.end() :])[0]) and re.search(
                r"\b(?:any|anything|anyone|ever|yet)\b", chunk[m.end() :]
            ):
                continue
            if re.match(r" (?:only|as) ", chunk[m.end() :]):
                continue
            new = re.sub(r" no$", "", old) if table is None else table.get(old, table.get(old.lower(), "").capitalize())
            if table is None:
                noun = re.split(r"\W+", chunk[m.end() :].strip())[0]
                new += " an" if noun[0] in "ei" and noun != "evidence" else "" if noun in ("evidence", "money", "trouble") else " a"
            yield sent.start + m.start(), sent.start + m.end(), new, how


NOT_AFTER = """
there what whatever how as than if so nor unless until before while whoever whose it's who's to may might would will could either
"""
NO_INSERT_BEFORE = set(NOT_AFTER.split())
NOT_BEFORE = """
not never no nobody nothing only just already also still now always all both once it he she they we i you there at over up about
almost nearly some so too as one in on to yet thought said likely believed possibly
"""
NO_INSERT_AFTER = set(NOT_BEFORE.split())


def negation_put_in(text: str, sent: Sentence) -> Found:
    """Put "not" behind an auxiliary verb."""
    chunk = text[sent.start : sent.end]
    if ANY_NEGATION.search(chunk) or "?" in chunk:
        return
    for m in re.finditer(r"\b(\w+[,\"”]?) (was|were|is|are|has|have|had|will|would|could|can|must|should) (?=([a-z-]+))", chunk):
        prev, aux, nxt = m.group(1).lower(), m.group(2), m.group(3)
        clause = re.split(r"[,;:] ", chunk[: m.start(2)])[-1]
        if prev.strip(",") in NO_INSERT_BEFORE or nxt in NO_INSERT_AFTER:
            continue
        if aux in ("has", "have", "had") and not ((nxt.endswith("ed") and nxt not in ("need", "seed")) or nxt in PARTICIPLES):
            continue
        if re.search(
            r"\b(?:[Aa]t least|[Ss]ome|[Aa]bout|[Mm]ore than|[Aa]lmost|[Uu]p to|[Ff]ew|[Hh]alf|[Ee]very|[Bb]oth|[Mm]any|[Ww]hen|[Aa]fter"
            r"|[Ss]ince|[Ww]hile|until|unless|if|than|as|before|[Hh]ow|[Ee]ach|all|[Ee]verybody)\b",
            clause,
        ):
            continue
        if " before any" in chunk:
            continue
        if re.match(r" \w+ (?:as|so|too|some|nearly|almost|already)\b", chunk[m.end(2) :]) or prev.endswith(","):
            continue
        yield sent.start + m.start(2), sent.start + m.end(2), f"{aux} not", '"not" put in'


SAID = "said|says|announced|reported|noted|confirmed|stated|insisted|warned|declared"
NOT_SOURCE = re.compile(
    r"\b(?:be|could|would|should|and|but|ago|ruled|called|thanked|independently|who|which|that|when|was|were|is|had|has|it|they|we|i|you|one|also|nobody|paper|not|number)\b|\d",
    re.IGNORECASE,
)


def has_person(source: str) -> bool:
    """Say whether a source is a named person or carries a name."""
    return any(n.split(" ", 1)[1] in source for names in PERSONS.values() for n in listed(names))


def other_sources(text: str, source: str, verb: str, place: int, rest: str) -> list[tuple[str, str]]:
    """Choose sources to stand where another stood."""
    if source.lower() in ("he", "she"):
        whose = "his" if source.lower() == "he" else "her"
        return [(f"{whose} {who}", "source replaced") for who in ("lawyer", "brother", "opponents" if verb != "says" else "accountant")]
    out: list[tuple[str, str]] = []
    people = persons_of(text)
    mine = [n for n in people if n.split(" ", 1)[1] in source]
    surnames = Counter(n.split(" ", 1)[1] for n in people)
    needed = "M" if re.search(r"\b(?:he|his)\b", rest) else "F" if re.search(r"\b(?:she|her)\b", rest) else ""
    for name, (gender, first) in people.items():
        last = name.split(" ", 1)[1]
        if needed and gender != needed:
            continue
        if mine and name not in mine and last not in source and surnames[last] == 1 and last[:4] != mine[0].split(" ", 1)[1][:4]:
            known = first < place
            out.append((last if known and " " not in source else name, "source replaced by another of the report"))
    lowered = text.lower()
    for role, number, heads in ROLES:
        plural_verb = verb in ("says", "has")
        if not re.search(heads, lowered) and not (plural_verb and number == "pl") and role_fits(role, number, rest):
            out.append((role, "source replaced"))
    return out[:7]


def role_fits(role: str, number: str, rest: str) -> bool:
    """Refuse a source with which the pronouns of the statement do not agree."""
    person = role in ("a local shopkeeper", "a retired judge", "a taxi driver")
    if re.search(r"\b(?:he|she|his|her)\b", rest):
        return person
    if re.search(r"\b(?:its|it)\b", rest):
        return number == "sg" and not person
    return not (re.search(r"\b(?:they|their)\b", rest) and number == "sg")


def cased(new: str, initial: bool) -> str:
    """Give a source its capital at the start of a sentence."""
    return new[0].upper() + new[1:] if initial else new


def source_ok(source: str) -> bool:
    """Accept a short noun phrase that can be the source of a statement."""
    words = source.split()
    if not words or len(words) > 8 or NOT_SOURCE.search(source):
        return False
    return bool(re.match(r"(?:[Tt]he|[Aa]n?|[Hh]e|[Ss]he|[Pp]olice|[Oo]fficials|[A-Z][\w’'é]+|al-\w+|[Pp]rovincial|both)\b", source))


def sources(text: str, sent: Sentence) -> Iterator[tuple[int, int, str, str]]:
    """Find attributions: the span of the source, the verb, and the pattern it was found by."""
    chunk = text[sent.start : sent.end]
    patterns = [
        (rf"(?:, |[,?!][\"”’] )([^,.\"“”‘;:]{{2,60}}?) ({SAID}|added|told reporters)(?=[.,]| in | by | on | of | from )", "tail"),
        (rf"^(?!But |And )([^,.\"“”‘;:]{{2,60}}?) ({SAID}|has said|told reporters)\b(?! \w*ly | a | an )", "head"),
        (r"\b([Aa]ccording to )((?:the |a )?[^,.;:\"“]{3,60})(?=[.,])", "according"),
        (r"[,?!][\"”’] said ([A-Z][\w’'é]+ [A-Z][\w’'é]+)(?=\.| in | by | on )", "inverted"),
    ]
    for pattern, where in patterns:
        for m in re.finditer(pattern, chunk):
            group = 2 if where == "according" else 1
            source = m.group(group)
            if source_ok(source) or (where == "according" and not re.search(r"\d|report|text|indictment|paper|register", source)):
                start = sent.start + m.start(group)
                if not any(a <= start < b for a, b in quotes_near(text, sent)):
                    yield start, sent.start + m.end(group), m.group(2) if where in ("tail", "head") else "said", where


def quotes_near(text: str, sent: Sentence) -> list[tuple[int, int]]:
    """Give the quoted spans of the paragraph of a sentence."""
    begin = text.rfind("\n", 0, sent.start) + 1
    stop = text.find("\n", sent.end)
    return quote_spans(text, begin, stop if stop > 0 else len(text))[0]


def balanced_near(text: str, sent: Sentence) -> bool:
    """Say whether the quotation marks of the paragraph of a sentence are balanced."""
    begin = text.rfind("\n", 0, sent.start) + 1
    stop = text.find("\n", sent.end)
    return quote_spans(text, begin, stop if stop > 0 else len(text))[1]


def speaker_replaced(text: str, sent: Sentence) -> Found:
    """Give a statement to another source."""
    for start, end, verb, where in sources(text, sent):
        source = text[start:end]
        follows = text[end : end + 45]
        if (where == "head" and re.match(r" (?:reported|confirmed only|noted) ", follows)) or source.startswith("both"):
            continue
        for new, how in other_sources(text, source, verb.split()[0], start, text[end : sent.end] if where == "head" else ""):
            if new not in text[sent.start : sent.end]:
                yield start, end, cased(new, where == "head"), how


BACKSHIFT = re.compile(r"\b(?:would|might|could|its|their|his|her|it|they|he|she|him|them|I|we|our|may have)\b|[\"“”‘]")


def attribution_dropped(text: str, sent: Sentence) -> Iterator[tuple[int, int, str, str]]:
    """Drop an attribution, so that the outlet says it in its own voice."""
    chunk = text[sent.start : sent.end]
    for m in re.finditer(
        rf"(?:, [^,.\"“”‘;:]{{2,60}}? (?:{FINAL_VERB})(?: in a statement)?|, according to [^,.;:]{{3,90}}|, [^,.]{{2,40}} says)(?=\.$)",
        chunk,
    ):
        statement = chunk[: m.start()]
        unfit = re.search(r"\b(?:would|might|could|I|we|our|may have)\b|[\"“”‘]|\b(?:said|says|told|denied)\b", statement)
        source = re.sub(rf" (?:{FINAL_VERB}|says)( in a statement)?$", "", m.group(0)[2:])
        if not unfit and (source_ok(source) or "according" in m.group(0)):
            yield sent.start + m.start(), sent.start + m.end(), "", "attribution dropped"
    m = re.match(r"According to [^,]{4,60}, (\w+)\b", chunk)
    if m and not BACKSHIFT.search(chunk):
        yield sent.start, sent.start + m.end(), m.group(1)[0].upper() + m.group(1)[1:], "attribution dropped"
    m = re.match(
        r"([^,.\"“”‘;:]{2,60}?) (?:said|says)(?: on \w+day| last night)?(?: that)? "
        r"((?:the|a|an|no|nobody|some|about|three|up to|residents|not|all|several)\b|[A-Z]\w+|\d[\d,.]*\b)",
        chunk,
    )
    if m and source_ok(m.group(1)) and not BACKSHIFT.search(chunk[m.start(2) :]) and not re.match(f"{DAYS}", m.group(2)):
        yield sent.start, sent.start + m.end(), m.group(2)[0].upper() + m.group(2)[1:], "attribution dropped"


def quoted_spans(text: str, sent: Sentence) -> list[tuple[int, int]]:
    """Give the parts of quotations that lie in a sentence."""
    if not balanced_near(text, sent):
        return []
    return [(max(a, sent.start), min(b, sent.end)) for a, b in quotes_near(text, sent) if a < sent.end and b > sent.start]


def quote_words(text: str, sent: Sentence) -> Found:
    """Change, put in or drop a content word of a quotation."""
    for start, end in quoted_spans(text, sent):
        chunk = text[start:end]
        for m in re.finditer(r"(?<![\w’'-])[a-z]{3,}(?:-[a-z]+)?(?![\w’'-])", chunk):
            word, at = m.group(0), start + m.start()
            if re.search(r"(?:^|[ “‘\"])(?:at|of) $", text[max(0, at - 4) : at]) and word in ("best", "worst"):
                continue
            pair = chunk[max(0, m.start() - 14) : m.end() + 5]
            phrase = [n for p, n in QUOTE_PHRASES.items() if p in pair and word in p.split()[-1 if p != "port side" else 0]]
            new = phrase[0] if phrase else QUOTE_SWAPS.get(word, "").replace("customs-house", "customs house")
            if (
                new
                and article_fits(text, at, new)
                and not (text[max(0, at - 2) : at] == "n " and re.search(r"\ban $", text[:at]) and new[0] not in "aeiou")
            ):
                yield at, at + len(word), new, "quoted word changed"
            more = QUOTE_INSERTS.get(word, "").replace("~", " ")
            if (
                more
                and article_fits(text, at, more)
                and re.search(r"\b(?:the|a|our|my|their|your|these|of|on|those|over|her|his|bring|or) $", text[:at])
            ):
                yield at, at + len(word), more, "quoted word put in"
        for m in re.finditer(
            r"\b(?:only |simply |almost certainly |really |entirely )(?=\w)|(?<=\bthe )(?:eastern|proper|first|local|last) ", chunk
        ):
            after = re.split(r"\W", chunk[m.end() :])[0]
            yield start + m.start(), start + m.end() + len(after), after, "quoted word dropped"


CUT = r"(?:,? (?:but|if|unless|until|because|before|when|while|and not|without)|, not) [^.?!\"”‘;:]{6,}?(?=[.?!,]?[\"”’]|[.?!]$|[.?!,]$|$)"


def quote_cut(text: str, sent: Sentence) -> Found:
    """Cut a quotation, so that a condition or a reservation is lost."""
    for start, end in quoted_spans(text, sent):
        chunk = text[start:end]
        for m in re.finditer(CUT, chunk):
            before = re.split(r"[.?!]", chunk[: m.start()])[-1]
            closes = not chunk[m.end() :].strip(".,?!")
            if len(before.split()) < 3 or not closes or re.search(r"\b(?:If|When|not)$|^ ?(?:If|When|Asked|Both)\b", before):
                continue
            if m.group(0) == " until it was light":
                continue
            yield start + m.start(), start + m.end(), "", "quotation cut"
        m = re.match(r"(?:If|When|Once) [^,.]{5,60}, ([a-z]+)\b", chunk)
        if m:
            yield start, start + m.end(), m.group(1).capitalize(), "quotation cut"


def marks_of(text: str) -> tuple[str, str]:
    """Give the quotation marks a text uses."""
    if "“" in text:
        return "“", "”"
    return ("‘", "’") if "‘" in text and '"' not in text else ('"', '"')


QUOTE_START = (
    r"\b(?:(?:had been|has been|have been|was|were|is|are|would be|will be|would|will|had|must) (?=(?!to |in \w+ ward)[a-z])|"
    r"(?:because of|due to) (?=[a-z]))"
)
QUOTE_STOP = re.compile(r"\b(?:he|she|they|it|his|her|their|its|him|them|said|told|who|which)\b|\d|[\"“”‘(\[;:]")


def quote_marks_added(text: str, sent: Sentence) -> Found:
    """Put quotation marks around words that were paraphrase."""
    chunk = text[sent.start : sent.end]
    head = re.match(r"[^,.\"“”‘;:]{2,60}? (?:said|says|denied that|warned|noted|insisted|told \w+(?: \w+)?)\b", chunk)
    tail = re.search(r", ([^,.\"“”‘]{2,50}?) (?:said|says)\.$", chunk)
    if not (head or tail) or re.search(r"[\"“”‘]", chunk):
        return
    low = head.end() if head else 0
    high = len(chunk) - 1 if head else tail.start() if tail else 0
    opening, closing = marks_of(text)
    for m in re.finditer(QUOTE_START, chunk[:high]):
        words = chunk[m.end() : high]
        if m.start() < low or QUOTE_STOP.search(words) or "," in words or not 3 <= len(words.split()) <= 11:
            continue
        yield sent.start + m.end(), sent.start + high, f"{opening}{words}{closing}", "quotation marks put around paraphrase"


HEDGE_SWAPS: list[tuple[str, str | Callable[[re.Match[str]], str], str]] = [
    (r"\b(dam) may have been\b", r"\1 was", "hedge dropped"),
    (r"\b(it|father|cause) may have been\b", r"\1 had been", "hedge dropped"),
    (r"\bpeople may have left\b", "people had left", "hedge dropped"),
    (r"\b(he|who) may (use|stand)\b", r"\1 will \2", "may -> will"),
    (r"\b(Seykoro) may be\b", r"\1 is", "hedge dropped"),
    (r"\bPower may be\b", "Power will be", "may -> will"),
    (r"\bmight have to\b", "would have to", "might -> would"),
    (r"\b(rain|conversation|figures) could (?=[a-z]+\b)(?!not)", r"\1 will ", "could -> will"),
    (r"\bthat could have changed\b", "that had changed", "could have -> had"),
    (r"\bcould start\b", "will start", "could -> will"),
    (r"\bappeared to have been\b", "had been", "hedge dropped"),
    (r"\bappeared to suggest\b", "said", "hedge dropped"),
    (r"\bpossibly preparing\b", "preparing", '"possibly" dropped'),
    (r"\bthe likely cause\b", "the cause", '"likely" dropped'),
    (r"\bis believed to have\b", "has", "is believed to have -> has"),
    (r"\bis thought to be\b", "is", "is thought to be -> is"),
    (r"\bis said to be\b", "is", "is said to be -> is"),
    (
        r"\b(is|are|was|were) expected to (?=[a-z])",
        lambda m: "will " if m.group(1) in ("is", "are") else "would ",
        "is expected to -> will",
    ),
    (r"\b(?:hopes|expects|plans) to (?=[a-z])", "will ", "hopes to -> will"),
    (r"\bplan a\b", "will hold a", "plans -> will"),
    (r"\bsuspected that\b", "knew that", "suspected -> knew"),
    (r"\bsuspect that\b", "know that", "suspect -> know"),
    (r"\bthe likely\b (?=[a-z]+ )", "the ", '"likely" dropped'),
    (r"\bIt is alleged that (\w+)", lambda m: m.group(1), '"it is alleged" dropped'),
    (r"\bAn unconfirmed report\b", "A report", '"unconfirmed" dropped'),
    (r"\b[Ii]t has been reported in Port Sarn that Mr\b", "Mr", '"it has been reported" dropped'),
    (r"\balmost certainly\b", "certainly", "almost certainly -> certainly"),
    (r"\bwas possible within\b", "was certain within", "possible -> certain"),
    (r"\bbelieves (?=the |that )", "knows ", "believes -> knows"),
    (r"\bbelieved (?=the )", "knew ", "believed -> knew"),
    (r"\bHe expects people to\b", "He knows people will", "expects -> knows"),
    (r"\bis also accused of (\w+)ing\b", r"also \1ed", "is accused of -> did"),
    (r"\bsuggests\b(?= a )", "proves", "suggests -> proves"),
    (r"\bclaimed that\b", "showed that", "claimed -> showed"),
    (r"\bclaims that\b", "shows that", "claims -> shows"),
    (r"\bclaims to have\b", "has", "claims to have -> has"),
    (r"\bwas one possibility\b", "was the cause", "possibility -> certainty"),
    (r"\bIn our opinion that\b", "That", '"in our opinion" dropped'),
    (r"\bwas put at\b", "was", "was put at -> was"),
    (r"\bhinted at\b", "announced", "hinted at -> announced"),
    (r"\bmay have to\b", "will have to", "may -> will"),
    (r"\bmay have been\b(?= (?:put|careless|sent))", "was", "hedge dropped"),
    (r"\b(?<=the )alleged (?=[a-z])", "", '"alleged" dropped'),
    (r"\b(?:allegedly|reportedly|apparently|possibly|presumably) (?=[a-z])", "", "hedge dropped"),
    (r"\bmust (?=be|leave|first)", "should ", "must -> should"),
    (r"(?<!none )(?<!how long it )(?<!one )(?<!obody )\bwill (?=(?!have |never |not )[a-z]+\b)", "may ", "will -> may"),
    (r"(?<!You )\bwill not\b", "may not", "will not -> may not"),
    (r"\bfound that\b", "suspected that", "found -> suspected"),
    (r"\bfound (?=serious)", "suspected ", "found -> suspected"),
    (r"\b(?:confirmed|noted|announced) that\b(?! account)", "suggested that", "confirmed -> suggested"),
    (r"\bblames (?=[a-z])", "may blame ", "hedge put in"),
    (r"\bis the cause\b", "may be the cause", "hedge put in"),
    (r"\bhas denied having\b", "is believed to have denied having", "hedge put in"),
]


def replaced(pattern: str, new: str | Callable[[re.Match[str]], str], chunk: str) -> Iterator[tuple[int, int, str]]:
    """Give the places a pattern fits and the words to stand there."""
    for m in re.finditer(pattern, chunk):
        yield m.start(), m.end(), new(m) if callable(new) else m.expand(new)


def hedge_changed(text: str, sent: Sentence) -> Found:
    """Drop a hedge or change its strength."""
    chunk = text[sent.start : sent.end]
    for pattern, new, how in HEDGE_SWAPS:
        for start, end, words in replaced(pattern, new, chunk):
            if "?" in chunk or (start == 0 and words[:1].islower()):
                continue
            while words.endswith(" ") and chunk[end - 1] == " ":
                words, end = words[:-1], end - 1
            if not words:
                rest = re.match(r" ?\w+", chunk[end:])
                words, end = (rest.group(0).strip(), end + rest.end()) if rest else (words, end)
            if article_fits(chunk, start, words):
                yield sent.start + start, sent.start + end, words, how


WEAK_PASSIVE = (
    "unaccounted",
    "relieved",
    "known",
    "described",
    "seen",
    "related",
    "gone",
    "thought",
    "concerned",
    "supposed",
    "allowed",
    "asked",
    "reported",
    "contradicted",
    "written",
    "said",
    "expected",
    "listed",
    "stamped",
    "backed",
)
SUBORDINATE = r"\b(?:[Ww]hen|[Uu]ntil|[Bb]efore|[Aa]fter|[Ii]f|[Ww]hile|[Oo]nce|[Ss]ince|[Uu]nless|than|as)\b"


def hedge_put_in(text: str, sent: Sentence) -> Found:
    """Put a hedge in."""
    chunk = text[sent.start : sent.end]
    hedged = re.search(
        r"\b(?:may|might|reportedly|allegedly|alleged|possibly|believed|likely|suspected|unconfirmed|rumou?rs?|whether)\b|\?", chunk
    )
    if hedged or ANY_NEGATION.search(chunk):
        return
    for m in re.finditer(r"\b(\w+[,”\"]?) (was|were|is|are|has been|have been|had been) (?=([a-z]+)\b)", chunk):
        prev, aux, verb = m.groups()
        start, end = sent.start + m.start(2), sent.start + m.end(2)
        if any(a <= start < b for a, b in quotes_near(text, sent)) or prev.lower().strip(",") in NO_INSERT_BEFORE | {
            "i",
            "we",
            "not",
            "that",
            "it",
        }:
            continue
        clause = re.split(r"[,;:] ", chunk[: m.start(2)])[-1]
        if verb in WEAK_PASSIVE or prev in ("should", "he", "she", "they") or prev.endswith(",") or re.search(SUBORDINATE, clause):
            continue
        passive = (
            verb.endswith("ed") and verb not in ("based", "need", "red", "closed", "concerned", "related", "convinced")
        ) or verb in PARTICIPLES - {"been"}
        if passive and aux.endswith("been"):
            yield start, end, "may have been", "hedge put in"
        elif passive or (verb.endswith("ing") and aux in ("is", "are", "was", "were") and verb not in ("nothing", "something")):
            yield start, end, f"{aux} reportedly", '"reportedly" put in'
            if passive and aux in ("was", "were"):
                yield start, end, f"{aux} possibly", '"possibly" put in'
                yield start, end, "may have been", "hedge put in"
    said = re.search(r"\b(?:said|told|promised|announced|warned|pledged)\b", chunk)
    for m in re.finditer(r"\bwould (?=(?!not|have|like|never|n’t)[a-z]+)", chunk):
        if (
            said
            and not any(a <= sent.start + m.start() < b for a, b in quotes_near(text, sent))
            and not re.search(r"\bif\b|\bwhat\b|\bin which\b", chunk)
        ):
            yield sent.start + m.start(), sent.start + m.end() - 1, "might", "would -> might"


def exchanged(base: Base) -> list[Candidate]:
    """Exchange two speakers of a report, both named before."""
    named: list[tuple[int, int, str, int]] = []
    people = persons_of(base.text)
    surnames = Counter(n.split(" ", 1)[1] for n in people)
    for index, sent in enumerate(base.sentences):
        for start, end, verb, where in sources(base.text, sent):
            source = base.text[start:end]
            owner = [n for n in people if source in (n, n.split(" ", 1)[1])]
            if where in ("tail", "head") and owner and surnames[owner[0].split(" ", 1)[1]] == 1 and "say" not in verb:
                named.append((start, end, source, index))
    out = []
    for i, one in enumerate(named):
        for two in named[i + 1 :]:
            later = people[next(n for n in people if n.endswith(two[2]))][1]
            same = one[2].split()[-1] == two[2].split()[-1]
            if not same and one[3] != two[3] and (later < one[0] or " " in two[2]):
                first = Part(Edit(one[0], one[1], two[2]), "speakers exchanged", one[3])
                out.append(Candidate("speaker", (first, Part(Edit(two[0], two[1], one[2]), "speakers exchanged", two[3]))))
    return out


FINDERS: dict[str, list[Callable[[str, Sentence], Found]]] = {
    "number": [number_in_figures, number_clock, number_words, number_scale, number_range],
    "name": [name_persons, name_others],
    "negation": [negation_dropped, negation_swapped, negation_put_in],
    "speaker": [speaker_replaced, attribution_dropped],
    "quote": [quote_words, quote_cut, quote_marks_added],
    "hedge": [hedge_changed, hedge_put_in],
}
# What reading showed to be unsound: a pattern of the sentence, and of the new words.
BLOCKED: list[tuple[str, str, str]] = []


def blocked(kind: str, chunk: str, new: str) -> bool:
    """Say whether reading a change of this sentence showed it to be unsound."""
    return any(k in (kind, "*") and re.search(p, chunk) and re.search(n, new) for k, p, n in BLOCKED)


def find_candidates(base: Base) -> None:
    """Find every change that may be planted in a text."""
    for kind, finders in FINDERS.items():
        found: dict[str, Candidate] = {}
        for index, sent in enumerate(base.sentences):
            chunk = base.text[sent.start : sent.end]
            for finder in finders:
                for start, end, new, how in finder(base.text, sent):
                    if new == base.text[start:end] or start < sent.start or end > sent.end or blocked(kind, chunk, new):
                        continue
                    gone = not new or how == "attribution dropped" or how == "quotation cut"
                    candidate = Candidate(kind, (Part(Edit(start, end, new), how, index, gone),))
                    found.setdefault(candidate.key, candidate)
        base.candidates[kind] = list(found.values())
    base.candidates["speaker"].extend(exchanged(base))


# ---------------------------------------------------------------- clean edits

SPELLINGS = [
    ("harbour", "harbor"),
    ("metres", "meters"),
    ("metre", "meter"),
    ("kilometres", "kilometers"),
    ("kilometre", "kilometer"),
    ("colour", "color"),
    ("neighbour", "neighbor"),
    ("neighbours", "neighbors"),
    ("rumour", "rumor"),
    ("rumours", "rumors"),
    ("programme", "program"),
    ("centre", "center"),
    ("defence", "defense"),
    ("cancelled", "canceled"),
    ("litre", "liter"),
    ("labour", "labor"),
    ("licence", "license"),
    ("favourite", "favorite"),
    ("per cent", "percent"),
    ("towards", "toward"),
    ("coastguard", "coast guard"),
    ("cease-fire", "ceasefire"),
    ("grey", "gray"),
]
TYPOGRAPHY: list[tuple[str, str, str]] = [
    *[(rf"\b{a}\b", b, "spelling") for a, b in SPELLINGS],
    *[(rf"\b{b}\b", a, "spelling") for a, b in SPELLINGS],
    (r"(?<=\d)%", " per cent", "percent sign"),
    (r"(?<=\d) per ?cent\b", "%", "percent sign"),
    (r"\b(Mr|Mrs|Ms|Dr)(?= [A-Z])", r"\1.", "full stop after a title"),
    (r"\b(Mr|Mrs|Ms|Dr)\.(?= [A-Z])", r"\1", "full stop after a title"),
    (r"(?<![\d.,£$€])(\d{1,2}),(\d{3})(?![\d,])", r"\1\2", "thousands mark"),
    (r"(?<=[£$])(\d+(?:\.\d+)?) million\b", r"\1m", "million of money"),
    (r"(?<=\d)m(?= crowns)", " million", "million of money"),
    (r"\b(\d+(?:\.\d+)?) million(?= euros)", r"\1m", "million of money"),
    (r"\b(\d{1,2}):(\d\d) ([ap])\.m\.(?= )", r"\1.\2\3m", "clock time"),
    (r"\b(\d{1,2})\.(\d\d)([ap])m\b(?!\.)", r"\1:\2 \3.m.", "clock time"),
    (r"\b(\d{1,2}) ([ap])\.m\.(?= [a-z])", r"\1\2m", "clock time"),
    (r"\b(\d{1,2})([ap])m\b(?=[ ,])", r"\1 \2.m.", "clock time"),
    (r"\bOct\.? (?=\d)", "October ", "month"),
    (r"\bNov\.? (?=\d)", "November ", "month"),
    (r"\bAug\.? (?=\d)", "August ", "month"),
    (r"\bDecember (?=\d)", "Dec. ", "month"),
    (r"\b(\d{1,2}) (March|April|May|June|July|October|November)\b(?! \d{4})", r"\2 \1", "date order"),
    (r" [-–] (?=[a-z])", " — ", "dash"),
    (r" — (?=[a-z])", " – ", "dash"),
    (r"\b(\d+)km\b", r"\1 km", "unit abbreviation"),
    (r"(?<=\d) (?:kilometres|kilometers)\b(?! an)", " km", "unit abbreviation"),
]
NUMERALS = {w: str(i + 2) for i, w in enumerate(UNITS)}
SYNONYMS: list[tuple[str, str, str]] = [
    (r"\blorries\b", "trucks", "synonym"),
    (r"\blorry\b", "truck", "synonym"),
    (r"(?<!rock )(?<!pickup )\btrucks\b", "lorries", "synonym"),
    (r"\b[Mm]ore than (?=\d)", "over ", "synonym"),
    (r"\babout (?=\d)", "around ", "synonym"),
    (r"\bSome (?=\d)", "About ", "synonym"),
    (r"\bsome (?=\d)", "about ", "synonym"),
    (r"\bsaid on (?=[MTWFS]\w+day\b)", "said ", "day without on"),
    (r"\btold reporters\b", "told journalists", "synonym"),
    (r"\btold reporters that\b", "said that", "told reporters -> said"),
    (r"\btold journalists\b", "told reporters", "synonym"),
    (r"\bnews conference\b", "press conference", "synonym"),
    (r"\bat least (?=\d)", "no fewer than ", "synonym"),
    (r"\bbegan\b", "started", "synonym"),
    (r"\bdeclined to comment\b", "would not comment", "synonym"),
    (r"\bdid not respond to\b", "did not reply to", "synonym"),
    (r"\blawyer\b", "attorney", "synonym"),
    (r"\bimmediate halt\b", "immediate end", "synonym"),
    (r"\bbecause of\b", "owing to", "synonym"),
    (r"\bwounded\b(?= in| when|\.|,)", "injured", "synonym"),
    (r"\bwere hurt\b", "were injured", "synonym"),
    (r"\bput off\b(?=\.|,| because| last| this)", "postponed", "synonym"),
    (r"\bcalled off\b", "cancelled", "synonym"),
    (r"\bset up\b(?= by)", "established", "synonym"),
    (r"\btook part\b", "participated", "synonym"),
    (r"\balmost\b", "nearly", "synonym"),
    (r"\bnearly\b", "almost", "synonym"),
    (r"\bgave way\b", "collapsed", "synonym"),
    (r"\bnoon\b", "midday", "synonym"),
    (r"\bmidday\b", "noon", "synonym"),
    (r"\bspokeswoman\b", "spokesperson", "synonym"),
    (r"\bspokesman\b", "spokesperson", "synonym"),
    (r"\bchairman\b", "chair", "synonym"),
    (r"\blargest\b", "biggest", "synonym"),
    (r"\buntil\b", "till", "synonym"),
    (r"\basked whether\b", "asked if", "synonym"),
    (r"\bbought\b", "purchased", "synonym"),
    (r"\bpersons\b", "people", "synonym"),
    (r"\bshops\b", "stores", "synonym"),
    (r"\bstores\b", "shops", "synonym"),
    (r"\bin about\b(?= \d)", "in around", "synonym"),
    (r"\bthe whole of\b", "all of", "synonym"),
    (r"\bhas risen to\b", "has climbed to", "synonym"),
    (r"\brose to\b", "climbed to", "synonym"),
    (r"\bdoctor\b", "physician", "synonym"),
    (r"\bwould resume\b", "would restart", "synonym"),
    (r"\bmore than a mile\b", "over a mile", "synonym"),
    (r"\bseized\b", "captured", "synonym"),
    (r"\bended\b", "finished", "synonym"),
    (r"\bis to report\b", "is due to report", "synonym"),
    (r"\bafterwards\b", "afterward", "spelling"),
    (r"\bdid not\b(?! go)", "didn't", "contraction"),
    (r"\bwas not\b", "wasn't", "contraction"),
    (r"\bhas not\b", "hasn't", "contraction"),
    (r"\bcould not\b", "couldn't", "contraction"),
    (r"\bwould not\b", "wouldn't", "contraction"),
    (r"\bis not\b", "isn't", "contraction"),
    (r"\bhad not\b", "hadn't", "contraction"),
    (r"\bwere not\b", "weren't", "contraction"),
    (r"\bhave not\b", "haven't", "contraction"),
    (r"\bwill not\b", "won't", "contraction"),
    (r"\bcannot\b", "can't", "contraction"),
    (r"\bdo not\b", "don't", "contraction"),
    (r"\bdoesn[’']t\b", "does not", "contraction"),
    (r"\bwouldn[’']t\b", "would not", "contraction"),
    (r"\bwon[’']t\b", "will not", "contraction"),
    *[
        (
            rf"(?<![\w-])(?<!the )(?<!past )(?<!of ){w}"
            r"(?= (?:people|soldiers|helicopters|survivors|ships|houses|homes|days|weeks|hours|months|years|bodies|men|dockers"
            r"|points|children|kilometres|kilometers|nautical|nurses|islands|counts|diplomats|squadrons|witnesses|votes|judges|euros|hospitals)\b)",
            n,
            "word to figure",
        )
        for w, n in NUMERALS.items()
    ],
]
INVERT = re.compile(r"(?<=, )([A-Z][\w’'é]+(?: [A-Z][\w’'é]+)?|the [a-z]+(?: [a-z]+)?|officials|provincial police|police) (said)(?=\.$)")
UNINVERT = re.compile(r"(?<=[,?!][\"”’] )said ([A-Z][\w’'é]+(?: [A-Z][\w’'é]+)?)(?=\.)")
QUOTE_INVERT = re.compile(r"(?<=[,?!][\"”’] )([A-Z][\w’'é]+(?: [A-Z][\w’'é]+)?) said(?=[.,])")
ACCORDING = re.compile(r", according to ((?:the |a )?(?!.*(?:report|text|indictment|estimate|paper|register|count))[^,.;:\"]{3,60})(?=\.$)")
SAID_ON = re.compile(
    rf"^([A-Z][^,\"“‘.;:]{{2,50}}? (?:said|announced|confirmed|told reporters|told a news conference))"
    rf" on ({DAYS})(?= that| [a-z0-9])(?! (?:morning|night|evening|and|to|by|in))"
)
DAY_LAST = re.compile(rf"^((?!.*\b(?:said|that|who|which|when|until|as|and|but|to|says|been|not)\b)[A-Z][^,;:\"“‘—]+?) on ({DAYS})\.$")
DAY_FIRST = re.compile(rf"^On ({DAYS}),? ([a-z](?!.*\b(?:said|that|who|which|when|until|as|and|but)\b)[^,;:\"“‘—]+)\.$")


def lower_first(words: str) -> str:
    """Give a common word at the start a small letter."""
    return (
        words[0].lower() + words[1:]
        if re.match(
            r"(?:The|A|An|Police|Officials|Residents|Survivors|Talks|Patients|Nurses|Health authorities"
            r"|It|He|She|They|Two|Three|Some|About)\b",
            words,
        )
        else words
    )


def moved_words(chunk: str, at: int) -> Iterator[CleanEdit]:
    """Move an attribution or a weekday within its sentence."""
    for m in INVERT.finditer(chunk):
        yield CleanEdit((Edit(at + m.start(), at + m.end(), f"said {m.group(1)}"),), "X said -> said X")
    for m in UNINVERT.finditer(chunk):
        yield CleanEdit((Edit(at + m.start(), at + m.end(), f"{m.group(1)} said"),), "said X -> X said")
    for m in QUOTE_INVERT.finditer(chunk):
        if not chunk[m.end() :].startswith(","):
            yield CleanEdit((Edit(at + m.start(), at + m.end(), f"said {m.group(1)}"),), "X said -> said X")
    for m in ACCORDING.finditer(chunk):
        if not re.search(r"[\"“‘]", chunk) and not re.search(r"\bwho\b", m.group(1)):
            yield CleanEdit((Edit(at + m.start(), at + m.end(), f", {m.group(1)} said"),), "according to X -> X said")
    m = SAID_ON.match(chunk)
    if m:
        yield CleanEdit((Edit(at, at + m.end(), f"On {m.group(2)}, {lower_first(m.group(1))}"),), "day to the front")
    m = DAY_LAST.match(chunk)
    if m:
        yield CleanEdit((Edit(at, at + m.end(), f"On {m.group(2)}, {lower_first(m.group(1))}."),), "day to the front")
    m = DAY_FIRST.match(chunk)
    if m:
        new = f"{m.group(2)[0].upper()}{m.group(2)[1:]} on {m.group(1)}."
        yield CleanEdit((Edit(at, at + m.end(), new),), "day to the end")


def clean_edits(base: Base, sent: Sentence, *, synonyms: bool = True, typography: bool = True) -> list[CleanEdit]:
    """Find every edit of a sentence that keeps its sense."""
    chunk, at = base.text[sent.start : sent.end], sent.start
    out: list[CleanEdit] = []
    rules = ([(r, False) for r in TYPOGRAPHY] if typography else []) + ([(r, True) for r in SYNONYMS] if synonyms else [])
    for (pattern, new, how), plain_only in rules:
        for m in re.finditer(pattern, chunk):
            start, end = at + m.start(), at + m.end()
            if plain_only and base.quoted(start, end):
                continue
            words = m.expand(new)
            if m.group(0)[0].isupper() and m.start() == 0:
                words = words[0].upper() + words[1:]
            if (m.start() == 0 and words[0].islower()) or not article_fits(base.text, start, words):
                continue
            out.append(CleanEdit((Edit(start, end, words),), how))
    if synonyms:
        out.extend(moved_words(chunk, at))
    return out


def wrap_edits(base: Base) -> list[tuple[int, CleanEdit]]:
    """Find the places where paragraphs can be joined or split; each with the sentence it touches."""
    out: list[tuple[int, CleanEdit]] = []
    for index, (one, two) in enumerate(pairwise(base.sentences)):
        gap = base.text[one.end : two.start]
        if gap.strip() or base.quoted(one.end, two.start) or {one.para, two.para} & base.unbalanced:
            continue
        if one.para == two.para:
            out.append((index, CleanEdit((Edit(one.end, two.start, "\n\n"),), "paragraph split")))
            out.append((index, CleanEdit((Edit(one.end, two.start, "  "),), "double space")))
        elif two.para == one.para + 1:
            out.append((index, CleanEdit((Edit(one.end, two.start, " "),), "paragraphs joined")))
    return out


PRONOUN = re.compile(r"^[\"“‘]|\b(?:he|she|it|they|him|her|them|his|its|their|this|that|these|those)\b", re.IGNORECASE)


def trim_edits(base: Base, keep: set[int], rng: random.Random) -> list[CleanEdit]:
    """Cut the last third, or one paragraph that nothing after it leans on."""
    out = []
    paras = sorted({s.para for s in base.sentences})
    if len(paras) < 6:
        return out
    first_cut = paras[len(paras) * 2 // 3]
    open_before = (first_cut - 1) in base.unbalanced
    if not any(p >= first_cut for p in keep) and not open_before:
        start = base.paras[first_cut - 1][1]
        out.append(CleanEdit((Edit(start, len(base.text) - 1, ""),), "last third cut"))
    for para, after in pairwise(paras[1:]):
        start, end = base.paras[after]
        if para in keep or para in base.unbalanced or after != para + 1 or (para - 1) in base.unbalanced:
            continue
        if not PRONOUN.search(base.text[start:end].split(". ")[0]):
            out.append(CleanEdit((Edit(base.paras[para - 1][1], base.paras[para][1], ""),), "paragraph dropped"))
    rng.shuffle(out)
    return out


# ---------------------------------------------------------------- putting a copy together


def clash(one: Edit, two: Edit) -> bool:
    """Say whether two edits touch."""
    return one.start <= two.end and two.start <= one.end


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, list[Edit]]:
    """Apply edits that do not touch; give the copy and the edits in order."""
    ordered = sorted(edits, key=lambda e: e.start)
    out, place = [], 0
    for edit in ordered:
        out.append(text[place : edit.start])
        out.append(edit.new)
        place = edit.end
    out.append(text[place:])
    return "".join(out), ordered


def shifted(ordered: list[Edit], place: int, *, end: bool = False) -> int:
    """Give the place in the copy of a place in the original."""
    shift = 0
    for edit in ordered:
        done = edit.end <= place and (edit.start < place or (end and edit.start == edit.end))
        shift += len(edit.new) - (edit.end - edit.start) if done else 0
    return place + shift


def retypeset(copy: str, style: str) -> str:
    """Turn quotation marks curly or straight without changing any place."""
    if style == "straight":
        return copy.translate(str.maketrans("“”‘’", "\"\"''"))
    out = re.sub(r"(?<![\w.,!?…’'\"”)])\"(?=\S)", "“", copy).replace('"', "”")
    return re.sub(r"(?<![\w.,!?…])'(?=\w)", "‘", out).replace("'", "’")


def planted_record(base: Base, part: Part, ordered: list[Edit], copy: str) -> dict[str, Any]:
    """Describe one planted change."""
    sent = base.sentences[part.sentence]
    edit = part.edit
    start, end = edit.start, edit.end
    while part.edit.new == "" and base.text[start] == " ":
        start += 1
    to = shifted(ordered, edit.start)
    place = [to, to + len(edit.new)]
    around = [shifted(ordered, sent.start), shifted(ordered, sent.end)]
    if part.to_sentence:
        place = around
    return {
        "from": [start, end],
        "to": place,
        "from_exact": base.text[start:end],
        "to_exact": copy[place[0] : place[1]],
        "how": part.how,
        "from_sentence": [sent.start, sent.end],
        "to_sentence": around,
    }


def pick_clean(base: Base, planted: list[Edit], share: float, rng: random.Random, pool: list[tuple[int, CleanEdit]]) -> list[CleanEdit]:
    """Choose clean edits that touch the asked share of the sentences."""
    taken = list(planted)
    chosen: list[CleanEdit] = []
    wanted = round(share * len(base.sentences))
    by_sentence: dict[int, list[CleanEdit]] = {}
    for index, edit in pool:
        by_sentence.setdefault(index, []).append(edit)
    order = sorted(by_sentence)
    rng.shuffle(order)
    touched = 0
    for index in order:
        if touched >= wanted:
            break
        options = by_sentence[index][:]
        rng.shuffle(options)
        fit = 0
        for option in options:
            if fit < 2 and not any(clash(e, t) for e in option.edits for t in taken):
                chosen.append(option)
                taken.extend(option.edits)
                fit += 1
        touched += bool(fit)
    return chosen


def pool_of(base: Base, *, synonyms: bool = True, typography: bool = True, wraps: bool = True) -> list[tuple[int, CleanEdit]]:
    """Gather the clean edits of a text with the sentences they touch."""
    pool = [(i, e) for i, s in enumerate(base.sentences) for e in clean_edits(base, s, synonyms=synonyms, typography=typography)]
    return pool + (wrap_edits(base) if wraps else [])


def record(name: str, base: Base, parts: list[tuple[str, Part]], clean: list[CleanEdit], rate: float, rng: random.Random) -> dict[str, Any]:
    """Put one case together."""
    edits = [p.edit for _, p in parts] + [e for c in clean for e in c.edits]
    copy, ordered = apply_edits(base.text, edits)
    house = ""
    if rate > 0 and rng.random() < 0.2:
        house = "straight" if re.search("[“”’]", base.text) else "curly"
        copy = retypeset(copy, house)
    planted = [{"kind": kind, **planted_record(base, part, ordered, copy)} for kind, part in sorted(parts, key=lambda p: p[1].edit.start)]
    return {
        "id": name,
        "base": base.name,
        "original": base.text,
        "copy": copy,
        "published": ["2025-01-02T08:00:00Z", f"2025-01-02T{8 + rng.choice((1, 2, 3, 4, 6)):02d}:00:00Z"],
        "rate": rate,
        "planted": planted,
        "clean": [c.how for c in clean] + ([f"quotation marks {house}"] if house else []),
    }


# ---------------------------------------------------------------- the set


class Chooser:
    """Choose candidates so that ways, texts and places are used evenly."""

    def __init__(self, bases: list[Base], rng: random.Random) -> None:
        """Index the candidates by kind and way."""
        self.bases = bases
        self.rng = rng
        self.used: Counter[tuple[str, str]] = Counter()
        self.kinds: Counter[tuple[str, float]] = Counter()
        self.ways: Counter[tuple[str, str]] = Counter()
        self.base_used: Counter[str] = Counter()
        self.by_way: dict[str, dict[str, list[tuple[Base, Candidate]]]] = {k: {} for k in KINDS}
        for base in bases:
            for kind in KINDS:
                for candidate in base.candidates[kind]:
                    self.by_way[kind].setdefault(candidate.parts[0].how, []).append((base, candidate))

    def cost(self, kind: str, base: Base, candidate: Candidate) -> float:
        """Give the cost of a choice: places used before first, then texts used before."""
        places = sum(self.used[base.name, f"{kind}:{p.edit.start}"] for p in candidate.parts)
        return 3 * self.used[base.name, candidate.key] + 2 * places + 0.05 * self.base_used[base.name] + self.rng.random()

    def best(self, kind: str, allowed: Callable[[Base, Candidate], bool]) -> tuple[Base, Candidate] | None:
        """Choose a candidate of a kind, its way first."""
        weight = {w: len(found) ** 0.6 for w, found in self.by_way[kind].items()}
        ways = sorted(weight, key=lambda w: (self.ways[kind, w] + 1) / weight[w] * (0.7 + 0.6 * self.rng.random()))
        for way in ways:
            options = [(b, c) for b, c in self.by_way[kind][way] if allowed(b, c)]
            if options:
                return min(options, key=lambda bc: self.cost(kind, *bc))
        return None

    def take(self, kind: str, base: Base, candidate: Candidate, rate: float) -> None:
        """Count a choice."""
        self.used[base.name, candidate.key] += 1
        for part in candidate.parts:
            self.used[base.name, f"{kind}:{part.edit.start}"] += 1
        self.kinds[kind, rate] += len(candidate.parts)
        self.ways[kind, candidate.parts[0].how] += 1


def choose_planted(chooser: Chooser, kind: str, count: int, rate: float) -> tuple[Base, list[tuple[str, Part]]]:
    """Choose one to three changes for one text, in different sentences."""
    found = chooser.best(kind, lambda _b, c: len(c.parts) <= max(count, 2))
    if found is None:
        raise SystemExit(f"no candidate of kind {kind}")
    base, first = found
    chooser.take(kind, base, first, rate)
    chooser.base_used[base.name] += 1
    parts = [(kind, p) for p in first.parts]
    while len(parts) < count:
        sentences = {p.sentence for _, p in parts}
        more = min(KINDS, key=lambda k: (chooser.kinds[k, rate], chooser.rng.random()))
        got = chooser.best(more, lambda b, c, s=sentences: b is base and len(c.parts) == 1 and c.parts[0].sentence not in s)
        if got is None:
            break
        chooser.take(more, *got, rate)
        parts.append((more, got[1].parts[0]))
    return base, parts


def mutants(bases: list[Base], rng: random.Random) -> Iterator[dict[str, Any]]:
    """Make the mutants, kind by kind and rate by rate."""
    chooser = Chooser(bases, rng)
    number = 0
    for turn in range(PER_CELL):
        for kind in KINDS:
            for rate in RATES:
                base, parts = choose_planted(chooser, kind, (1, 2, 1, 3, 2)[turn % 5], rate)
                edits = [p.edit for _, p in parts]
                clean: list[CleanEdit] = []
                if rate > 0:
                    keep = {base.sentences[p.sentence].para for _, p in parts}
                    trims = trim_edits(base, keep, rng)[:1] if rng.random() < 0.12 else []
                    fixed = edits + [e for t in trims for e in t.edits]
                    clean = trims + pick_clean(base, fixed, rate, rng, pool_of(base))
                number += 1
                yield record(f"m{number:04d}-{kind}-{round(rate * 100):02d}", base, parts, clean, rate, rng)


def new_headline(base: Base, rng: random.Random) -> CleanEdit:
    """Give the report another headline that claims nothing else."""
    start, end = base.paras[0]
    old = base.text[start:end].split("\n")[0]
    options = [f"Latest: {old}", "What we know so far", "In brief: today's report from our partners", f"{old} | World News"]
    if ";" in old:
        options.append(old.split(";")[0])
    return CleanEdit((Edit(start, start + len(old), rng.choice(options)),), "another headline")


def credits_added(base: Base, rng: random.Random) -> CleanEdit:
    """Add a credit line above or below, or a dateline of the desk."""
    top = base.paras[0][1]
    last = base.paras[-1][1]
    return rng.choice(
        [
            CleanEdit((Edit(top, top, "\n\nBy Our Foreign Staff"),), "credit added"),
            CleanEdit((Edit(last, last, "\n\n(Editing by Karl Brandt; Additional reporting by Jana Holt)"),), "credit added"),
            CleanEdit((Edit(top, top, "\n\nFrom our news services"),), "credit added"),
            CleanEdit((Edit(last, last, "\n\nCopyright 2025. All rights reserved."),), "credit added"),
        ]
    )


CLEAN_WAYS = {"exact": 30, "wrapped": 70, "trimmed": 70, "typographic": 75, "synonyms": 95, "headline": 30, "credit": 30, "mixed": 100}


def clean_case(way: str, base: Base, rng: random.Random) -> tuple[list[CleanEdit], float]:
    """Choose the edits of one clean copy."""
    share = rng.choice((0.25, 0.4, 0.6))
    if way == "wrapped":
        return pick_clean(base, [], share, rng, wrap_edits(base)), share
    if way == "trimmed":
        return trim_edits(base, set(), rng)[:1], 0.0
    if way == "typographic":
        pool = pool_of(base, synonyms=False, wraps=False) + [(i, e) for i, e in wrap_edits(base) if e.how == "double space"]
        return pick_clean(base, [], share, rng, pool), share
    if way == "synonyms":
        return pick_clean(base, [], share, rng, pool_of(base, typography=False, wraps=False)), share
    if way == "headline":
        return [new_headline(base, rng)], 0.0
    if way == "credit":
        return [credits_added(base, rng)], 0.0
    if way == "mixed":
        return [new_headline(base, rng), *pick_clean(base, [], share, rng, pool_of(base))], share
    return [], 0.0


def clean_copies(bases: list[Base], rng: random.Random) -> Iterator[dict[str, Any]]:
    """Make the copies in which nothing is planted."""
    number = 0
    for way, count in CLEAN_WAYS.items():
        order = bases[:]
        rng.shuffle(order)
        made = 0
        for base in order * 4:
            if made == count:
                break
            chosen, share = clean_case(way, base, rng)
            if not chosen and way != "exact":
                continue
            number, made = number + 1, made + 1
            yield {**record(f"c{number:04d}-{way}", base, [], chosen, share, rng), "way": way}


def check(case: dict[str, Any]) -> None:
    """Refuse a case whose places do not hold."""
    for item in case["planted"]:
        a, b = item["from"]
        c, d = item["to"]
        if case["original"][a:b] != item["from_exact"] or case["copy"][c:d] != item["to_exact"] or not item["to_exact"]:
            raise SystemExit(f"{case['id']}: a place does not hold: {item}")
        if case["original"] == case["copy"]:
            raise SystemExit(f"{case['id']}: nothing changed")


def main() -> None:
    """Read the texts, make the set and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=6)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    bases = [b for f in args.folders for p in sorted(f.rglob("*.txt")) if len((b := read_base(p)).sentences) > 5]
    for base in bases:
        find_candidates(base)
    cases = [*mutants(bases, rng), *clean_copies(bases, rng)]
    args.out.mkdir(parents=True, exist_ok=True)
    with (args.out / "mutants.jsonl").open("w", encoding="utf-8") as out:
        for case in cases:
            check(case)
            out.write(json.dumps(case, ensure_ascii=False) + "\n")
    planted = Counter((i["kind"], c["rate"]) for c in cases for i in c["planted"])
    ways = Counter((i["kind"], i["how"]) for c in cases for i in c["planted"])
    print(f"{len(bases)} texts, {sum(bool(c['planted']) for c in cases)} mutants, {sum(not c['planted'] for c in cases)} clean copies")
    for kind in KINDS:
        print(kind, sum(n for (k, _), n in planted.items() if k == kind), {r: planted[kind, r] for r in RATES})
        print("   ", {w: n for (k, w), n in sorted(ways.items()) if k == kind})


if __name__ == "__main__":
    main()
