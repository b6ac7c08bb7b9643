"""The pages in a browser: narrow, zoomed, without scripts, by keyboard, in dark, and on paper."""

import os
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import ROOT
from twosource.desk import Briefed
from twosource.desk.audited import Labelled, audit_files, draft_at
from twosource.engine.local import LocalEngine
from twosource.model.report import Given
from twosource.tell.export.audited.page import page as audit_page
from twosource.tell.export.page import page

sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install playwright")
CHROMIUM = (
    os.environ.get("TWOSOURCE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

#: The contrast of every text that is shown with the background behind it, after WCAG 2; the worst first.
CONTRAST = """() => {
  const rgb = words => { const found = words.match(/[\\d.]+/g).map(Number); return found.length < 4 ? [...found, 1] : found; };
  const part = value => { value /= 255; return value <= .03928 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  const behind = element => { for (; element; element = element.parentElement) {
    const colour = rgb(getComputedStyle(element).backgroundColor); if (colour[3] > 0) return colour; } return [255, 255, 255, 1]; };
  const worst = {};
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
    const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (contrast < 4.5) worst[element.tagName + '.' + element.className] = contrast;
  }
  return worst;
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator["sync_api.Browser"]:
    """One browser for all tests."""
    if not CHROMIUM:
        pytest.skip("no chromium found; name one with TWOSOURCE_CHROMIUM")
    with sync_api.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(demo: Briefed, tmp_path_factory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "briefing.html"
    path.write_text(page(demo.briefing, demo.annotated.reports), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="session")
def audit_address(tmp_path_factory) -> str:
    """The page of an audit with faults of many kinds."""
    golden = ROOT / "tests" / "golden"
    draft = draft_at(golden / "drafts" / "westmere-faulty.md", Given())
    held = audit_files(draft, Labelled([golden / "stories" / "westmere"]), Given(), LocalEngine())
    path: Path = tmp_path_factory.mktemp("page") / "audit.html"
    path.write_text(audit_page(held.audit, held.draft, held.annotated.reports), encoding="utf-8")
    return path.as_uri()


def shown(browser, address: str, *, width: int = 1280, **options) -> "sync_api.Page":
    opened = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    opened.goto(address)
    return opened


def overflow(opened) -> int:
    return opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_no_request_leaves_the_machine_and_nothing_is_complained_of(browser, address):
    opened = browser.new_context().new_page()
    asked, said = [], []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(address)
    assert asked == [address]
    assert said == []


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
@pytest.mark.parametrize("opens", [False, True], ids=["closed", "opened"])
def test_nothing_runs_out_of_the_page_at_any_width(browser, address, width, opens):
    opened = shown(browser, address, width=width)
    if opens:
        opened.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert overflow(opened) <= 0


def test_nothing_runs_out_of_the_page_when_text_is_twice_as_large(browser, address):
    opened = shown(browser, address, width=640)
    opened.add_style_tag(content="html{font-size:200%!important}")
    assert overflow(opened) <= 0


def test_the_page_needs_no_scripts(browser, address):
    opened = shown(browser, address, java_script_enabled=False)
    assert opened.locator("h1").inner_text()
    summary = opened.locator("summary").first
    summary.click()
    assert opened.locator("details[open]").count() >= 1


def test_a_link_leads_to_the_words_and_marks_them_whole(browser, address):
    opened = shown(browser, address)
    link = opened.locator(".side blockquote footer a").first
    name = link.get_attribute("href")[1:]
    link.click()
    target = opened.locator(f"[id='{name}']")
    assert target.is_visible()
    plain, marked = opened.evaluate(
        "name => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.getElementById(name)).backgroundColor]", name
    )
    assert plain != marked


def test_the_keyboard_opens_every_detail_and_focus_is_seen(browser, address):
    opened = shown(browser, address)
    unreachable = opened.evaluate("[...document.querySelectorAll('summary')].filter(one => one.tabIndex < 0).length")
    assert unreachable == 0
    for place in range(0, opened.locator("summary").count(), 25):
        summary = opened.locator("summary").nth(place)
        before = summary.evaluate("one => one.parentElement.open")
        summary.evaluate(
            "one => { for (let up = one.parentElement.parentElement; up; up = up.parentElement) if (up.open === false) up.open = true; }"
        )
        summary.focus()
        opened.keyboard.press("Enter")
        assert summary.evaluate("one => one.parentElement.open") != before
    opened.keyboard.press("Tab")
    assert opened.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_the_first_tab_offers_to_skip_to_the_briefing(browser, address):
    opened = shown(browser, address)
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    assert opened.evaluate("document.activeElement.getBoundingClientRect().left") >= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(browser, address, scheme):
    opened = shown(browser, address, color_scheme=scheme)
    opened.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert opened.evaluate(CONTRAST) == {}


def test_headings_go_down_one_step_at_a_time_and_every_part_has_a_name(browser, address):
    opened = shown(browser, address)
    levels = opened.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert opened.evaluate("[...document.querySelectorAll('a')].filter(one => !one.textContent.trim() && !one.ariaLabel).length") == 0


def test_paper_has_every_cite_and_what_stood_behind_a_click(browser, address):
    opened = shown(browser, address)
    cites = opened.locator(".cited").count()
    opened.emulate_media(media="print")
    assert opened.locator(".cited").count() == cites > 100
    hidden = opened.evaluate(
        "[...document.querySelectorAll('.told details:not([open])')].filter(one => one.children[1] && !one.children[1].checkVisibility()).length"
    )
    assert hidden == 0
    assert opened.evaluate("[...document.querySelectorAll('.own')].filter(one => !one.checkVisibility()).length") == 0


def test_charts_keep_their_labels_apart(browser, address):
    for width in (320, 768, 1280):
        opened = shown(browser, address, width=width)
        overlaps = opened.evaluate(
            """() => [...document.querySelectorAll('.plot')].flatMap(plot => {
                 const boxes = [...plot.querySelectorAll('p')].map(one => one.getBoundingClientRect());
                 return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
                   a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1).map(() => plot.ariaLabel));
               })"""
        )
        assert overlaps == []


def test_no_request_leaves_the_page_of_an_audit_and_nothing_is_complained_of(browser, audit_address):
    opened = browser.new_context().new_page()
    asked, said = [], []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(audit_address)
    assert (asked, said) == ([audit_address], [])


@pytest.mark.parametrize("width", [320, 360, 768, 992, 1024, 1280])
def test_nothing_runs_out_of_the_page_of_an_audit(browser, audit_address, width):
    opened = shown(browser, audit_address, width=width)
    opened.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert overflow(opened) <= 0
    for place in range(0, opened.locator(".v").count(), 3):
        opened.locator(".v").nth(place).focus()
        assert overflow(opened) <= 0


def test_an_audit_holds_together_when_text_is_twice_as_large(browser, audit_address):
    opened = shown(browser, audit_address, width=640)
    opened.add_style_tag(content="html{font-size:200%!important}")
    assert overflow(opened) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_of_an_audit_stands_out_from_its_ground(browser, audit_address, scheme):
    opened = shown(browser, audit_address, color_scheme=scheme)
    opened.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert opened.evaluate(CONTRAST) == {}


def test_notes_stand_beside_their_words_where_there_is_room_and_below_them_where_not(browser, audit_address):
    boxes = "[...document.querySelectorAll('.note')].map((note, i) => [note, document.querySelector(`a.n[href='#n${i + 1}']`)].map(one => one.getBoundingClientRect()))"
    wide = shown(browser, audit_address).evaluate(boxes)
    assert all(note["left"] > mark["right"] for note, mark in wide)
    narrow = shown(browser, audit_address, width=600).evaluate(boxes)
    assert all(note["top"] >= mark["top"] and note["left"] < 100 for note, mark in narrow)


def test_no_two_notes_of_an_audit_overlap(browser, audit_address):
    for width in (320, 1000, 1280):
        tops = shown(browser, audit_address, width=width).evaluate(
            "[...document.querySelectorAll('.note')].map(one => one.getBoundingClientRect()).map(box => [box.top, box.bottom])"
        )
        assert all(below[0] >= above[1] for above, below in pairwise(tops))


def test_faulty_words_are_marked_by_more_than_colour(browser, audit_address):
    opened = shown(browser, audit_address)
    lines = opened.evaluate("[...document.querySelectorAll('.sheet mark')].map(one => getComputedStyle(one).textDecorationLine)")
    assert lines
    assert set(lines) == {"underline"}


def test_a_note_leads_to_the_words_in_the_report_without_scripts(browser, audit_address):
    opened = shown(browser, audit_address, java_script_enabled=False)
    link = opened.locator(".note .whose a").first
    name = link.get_attribute("href")[1:]
    link.click()
    assert opened.locator(f"[id='{name}']").is_visible()


def test_the_verdict_of_a_sentence_shows_when_it_is_pointed_at_or_tabbed_to(browser, audit_address):
    opened = shown(browser, audit_address)
    sign = opened.locator(".v").first
    size = "one => one.querySelector('.word').getBoundingClientRect().width"
    assert sign.evaluate(size) <= 1
    sign.focus()
    assert sign.evaluate(size) > 30
    opened.evaluate("document.activeElement.blur()")
    first = opened.locator(".s:has(+ .v)").first
    first.scroll_into_view_if_needed()
    box = first.evaluate("one => one.getClientRects()[0]")
    opened.mouse.move(box["left"] + 5, box["top"] + box["height"] / 2)
    assert opened.locator(".s:has(+ .v) + .v").first.evaluate(size) > 30


def test_paper_has_every_note_and_the_signs(browser, audit_address):
    opened = shown(browser, audit_address)
    opened.emulate_media(media="print")
    assert opened.evaluate("[...document.querySelectorAll('.note, .v .sign')].filter(one => !one.checkVisibility()).length") == 0
    assert opened.evaluate("[...document.querySelectorAll('.v .word')].filter(one => one.checkVisibility()).length") == 0


def test_headings_of_an_audit_go_down_one_step_at_a_time_and_every_link_has_a_name(browser, audit_address):
    opened = shown(browser, audit_address)
    levels = opened.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert opened.evaluate("[...document.querySelectorAll('a')].filter(one => !one.textContent.trim() && !one.ariaLabel).length") == 0


def test_the_first_tab_of_an_audit_offers_to_skip_to_the_draft(browser, audit_address):
    opened = shown(browser, audit_address)
    opened.keyboard.press("Tab")
    assert opened.evaluate("[document.activeElement.className, document.activeElement.getAttribute('href')]") == ["skip", "#draft"]
