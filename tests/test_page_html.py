"""The page of a briefing: hostile words stay words, every link has its target, every target is exactly the words it cites."""

from collections import Counter, defaultdict
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from telling import annotated, briefed, cites_of, conflict, entry, hostile
from twosource.desk import Briefed
from twosource.model.ledger import ConflictStatus, Ground, GroundKind, Origin, Standing
from twosource.model.report import Passage, PassageKind, Report, Span
from twosource.model.telling import Briefing
from twosource.tell.export.page import page
from twosource.tell.export.passages import Cited, blocks
from twosource.tell.export.templating import web_address

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</style><b>",
    "' onmouseover='x",
    "{{ 7 * 7 }}{% raw %}",
    "<!-- -->]]>&amp;&lt;",
    "\u202eelcitra\x00\x1b[31m\r\n",
    "https://x.example/\"onload='x",
)
words = st.sampled_from(HOSTILE) | st.text(max_size=40)
texts = st.lists(words, min_size=1, max_size=4).map("\n\n".join)
ALLOWED = {"html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "h4", "nav", "ol", "ul", "li", "main"} | {
    "section", "div", "aside", "article", "details", "summary", "span", "b", "i", "q", "blockquote", "footer", "table", "thead", "tbody",
    "tr", "th", "td", "code", "figure", "figcaption", "svg", "path",
}  # fmt: skip


