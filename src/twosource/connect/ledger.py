"""The ledger of a story: what is said, by whom, how well it is borne out, what stands against what."""

from collections.abc import Iterable, Sequence

from twosource.connect.agree import agreements
from twosource.connect.agreed import statements, utterances
from twosource.connect.alterations import alterations
from twosource.connect.called import called_alike
from twosource.connect.carried import carried, copies_of
from twosource.connect.change import changes
from twosource.connect.conflict import conflicts, superseded
from twosource.connect.dossier import dossiers
from twosource.connect.entries import Extra, entries, lines, said_together, with_entries
from twosource.connect.figures import figures
from twosource.connect.hours import clocked
from twosource.connect.judge import judge, without_echoes
from twosource.connect.misquoted import attribution_conflicts, turned_quotes
from twosource.connect.missed import missed
from twosource.connect.once import announced_twice, dated_twice
from twosource.connect.origins import origins
from twosource.connect.pairs import pairs
from twosource.connect.points import layout
from twosource.connect.polarity import denials, polarity_conflicts
from twosource.connect.replies import replies
from twosource.connect.ruled import marked
from twosource.connect.sameness import together
from twosource.connect.scene import scene
from twosource.connect.searched import heard
from twosource.connect.turns import turns
from twosource.connect.weighed import Sharing
from twosource.model.codec import Record, content_id
from twosource.model.ledger import Agreement, Alteration, Change, Compared, Conflict, Dossier, Entry, NotCompared
from twosource.model.search import Heard


def told(key: str, records: Sequence[Record], sharing: Sharing = map) -> Iterable[Record]:
    """The origins of a matter, and for each of its stories what copies altered and what is said.

    `sharing` shares out among processors what a network is asked about a story.
    """
    del key
    found = list(origins("", records))
    yield from found
    for dossier in dossiers("", [*records, *found]):
        altered = list(alterations(dossier))
        yield from marked(altered, dossier.rulings)
        yield from ledger(dossier, altered, sharing)


def ledger(
    dossier: Dossier, altered: Sequence[Alteration] = (), sharing: Sharing = map
) -> Iterable[Entry | Heard | Conflict | Agreement | Change | NotCompared | Compared]:
    """Entries, conflicts, agreements and changes of one story, and what was not compared; `altered` is what copies changed."""
    laid_out = scene(dossier)
    points = layout(laid_out)
    same = together(points, sharing)
    every = called_alike(laid_out, figures(laid_out), sharing)
    told, echo_of = without_echoes(laid_out, every)
    judged = [judge(pair) for pair in pairs(laid_out, told, sharing)]
    times = clocked(laid_out)
    copies = copies_of(every, echo_of)
    steps = changes(laid_out, judged)
    moved = list(carried(steps, copies))
    found = [
        *carried(superseded(conflicts(laid_out, judged), steps), copies),
        *times.conflicts,
        *dated_twice(points),
        *announced_twice(points),
        *polarity_conflicts(points, [*denials(points, (alteration.to for alteration in altered)), *replies(points)], same),
        *attribution_conflicts(laid_out, laid_out.sayings),
        *turned_quotes(laid_out, [point.saying for point in points.points]),
    ]
    opposed = marked(found, dossier.rulings)
    drawn = lines(laid_out, judged, echo_of, Extra(every, points, same, said_together(points, times.same)))
    entered = list(marked(entries(laid_out, drawn, opposed), dossier.rulings))
    yield from entered
    yield from heard(laid_out, entered)
    yield from (with_entries(conflict, drawn) for conflict in opposed)
    quoted = utterances(points)
    agreed = (*agreements(laid_out, judged), *times.agreements, *quoted, *statements(points, same, quoted))
    yield from marked(agreed, dossier.rulings)
    yield from marked((*moved, *turns(points, same, moved)), dossier.rulings)
    yield from missed(laid_out, told, judged)
    held = len(judged) + times.pairs + len(points.pairs)
    yield Compared(id=content_id("compared", laid_out.story), story=laid_out.story, pairs=held)
