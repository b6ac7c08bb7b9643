"""Writes as many invented reports as asked for: stories of ten, each of its own place, people and figures, some of them copies.

    python scripts/invented_reports.py FOLDER COUNT [--first N]

The same number gives the same report, whatever the count. For measuring what a desk costs; nobody and nothing in them exists.
"""

import argparse
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

A_STORY = 10
OUTLETS = ("Merrow Mail", "Tarlow Post", "Gannet News", "Ester Herald", "Quay Observer", "Norvik Radio", "Kestrel Wire", "Sorn Gazette")
STARTS = (
    "Bar",
    "Cal",
    "Dor",
    "Fen",
    "Gor",
    "Hal",
    "Ist",
    "Jor",
    "Kel",
    "Lam",
    "Mor",
    "Nar",
    "Ost",
    "Pel",
    "Ros",
    "Sel",
    "Tor",
    "Ull",
    "Var",
    "Wex",
)
MIDDLES = ("a", "e", "i", "o", "u", "an", "en", "in", "or", "ar", "el", "il", "os", "ud", "yr")
ENDS = (
    "bek",
    "dan",
    "fell",
    "grad",
    "holm",
    "kov",
    "lin",
    "mar",
    "ness",
    "pol",
    "rik",
    "sk",
    "tov",
    "vik",
    "wen",
    "zin",
    "ford",
    "gate",
    "mouth",
    "stad",
)
GIVEN = (
    "Ada",
    "Bruno",
    "Clara",
    "Dmitri",
    "Elsa",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Karin",
    "Leon",
    "Mira",
    "Nils",
    "Olga",
    "Pavel",
    "Rosa",
    "Stefan",
    "Tessa",
    "Viktor",
)
#: What happened, each with names so close together that two stories share no run of words; a story takes one wording of each line.
EVENTS = (
    "the river {river} broke its banks at {town}", "fire tore through {body} in {town}", "workers of {body} walked out in {town}",
    "a bridge over the {river} fell in {town}", "{town} voted to close {body}", "a train left the rails between {town} and {river}",
    "the {river} dam at {town} gave way", "an explosion shook {body} in {town}",
)  # fmt: skip
LEADS = (
    "{event} on {weekday}, killing at least {dead}, Mayor {mayor} said.",
    "{dead} people were killed when {event}, {mayor}, mayor of {town}, said on {weekday}.",
)
LINES = (
    ("{chief}, who leads {town}'s rescue, counted {hurt} hurt.", "{hurt} were hurt in {town}, {chief} of {body} said."),
    ("About {count:,} {street} homes lost {river} water.", "{street} and {river} have {count:,} homes without power."),
    ("“Nobody in {street} slept,” {witness} told {paper}.", "“{body} lied to us,” {witness} shouted on {street}."),
    ("{mayor} denied that {body} had warned {town}.", "{body} warned {mayor} in March, {witness} insisted."),
    ("{chief} said {street} opens on {weekday}.", "On {weekday} {street} may open, {chief} hopes."),
    ("{body} will pay {town}, {owner} promised.", "{owner} promised {town} that {body} pays."),
    ("{paper} could not confirm what {owner} said.", "What {owner} claims {paper} could not verify."),
    ("{street} demanded that {mayor} resign.", "{witness} demanded in {paper} that {mayor} go."),
    ("{street} stays shut for {days} days, {chief} warned.", "{chief} warned {town} of {days} days without {river} water."),
    ("{owner} promised {aid} million euros for {town}.", "{town} gets {aid} million euros, {mayor} announced."),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def word(dice: random.Random) -> str:
    """A name that nobody bears."""
    return dice.choice(STARTS) + dice.choice(MIDDLES) + dice.choice(ENDS[:10])[:2] + dice.choice(MIDDLES) + dice.choice(ENDS)


class Story:
    """What the reports of one story have in common."""

    def __init__(self, number: int) -> None:
        dice = random.Random(f"story {number}")
        body = dice.choice(("Steel", "Grain", "Textiles", "Chemicals", "Water", "Timber", "Salt", "Glass"))
        self.names = {
            **{name: word(dice) for name in ("town", "river")},
            "body": f"{word(dice)} {body}",
            "street": f"{word(dice)} Street",
            "paper": f"the {word(dice)} Courier",
            **{person: f"{dice.choice(GIVEN)} {word(dice)}" for person in ("mayor", "chief", "witness", "owner")},
        }
        self.event = dice.choice(EVENTS).format(**self.names)
        self.lead = dice.choice(LEADS)
        self.lines = [dice.choice(wordings) for wordings in LINES]
        self.dead, self.hurt, self.count = dice.randint(2, 40), dice.randint(20, 300), dice.randint(30, 4000)
        self.began = datetime(2030, 1, 1, 6, tzinfo=UTC) + timedelta(hours=7 * number)


def sentences(story: Story, dice: random.Random, day: int) -> list[str]:
    """What one report says, in its own choice and order; figures move as days pass."""
    figures = {
        "dead": story.dead + day * dice.choice((0, 1, 2)),
        "hurt": story.hurt + 10 * day,
        "count": story.count,
        "days": dice.randint(2, 9),
        "aid": dice.randint(1, 90),
        "weekday": WEEKDAYS[(story.began + timedelta(days=day)).weekday()],
    }
    told = [line.format(**story.names, **figures) for line in dice.sample(story.lines, dice.randint(5, len(story.lines)))]
    lead = story.lead.format(event=story.event, **story.names, **figures)
    return [line[0].upper() + line[1:] for line in (lead, *told)]


def report(number: int) -> tuple[str, str]:
    """A report's file name and text; one in four is a copy of an earlier one, with its agency named."""
    story = Story(number // A_STORY)
    at = number % A_STORY
    made_of = number - 1 if at % 4 == 3 else number
    dice = random.Random(f"report {made_of}")
    outlet = random.Random(f"outlet {number}").choice(OUTLETS)
    day = (made_of % A_STORY) // 3
    published = story.began + timedelta(hours=10 * at)
    told = sentences(story, dice, day)
    opening = f"{story.names['town'].upper()} (Kestrel Wire) - " if made_of != number else ""
    paragraphs = [" ".join(told[first : first + 2]) for first in range(0, len(told), 2)]
    page = "\n".join(f"<p>{paragraph}</p>" for paragraph in [opening + paragraphs[0], *paragraphs[1:]])
    headline = f"{story.event[0].upper()}{story.event[1:]}"
    return f"{number:06}.html", (
        f'<html lang="en"><head><title>{headline}</title><meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="{published.isoformat()}"></head>'
        f"<body><article><h1>{headline}</h1>\n{page}\n</article></body></html>\n"
    )


def write(folder: Path, first: int, count: int) -> None:
    """The reports of these numbers, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        name, text = report(number)
        (folder / name).write_text(text, encoding="utf-8")


def main() -> None:
    """Writes the reports."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=0)
    args = parser.parse_args()
    write(args.folder, args.first, args.count)


if __name__ == "__main__":
    main()
