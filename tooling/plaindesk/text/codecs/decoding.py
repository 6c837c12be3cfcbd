"""Bytes of a file as text, with findings for what a text file must not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaindesk.core.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = b"\xef\xbb\xbf"
_FIX = "`desk check --fix` does it."


class Source(NamedTuple):
    """The text of one file; `text` is None where the bytes are no UTF-8.

    A leading byte order mark is gone from `text` and CR LF has become LF: `findings`
    tell of both, and a file with findings is not edited before it is put right.
    """

    path: str
    text: str | None
    findings: Sequence[Finding] = ()


def decode(path: str, data: bytes) -> Source:
    """Turn a file's bytes into text."""
    findings = []
    if data.startswith(_MARK):
        findings.append(_finding(path, "byte-order-mark", "starts with a byte order mark"))
        data = data.removeprefix(_MARK)
    end = data.find(b"\n")
    if data.endswith(b"\r", 0, end if end >= 0 else None):
        findings.append(_finding(path, "crlf", "has Windows line ends (CR LF)"))
        data = data.replace(b"\r\n", b"\n")
    try:
        return Source(path=path, text=data.decode("utf-8"), findings=findings)
    except UnicodeDecodeError as error:
        return Source(
            path=path, text=None, findings=[*findings, _not_utf8(path, data, error.start)]
        )


def _finding(path: str, code: str, what: str) -> Finding:
    return Finding(path=path, code=code, message=f"The file {what}.", hint=f"Remove it: {_FIX}")


def _not_utf8(path: str, data: bytes, at: int) -> Finding:
    line_start = data.rfind(b"\n", 0, at) + 1
    return Finding(
        path=path,
        code="not-utf-8",
        line=data.count(b"\n", 0, at) + 1,
        column=len(data[line_start:at].decode("utf-8", "replace")) + 1,
        message=f"Byte 0x{data[at]:02x} is not UTF-8.",
        hint="Save the file as UTF-8 text. Nothing reads or changes it until then.",
    )


def encode(text: str) -> bytes:
    """Turn text into the bytes of a file."""
    return text.encode("utf-8")
