"""Text of files that other programs wrote, in whatever encoding."""

from __future__ import annotations

import codecs

from plaindesk.core.errors import DeskError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY = {
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1256": "windows-1256",
    "cp1257": "windows-1257",
    "iso8859_2": "iso-8859-2",
    "koi8_r": "koi8-r",
    "cp852": "cp852",
    "cp866": "cp866",
    "utf_16_le": "utf-16-le",
    "utf_16_be": "utf-16-be",
    "shift_jis": "shift-jis",
    "gb18030": "gb18030",
    "big5": "big5",
    "euc_kr": "euc-kr",
}
"""What spreadsheets write, by Python's name, and what people call it."""
_SAMPLE = 60


def decode(data: bytes, encoding: str | None) -> str:
    """Read bytes as text: in the encoding that is named or marked, else in UTF-8.

    Raises DeskError where that isn't it, and names the encoding that it looks like.
    Nothing is read by a guess.
    """
    named = encoding or next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    place = data.find(b"\0") if named == "utf-8" else -1  # UTF-16 without its mark is full of them
    try:
        if place < 0:
            return data.decode(named)
    except UnicodeDecodeError as error:
        place = error.start
    except (LookupError, UnicodeError):  # Python has some that decode nothing
        raise DeskError(
            f"'{encoding}' is no encoding that we know.",
            f"Such as: {', '.join(_LIKELY.values())}.",
        ) from None
    line = data.count(b"\n", 0, place) + 1
    told = f"Line {line} is not {encoding or 'UTF-8'} text."
    guess, sample = _looks_like(data)
    if not guess:
        raise DeskError(told, "Export it again as UTF-8.")
    raise DeskError(
        f"{told} It looks like {guess}: {sample}",
        f"If that reads well, take it so: --encoding {guess}. Else export it again as UTF-8.",
    )


def _looks_like(data: bytes) -> tuple[str, str]:
    """Name the likely encoding, and show the first line that is written in it."""
    from charset_normalizer import from_bytes  # seldom needed, and slow to import

    found = from_bytes(data, cp_isolation=list(_LIKELY)).best()
    if found is None or found.encoding not in _LIKELY:
        return "", ""
    lines = (line.strip() for line in str(found).splitlines())
    telling = next((line for line in lines if not line.isascii()), "")
    return _LIKELY[found.encoding], telling[:_SAMPLE]