class Seen(HTMLParser):
    """What a browser would find: elements, links, ids, and the text of every cited run, its pieces joined."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words: dict[str, str] = defaultdict(str)
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.tags[tag] += 1
        self.attributes.update(named.keys())
        if "href" in named:
            self.links.append(named["href"])
        if "id" in named:
            self.ids.append(named["id"])
        cited = "cited" in (named.get("class") or "").split()
        if tag not in {"meta", "path"}:
            self._open.append((tag, (named.get("id") or named.get("data-of")) if cited else None))

    def handle_endtag(self, tag):
        if tag != "path":
            assert self._open.pop()[0] == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        for _, key in self._open:
            if key:
                self.words[key] += data


def spans_in(text: str, draw) -> list[Span]:
    pairs = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=6))
    return [Span(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, words, st.data())
def test_hostile_words_stay_words_wherever_they_stand(text, word, data):
    seen = Seen(page(*hostile(text, word, spans_in(text, data.draw))))
    assert set(seen.tags) <= ALLOWED
    assert not [name for name in seen.attributes if name.startswith("on") or name in {"src", "srcset", "action", "formaction"}]
    for link in seen.links:
        assert link.startswith(("#", "http://", "https://"))
    assert seen.tags["style"] == 1
    assert_links_lead_somewhere(seen)


def assert_links_lead_somewhere(seen: Seen) -> None:
    assert not [name for name, number in Counter(seen.ids).items() if number > 1]
    assert not {link[1:] for link in seen.links if link.startswith("#")} - set(seen.ids)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.data())
@example("ab\r\ncd\x00ef", None)
def test_every_target_is_exactly_its_words_also_where_cites_cross(text, data):
    spans = spans_in(text, data.draw) if data else [Span(0, 5), Span(3, 9), Span(1, 2)]
    briefing, reports = hostile(text, "x", spans)
    seen = Seen(page(briefing, reports))
    for number, (report, _) in enumerate(reports, start=1):
        for span in spans:
            exact = report.text[span.start : span.end].replace("\0", "\ufffd").encode("utf-8", "replace").decode()
            assert seen.words[f"r{number}-{span.start}-{span.end}"] == exact


def test_every_cite_of_the_demo_can_be_followed_to_its_words(demo: Briefed):
    seen = Seen(page(demo.briefing, demo.annotated.reports))
    assert_links_lead_somewhere(seen)
    number_of = {report.id: number for number, report in enumerate(demo.briefing.reports, start=1)}
    entries = [entry for story in demo.briefing.stories for entry in story.entries]
    for cite in (cite for one in entries for cite in one.cites):
        assert seen.words[f"r{number_of[cite.report]}-{cite.start}-{cite.end}"] == cite.exact


def test_the_blocks_of_a_report_are_its_text_and_a_cite_may_run_over_paragraphs():
    text = "Menu\n\nThe ferry sank.\n\nNine died <there>."
    kinds = (PassageKind.FURNITURE, PassageKind.BODY, PassageKind.BODY)
    passages = tuple(Passage(start, end, kind) for (start, end), kind in zip(((0, 4), (6, 21), (23, 41)), kinds, strict=True))
    report = Report(id="report-1", path="a", paths=("a",), text=text, passages=passages)
    found = blocks(report, 1, [Cited(Span(6, 30))])
    assert [block.kind for block in found] == ["silent", "", ""]
    seen = Seen("".join(f"<p>{block.markup}</p>" for block in found))
    assert seen.words["r1-6-30"] == text[6:30]
    assert found[1].cites == [Span(6, 30)]
    assert found[2].cites == []


def test_a_report_of_many_cites_is_set_in_time_that_grows_with_it():
    text = "The ferry sank off Lund. " * 8000
    report = Report(id="report-1", path="a", paths=("a",), text=text, passages=(Passage(0, len(text), PassageKind.BODY),))
    cited = [Cited(Span(at, at + 40)) for at in range(0, len(text) - 40, 10)]
    assert len(Seen("".join(block.markup for block in blocks(report, 1, cited))).words) == len(cited)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://x.example/a", "https://x.example/a"),
        ("javascript:alert(1)", None),
        ("JavaScript://x.example/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("//x.example", None),
        ("https:", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url, link):
    assert web_address(url) == link


TEXT = "Nine people died, police said. The mayor said it was twelve."
SPANS = [Span(0, 16), Span(31, 59)]


def story_of_two(**lists):
    first, second = (annotated(TEXT, number=number, spans=SPANS, outlet=f"Post {number}") for number in (1, 2))
    cites = [*cites_of(first[0], SPANS), *cites_of(second[0], SPANS)]
    made = {key: value([first, second], cites) for key, value in lists.items()}
    return page(briefed([first, second], **made), [first, second])


def test_a_line_opens_to_which_reports_share_an_origin_and_on_what_ground():
    ground = Ground(GroundKind.COPY, "92% of Post 2's text stands in Post 1's", ())
    html = story_of_two(
        origins=lambda reports, _: (Origin("origin-1", tuple(report.id for report, _ in reports), why=(ground,)),),
        entries=lambda _, cites: (entry("Nine people died, police said.", cites),),
    )
    assert "Reports 1 and 2 share <a" in html
    assert "92% of Post 2&#39;s text stands in Post 1&#39;s." in html


def test_reports_that_share_nothing_are_said_to():
    html = story_of_two(entries=lambda _, cites: (entry("Nine people died.", cites, Standing.CORROBORATED, origins=("o-1", "o-2")),))
    assert "Reports 1 and 2 share no origin with each other." in html
    assert "<b>two origins</b>" in html


def test_a_settled_conflict_stands_behind_the_open_ones():
    html = story_of_two(
        conflicts=lambda _, cites: (
            conflict("people killed", ("nine", cites[:1]), ("twelve", cites[1:2])),
            conflict("people missing", ("two", cites[:1]), ("three", cites[1:2]), status=ConflictStatus.SUPERSEDED),
        )
    )
    assert "1 earlier conflict, settled by later reports" in html
    assert "Neither is marked as right." in html


def test_both_sides_of_a_conflict_are_set_alike_and_only_the_differing_words_stand_out():
    html = story_of_two(conflicts=lambda _, cites: (conflict("toll", ("nine", cites[:1]), ("twelve, " * 12, cites[3:])),))
    sides = html.split('class="sides spoken"')[1].split("</article>")[0]
    assert sides.count('<div class="side">') == 2
    assert (
        story_of_two(conflicts=lambda _, cites: (conflict("toll", ("Nine", cites[:1]), ("twelve", cites[3:])),)).count("<b>Nine</b>") == 1
    )


def test_beside_a_passage_stand_the_reports_that_say_the_same_and_those_that_differ():
    html = story_of_two(
        entries=lambda _, cites: (entry("Nine people died.", [cites[0], cites[2]]),),
        conflicts=lambda _, cites: (conflict("toll", ("nine", [cites[0]]), ("twelve", [cites[3]])),),
    )
    assert "”</span> also in" in html
    assert "”</span> others differ" in html


def test_the_page_is_one_file_that_asks_nobody_for_anything(demo: Briefed):
    html = page(demo.briefing, demo.annotated.reports)
    assert "default-src 'none'" in html
    assert not {"script", "link", "img", "iframe", "form"} & set(Seen(html).tags)
    assert "url(" not in html.split("</style>")[0]


def test_the_page_says_that_a_report_bears_no_date_and_where_a_date_comes_from(demo: Briefed):
    html = page(demo.briefing, demo.annotated.reports)
    assert "bears no date" in html
    assert "from its dateline" in html


def test_the_page_of_nothing_still_says_so():
    assert "No report could be read" in page(Briefing(reports=(), failures=(), stories=()), [])


@pytest.mark.parametrize("word", ["verified ", "fake", "confidence", " AI ", "truth"])
def test_the_page_uses_none_of_the_words_that_judge(demo: Briefed, word):
    html = page(demo.briefing, demo.annotated.reports).split("</style>")[1].split('id="sources"')[0]
    assert word not in html.replace("unverified ", "").replace("Unverified ", "").replace("not be verified", "")
