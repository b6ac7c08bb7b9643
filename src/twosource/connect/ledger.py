"""The ledger of a story: what is said, by whom, how well it is borne out, what stands against what."""

from collections.abc import Iterable

from twosource.connect.agree import agreements
from twosource.connect.align import pairs
from twosource.connect.change import changes
from twosource.connect.conflict import conflicts
from twosource.connect.judge import judge, without_echoes
from twosource.connect.measures import figures
from twosource.connect.scene import scene
from twosource.model.ledger import Agreement, Change, Compared, Conflict, Dossier, Entry, NotCompared


def ledger(dossier: Dossier) -> Iterable[Entry | Conflict | Agreement | Change | NotCompared | Compared]:
    """Entries, conflicts, agreements and changes of one story, and what was not compared."""
    laid_out = scene(dossier)
    told, _ = without_echoes(laid_out, figures(laid_out))
    judged = [judge(pair) for pair in pairs(laid_out, told)]
    yield from conflicts(laid_out, judged)
    yield from agreements(laid_out, judged)
    yield from changes(laid_out, judged)
