"""Bytes to text: the encoding that the bytes declare, else the one that they bear out."""

import codecs
import re

from charset_normalizer import from_bytes

from twosource.errors import NotAnArticle, UnknownEncoding

#: Byte order marks, the longer before the shorter.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: First bytes of what is often taken for text by its name.
FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE
)
#: The web's own reading of these labels (WHATWG Encoding Standard).
LABELS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "cp932",
    "iso-8859-9": "cp1254",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
#: Python's codecs that are no encodings of pages, and the one that the web has given up.
NO_CHARSETS = frozenset(
    ("utf-7", "utf7", "unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape", "idna", "punycode")
)
CONTROL = bytes(set(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B})
UNUSED_1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
SAMPLE = 1 << 18


def decode(body: bytes, *, html: bool = False) -> str:
    """The text of the bytes, without a byte order mark and otherwise unchanged.

    Raises `NotAnArticle` when there is nothing in them, `UnknownEncoding` when they are no text.
    """
    if not body.strip():
        raise NotAnArticle("the file is empty")
    for mark, encoding in MARKS:
        if body.startswith(mark):
            return _text(_decoded(body[len(mark) :], encoding))
    _refuse_formats(body)
    for candidate in (_wide(body), _declared(body) if html else None, "utf-8"):
        if candidate and (text := _strict(body, candidate)) is not None:
            return _text(text)
    _refuse_binary(body)
    return _text(_guessed(body))


def _refuse_formats(body: bytes) -> None:
    for magic, name in FORMATS:
        if body.startswith(magic):
            raise UnknownEncoding(f"this is {name}, not a text; save the report as text or HTML")


def _refuse_binary(body: bytes) -> None:
    sample = body[:SAMPLE]
    _refuse_controls(len(sample) - len(sample.translate(None, CONTROL)), len(sample))


def _refuse_controls(controls: int, length: int) -> None:
    """A stray control character is damage; one in fifty, and more than a few, are no text."""
    if controls * 50 > length and (controls > 4 or controls * 5 > length):
        raise UnknownEncoding("this is binary, not a text; save the report as text or HTML")


def _text(text: str) -> str:
    """The text, if it is one: UTF-8 can hold a binary file too."""
    if not text.strip():
        raise NotAnArticle("the file is empty")
    sample = text[:SAMPLE]
    _refuse_controls(sum(char < " " and ord(char) in CONTROL for char in sample), len(sample))
    return text


def _decoded(body: bytes, encoding: str) -> str:
    """The text of bytes whose mark names their encoding; a damaged character is shown as such."""
    return body.decode(encoding, errors="replace")


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeError, LookupError, ValueError):  # a label can name any codec of Python, "undefined" among them
        return None


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: in western text every second byte is NUL."""
    sample = body[:4096]
    if len(sample) < 8 or len(body) % 2:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.05 else None


def _declared(body: bytes) -> str | None:
    """What the page's head says of its encoding."""
    match = DECLARED.search(body[:4096])
    if match is None:
        return None
    label = (match[1] or match[2]).decode("ascii", "ignore").lower()
    return None if label.startswith("utf-16") or label in NO_CHARSETS else LABELS.get(label, label)


def _guessed(body: bytes) -> str:
    """Damaged UTF-8, Windows-1252, or the best guess there is."""
    healed = body.decode("utf-8", errors="replace")
    damaged = healed.count("\ufffd")
    foreign = sum(byte >= 0x80 for byte in body[:SAMPLE])
    if damaged * 10 <= len(healed) - len(healed.encode("ascii", "ignore")):
        return healed  # at most one in ten of the characters beyond ASCII is broken: damage, not another encoding
    if foreign * 4 <= len(body[:SAMPLE]) and not any(byte in body for byte in UNUSED_1252):
        return body.decode("cp1252")
    best = from_bytes(body[:SAMPLE]).best()
    if best is None:
        raise UnknownEncoding("the text is in no encoding that we know; save it as UTF-8")
    return body.decode(best.encoding, errors="replace")
