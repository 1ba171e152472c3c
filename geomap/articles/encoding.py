"""Bytes to text: byte order marks and UTF-8 first, guessing last, binary never."""

from __future__ import annotations

import codecs
import logging
import re

from geomap.errors import ArticleError

_LOG = logging.getLogger(__name__)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # UTF-32 before UTF-16: the mark of the one begins like the mark of the other

_SIGNATURES = (
    (b"%PDF-", "a PDF; convert it to text first"),
    (b"PK\x03\x04", "a ZIP archive or office document; convert it to text first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; convert it to text first"),
    (b"{\\rtf", "a rich text document; convert it to text first"),
    (b"\x1f\x8b", "compressed; unpack it first"),
    (b"BZh", "compressed; unpack it first"),
    (b"\xfd7zXZ", "compressed; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed; unpack it first"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)

# Windows and Unix pages of the languages that news comes in; tried only when UTF-8 fails.
_LATIN_PAGES = ("cp1252", "cp1250", "iso8859_2", "cp1254")
_OTHER_PAGES = [
    "cp1251",
    "koi8_r",
    "koi8_u",
    "iso8859_5",
    "cp866",
    "cp1253",
    "cp1255",
    "cp1256",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
]
_ALPHABETS = (
    "äöüß",  # German
    "àâæçéèêëîïôœùûüÿ",  # French
    "áéíñóúü",  # Spanish
    "áâãàçéêíóôõúü",  # Portuguese
    "àéèìîóòùú",  # Italian
    "éèëïöüóáí",  # Dutch
    "åäöéæø",  # Swedish, Danish, Norwegian
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Slovene
    "ăâîşţ",  # Romanian
    "çğıöşüâîûİ",  # Turkish
)
"""Letters beyond ASCII, by language: text in the right page has those of one language."""

_SIGN_FOR_LETTER = re.compile("[^\\W\\d_][±¶¼¹¾]")
"""What ą, ś, ź, š, ž of ISO 8859-2 look like in the Windows pages."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.02  # of the first 64 KiB; random bytes have 10 %, text next to none
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_SAMPLE = 1 << 16


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text in ``data``, newlines as they are, a byte order mark left out.

    ``declared`` is an encoding that the document itself names (an HTML ``meta`` element); it is
    tried after UTF-8, which hardly ever decodes by accident.

    Raises
    ------
    ArticleError
        If the bytes are no text (the message names the format where it is known), if UTF-8 is
        broken (the message names the byte), or if the encoding can't be told.
    """
    encoding = encoding_of(data, declared=declared, complete=True)
    mark = next((mark for mark, _ in _MARKS if data.startswith(mark)), b"")
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"broken {encoding.upper()} at byte {error.start + len(mark):,}; save it again as UTF-8"
        ) from error


def encoding_of(data: bytes, *, declared: str | None = None, complete: bool = False) -> str:
    """The Python name of the encoding of ``data``; of its beginning unless ``complete``.

    Raises
    ------
    ArticleError
        As for `decode`, but bytes behind ``data`` may still turn out to be broken.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    refuse_binary(data)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=complete)
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data):
            raise ArticleError(
                f"broken UTF-8 at byte {error.start:,}; save it again as UTF-8"
            ) from error
        return _declared(data, declared) or _guess(data)
    return "utf-8"


def refuse_binary(data: bytes) -> None:
    """Raise an `ArticleError` that names the format if ``data`` is no text."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ArticleError(f"binary, not text: {what}")
    sample = data[:_SAMPLE]
    if any(sample.startswith(mark) for mark, _ in _MARKS):
        return
    if len(_CONTROLS.findall(sample)) > _CONTROL_SHARE * len(sample):
        raise ArticleError("binary, not text")


def _is_broken_utf8(data: bytes) -> bool:
    # Letters of a legacy page form UTF-8 sequences only by accident. Where most bytes above ASCII
    # do form them, the file was UTF-8, and guessing a page would turn it into gibberish.
    high = sum(byte > 0x7F for byte in data)  # noqa: PLR2004
    whole = sum(len(match) for match in _UTF8_SEQUENCE.findall(data))
    return whole * 2 > high


def _declared(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        data.decode(declared)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    return declared


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=[*_LATIN_PAGES, *_OTHER_PAGES]).best()
    if best is None:
        raise ArticleError("encoding unknown; save it again as UTF-8")
    page = str(best.encoding)
    if page in _LATIN_PAGES:
        # These differ in a few letters only, too few for the statistics of a short text.
        page = next((latin for latin in _LATIN_PAGES if _is_one_language(data, latin)), page)
    _LOG.info("not UTF-8, read as %s", page)
    return page


def _is_one_language(data: bytes, page: str) -> bool:
    text = data.decode(page, "replace")
    if _SIGN_FOR_LETTER.search(text):
        return False
    letters = {letter for letter in text if letter.isalpha() and not letter.isascii()}
    # The capital İ stands for itself: its small form is two characters.
    letters = {letter if letter == "İ" else letter.lower() for letter in letters}
    return any(letters.issubset(alphabet) for alphabet in _ALPHABETS)
