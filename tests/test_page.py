"""Bytes in, a report out: encodings, web pages, metadata by rank, and what holds for every text."""

import pytest
from hypothesis import example
from hypothesis import given as over
from hypothesis import strategies as st

from twosource.errors import NotAnArticle, ReadError, TooLarge, TwosourceError, UnknownEncoding
from twosource.model.report import SILENT, Download, Given, PassageKind, Report
from twosource.read.page import LONGEST, read_page

STORY = "The ferry sank on Tuesday in calm water, officials said. Nine people are missing, and the owner has called in divers."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ferry sinks off Lund - Lund Post</title>
<link rel="canonical" href="https://lundpost.example/ferry">
<meta property="og:site_name" content="Lund Post"><meta property="og:title" content="Ferry sinks off Lund">
<meta property="article:published_time" content="2024-03-12T10:05:00+01:00"><meta name="author" content="Mara Lind">
</head><body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Ferry sinks off Lund</h1>
<p>{STORY}</p><h2>Slow rescue</h2><p>The first boat came after an hour, said the mayor, Orla Brand, who was on the quay.</p>
<p>The inquiry opens on Friday, and &ldquo;nobody will be spared&rdquo;, she said in a letter to the families of those on board.</p>
</article><footer>© 2024 Lund Post</footer></body></html>"""


def read(body: bytes | str, *, html: bool = False, said: Given = Given()) -> Report:  # noqa: B008 - frozen
    data = body.encode() if isinstance(body, str) else body
    return next(iter(read_page(Download(id="d", path="a.txt", body=data, media="text/html" if html else "text/plain", given=said))))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "“Zoë sank,” he said…\r\n\tNobody knew.\r\n"),
        ("utf-8-sig", "“Zoë sank,” he said."),
        ("utf-16", "The ferry “Zoë” sank on Tuesday."),
        ("utf-16-be", "The ferry sank on Tuesday.\nNobody knew."),
        ("utf-32", "The ferry sank."),
        ("cp1252", "“The ferry Zoë sank,” he said – on Tuesday…"),
        ("koi8-r", "Паром затонул во вторник, сообщили чиновники. Погибли девять человек, сказал он журналистам. " * 3),
    ],
)
def test_the_text_is_what_was_written_whatever_the_encoding(encoding, text):
    assert read(text.encode(encoding)).text == text


def test_a_stray_nul_and_a_broken_character_are_kept_as_damage():
    assert read(b"The ferry\x00 sank on Tuesday.").text == "The ferry\x00 sank on Tuesday."
    assert read("Zoë sänk, så säger man i Lünd på tisdag ä ö ü é à è ñ ø å æ œ ß.".encode() + b" \xff").text.startswith("Zoë sänk")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", NotAnArticle),
        (b" \r\n\t\n", NotAnArticle),
        (b"\xef\xbb\xbf", NotAnArticle),
        (bytes(range(256)) * 4, UnknownEncoding),
        (b"%PDF-1.7 ...", UnknownEncoding),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), UnknownEncoding),
        (b"x\n" * 600_000, TooLarge),
    ],
    ids=["empty", "blank", "only a mark", "binary", "pdf", "png", "too many lines"],
)
def test_what_is_no_report_says_so_in_one_line(body, error):
    with pytest.raises(error) as raised:
        read(body)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 140


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html>",
        "<html><body><div id='app'></div><script>" + "var ferry = 'The ferry sank.';" * 500 + "</script></body></html>",
        "<html><body>" + "<div>" * 20_000 + "x",
        "<p>" + "&amp;lt;" * 20_000,
    ],
    ids=["nothing", "no body", "all script", "deep", "entities"],
)
def test_a_page_without_prose_is_refused(page):
    with pytest.raises(ReadError):
        read(page, html=True)


def test_a_web_page_gives_its_article_and_what_its_head_says():
    report = read(PAGE, html=True)
    assert report.text.startswith(f"Ferry sinks off Lund\n\n{STORY}\n\nSlow rescue\n\n")
    assert "Sport" not in report.text
    assert [passage.kind for passage in report.passages] == ["headline", "body", "subheading", "body", "body"]
    assert (report.headline, report.outlet, report.byline) == ("Ferry sinks off Lund", "Lund Post", "Mara Lind")
    assert (report.published, report.published_basis) == ("2024-03-12T09:05:00Z", "metadata")
    assert (report.url, report.language) == ("https://lundpost.example/ferry", "en")


def test_linked_data_states_headline_outlet_and_date():
    data = '{"@graph": [{"@type": "NewsArticle", "headline": "Ferry sinks", "datePublished": "2024-03-12", "publisher": {"name": "Lund Post"}}]}'
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><article><p>{STORY}</p><p>{STORY[::-1]} x.</p></article>'
    report = read(page, html=True)
    assert (report.headline, report.outlet, report.published) == ("Ferry sinks", "Lund Post", "2024-03-12")


@pytest.mark.parametrize("data", ["[" * 50_000, "{", '{"@type": ["NewsArticle"], "headline": 7, "publisher": [3]}', '"x"'])
def test_broken_linked_data_costs_nothing_but_itself(data):
    assert read(PAGE.replace("</head>", f'<script type="application/ld+json">{data}</script></head>'), html=True).outlet == "Lund Post"


def test_an_element_with_attributes_without_end_is_read():
    attributes = " ".join(f'a{number}="{number}"' for number in range(30_000))
    assert STORY in read(PAGE.replace("<p>", f"<p {attributes}>", 1), html=True).text


def test_half_a_surrogate_pair_in_linked_data_is_shown_as_damage():
    data = r'{"@type": "NewsArticle", "headline": "Ferry \ud800 sinks", "author": {"name": "Mara \udfff"}, "publisher": {"name": "\ud83d Post"}}'
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><article><p>{STORY}</p><p>{STORY}</p></article>'
    report = read(page, html=True)
    assert report.headline == "Ferry ? sinks"
    assert report.id


@pytest.mark.parametrize("date", ["2024-01-01T00:00:00+99:99", "9999-12-31T23:59:59-12:00", "0001-01-01", "2024-13-45"])
def test_a_nonsense_date_in_the_head_costs_the_page_nothing_but_itself(date):
    report = read(PAGE.replace("2024-03-12T10:05:00+01:00", date), html=True)
    assert STORY in report.text
    assert report.published in {None, "2024-01-01"}


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "undefined", "punycode", "idna", "rot13", "hex", "nosuch"])
def test_a_declared_encoding_that_is_none_is_passed_over(charset):
    page = PAGE.replace("<head>", f'<head><meta charset="{charset}">').replace("ferry sank", r"ferry \ud800 +2AA- “sank”")
    assert r"ferry \ud800 +2AA- “sank”" in read(page, html=True).text


def test_a_declared_encoding_is_heeded():
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("ferry sank", "Zoë sank")
    assert "Zoë sank" in read(page.encode("cp1252"), html=True).text


def test_what_the_user_says_outranks_the_page():
    said = Given(url="https://x.example/1", outlet="Post", published="2020-01-01", headline="Other", byline="Jo Roe", language="no")
    report = read(PAGE, html=True, said=said)
    assert (report.url, report.outlet, report.headline, report.byline, report.language) == (
        "https://x.example/1",
        "Post",
        "Other",
        "Jo Roe",
        "no",
    )
    assert (report.published, report.published_basis) == ("2020-01-01", "given")


@pytest.mark.parametrize(
    ("text", "published", "basis"),
    [
        ("LUND, March 12, 2024 (AP) - The ferry sank on Tuesday.\nNobody knew.", "2024-03-12", "dateline"),
        ("LUND, March 12 (AP) - The ferry sank on Tuesday.\nNobody knew.", None, None),
        (
            "Ferry sinks off Lund\nUpdated: 13 March 2024\nPublished: 12 March 2024\n\nThe ferry sank on Tuesday, they said.",
            "2024-03-12",
            "text",
        ),
        ("Ferry sinks off Lund\n\nThe ferry sank on Tuesday, they said.\n\n14 March 2024", None, None),
        ("Ferry sinks off Lund\n\nThe ferry sank on 12 March 2024, they said.", None, None),
    ],
)
def test_a_date_is_taken_only_where_the_report_states_it_in_full(text, published, basis):
    report = read(text)
    assert (report.published, report.published_basis) == (published, basis)


def test_an_unknown_stays_unknown():
    report = read("The ferry sank.")
    assert (report.headline, report.byline, report.outlet, report.published, report.language, report.url) == (None,) * 6


@pytest.mark.parametrize(
    ("text", "language"), [(STORY, "en"), ("Die Fähre ist am Dienstag bei ruhiger See gesunken, sagte die Polizei.", "de"), ("Lund.", None)]
)
def test_the_language_is_told_where_there_is_enough_to_tell_by(text, language):
    assert read(text).language == language


def test_identity_is_the_url_else_outlet_date_and_text_and_never_the_path():
    one = next(iter(read_page(Download(id="1", path="a.txt", body=STORY.encode()))))
    other = next(iter(read_page(Download(id="2", path="b.txt", body=STORY.encode("utf-16")))))
    assert one.id == other.id
    assert read(STORY, said=Given(outlet="Post")).id != one.id
    assert read(STORY, said=Given(url="https://x.example")).id == read(STORY + " More.", said=Given(url="https://x.example")).id


@over(
    st.text(max_size=400)
    | st.lists(st.sampled_from(["Ferry sinks", "READ MORE", "Lund.", "", "[1] A [2] B", "By Mara Lind", "X Twitter", "X", STORY])).map(
        "\n".join
    )
)
@example("x\x85y\u2028z\x0b\x0cw")
@example("[1]\n[1] a\n[2] b")
def test_passages_and_sentences_keep_their_promises(text):
    try:
        report = read(text.encode("utf-8", "surrogatepass"))
    except TwosourceError:
        return
    end = 0
    for passage in report.passages:
        assert end <= passage.start < passage.end <= len(report.text)
        assert report.text[passage.start : passage.end].strip() == report.text[passage.start : passage.end]
        end = passage.end
    spoken = [passage for passage in report.passages if passage.kind not in SILENT]
    for sentence in report.sentences:
        assert any(passage.start <= sentence.start < sentence.end <= passage.end for passage in spoken)
    assert [*report.sentences] == sorted(set(report.sentences))


@over(st.text(alphabet=st.sampled_from("<>/pdiv &;\"'=abc \n"), max_size=300))
def test_no_markup_breaks_the_reader(page):
    try:
        read(f"<html><body>{page}<p>{STORY}</p>", html=True)
    except TwosourceError:
        return


@pytest.mark.parametrize("piece", [STORY + " ", STORY + "\n\n", "Ferry sinks off Lund\n", "[1] A [2] B\n", '"I saw it," he said.\n', "a, "])
def test_the_longest_text_is_read_to_its_end(piece):
    text = piece * (LONGEST // len(piece))
    report = read(text)
    assert report.text == text
    assert report.passages[-1].end == len(text.rstrip())


def test_nothing_is_said_in_furniture():
    report = read("Ferry sinks off Lund\n\nThe ferry sank on Tuesday, they said.\n\nREAD MORE\n")
    assert report.passages[-1].kind is PassageKind.FURNITURE
    assert [report.text[sentence.start : sentence.end] for sentence in report.sentences] == [
        "Ferry sinks off Lund",
        "The ferry sank on Tuesday, they said.",
    ]
