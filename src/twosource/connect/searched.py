"""What a search finds: every claim of a ledger line in the words of its report, with who said it, when and where."""

from collections.abc import Iterable, Sequence

from twosource.connect.scene import Saying, Scene
from twosource.model.claim import PLACES
from twosource.model.codec import content_id
from twosource.model.ledger import Entry
from twosource.model.search import Heard, Said


def heard(scene: Scene, entries: Sequence[Entry]) -> Iterable[Heard]:
    """For each line of the ledger what its claims say, in order of report and place."""
    saying_of = {saying.claim.id: saying for saying in scene.sayings}
    for entry in entries:
        sayings = [saying_of[claim] for claim in entry.claims if claim in saying_of]
        sayings.sort(key=lambda saying: (saying.report.id, saying.claim.start, saying.claim.id))
        yield Heard(
            id=content_id("heard", entry.id), entry=entry.id, line=entry.text, said=tuple(_said(scene, entry, one) for one in sayings)
        )


def _said(scene: Scene, entry: Entry, saying: Saying) -> Said:
    report, sentence = saying.report, saying.sentence
    whole = min(sentence.start, saying.claim.start), max(sentence.end, saying.claim.end)
    times = [
        time
        for time in scene.annotation_by_report[report.id].times
        if time.start < whole[1] and whole[0] < time.end and time.earliest and time.latest
    ]
    return Said(
        text=" ".join(report.text[slice(*whole)].split()),
        speaker=saying.voice.name,
        place=", ".join(
            sorted(
                scene.cast.name_of[name] for name in saying.names if scene.cast.type_of.get(name) in PLACES and name in scene.cast.name_of
            )
        ),
        earliest=min((time.earliest for time in times if time.earliest), default=None),
        latest=max((time.latest for time in times if time.latest), default=None),
        standing=entry.standing.value,
        story=entry.story,
        report=report.id,
        published=report.published,
    )
