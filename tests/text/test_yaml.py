"""YAML read strictly, and what we write into it."""

from __future__ import annotations

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st
from tests.support.strategies import TEXTS, UNKNOWN

from plaindesk.text.yaml import scalars, strict_yaml

STAYS_AS_TYPED = [
    "no", "No", "NO", "yes", "on", "off", "y", "n", "true", "False", "12:30", "1:30:00", "0123",
    "0o17", "0x1F", "1.10", "1e3", "1_000", "+1", ".5", ".inf", ".NaN", "2026-11-21", "=", "<<",
    "2026-11-21T09:04:12Z", "2026-11-21 09:04:12", "nULL", "NO.", "-1", "49152", "1,000",
]  # fmt: skip


@pytest.mark.parametrize("text", STAYS_AS_TYPED)
def test_what_was_typed_stays_that_text(text: str) -> None:
    assert strict_yaml.load(f"key: {text}") == {"key": text}
    assert strict_yaml.load(f"[{text.replace(',', '.')}]") == [text.replace(",", ".")]


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL", "# words"])
def test_nothing_is_nothing(text: str) -> None:
    assert strict_yaml.load(f"key: {text}") == {"key": None}


def test_keys_are_text_too() -> None:
    assert strict_yaml.load("1: a\nno: b\n2026-11-21: c\nnull: d\n") == {
        "1": "a",
        "no": "b",
        "2026-11-21": "c",
        "null": "d",
    }


REFUSED = {
    "a: 1\nb: 2\na: 3\n": "3:1: The key 'a' stands here twice.",
    "a: {b: 1, b: 2}\n": "1:11: The key 'b' stands here twice.",
    "a: &x 1\nb: 2\n": "1:4: Anchors (&), aliases (*) and tags (!) have no meaning here. "
    "Quote the text.",
    "b: *x\n": "1:4: Anchors (&), aliases (*) and tags (!) have no meaning here. Quote the text.",
    "b: !!str 1\n": "1:4: Anchors (&), aliases (*) and tags (!) have no meaning here. "
    "Quote the text.",
    "b: !!python/object/apply:os.system [ls]\n": "1:4: Anchors (&), aliases (*) and tags (!) "
    "have no meaning here. Quote the text.",
    "[a, b]: c\n": "1:1: A key must be a plain word.",
    "a: " + "[" * 60 + "]" * 60: "1:53: This is nested too deeply.",
    "a:\n" + "".join(" " * n + "- \n" for n in range(60)): "51:50: This is nested too deeply.",
    "a: b: c\n": "1:5: This is not YAML: mapping values are not allowed in this context. "
    "Put quotes around a text that holds ': '.",
    "\ta: b\n": "1:1: This is not YAML: found character that cannot start any token. "
    "Put quotes around a text that starts with such a sign; indent by spaces.",
    "a: @me\n": "1:4: This is not YAML: found character that cannot start any token. "
    "Put quotes around a text that starts with such a sign; indent by spaces.",
    "a: [b\n": "1:4: The [ that opens here is never closed.",
    "a: {b: c\nd: e\n": "1:4: The { that opens here is never closed.",
    "x: y\na: 'b\nc: d\n": "2:4: The quote that opens here is never closed.",
    'a: "T\n# it is\nb: "x"\n': "1:4: The quote that opens here is never closed.",
    "a: b\nc: 'T\n# it's\nd: e\n": "2:4: The quote that opens here is never closed.",
    'a:\n  - b: "T\n    c: ""\n': "2:8: The quote that opens here is never closed.",
    'a: "T\nb: "x"\nc: "y"\nd: 1\n': "1:4: The quote that opens here is never closed.",
    'a: {b: ["08:00]}\nc: ["09:00"]\n': "1:9: The quote that opens here is never closed.",
    'a: "b: c\n  d"\ne: [f\n': "3:4: The [ that opens here is never closed.",
    'a: "b: c\n  d: e"\nf: [g\n': "3:4: The [ that opens here is never closed.",
    'a: "b\n': "1:4: The quote that opens here is never closed.",
    'a: "b" c\n': "1:8: This is not YAML: did not find expected key. "
    "Look for text behind a closing quote, or a line that is indented otherwise.",
    "a: \0\n": "1:1: This is not YAML: control characters are not allowed.",
    "a: b\n---\nc: d\n": "2:1: This is not YAML: but found another document.",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_surprises_people_is_refused_with_its_place(text: str) -> None:
    for read in (
        strict_yaml.load,
        strict_yaml.load if "key" in REFUSED[text].lower() else strict_yaml.compose,
    ):
        with pytest.raises(strict_yaml.YamlError) as refusal:
            read(text)
        found = refusal.value
        assert f"{found.line}:{found.column}: {found.message}" == REFUSED[text]


@pytest.mark.parametrize("text", ["a & b", "rock&roll", "2 * 3", "!", "wow!", "a*", "see *this*"])
def test_signs_inside_words_are_words(text: str) -> None:
    assert strict_yaml.load(f"key: a {text}") == {"key": f"a {text}"}


@given(UNKNOWN)
def test_values_are_one_line_and_read_back(value: object) -> None:
    written = scalars.flow(value)
    assert "\n" not in written
    assert strict_yaml.load(f"key: {written}") == {"key": value}
    assert strict_yaml.load(f"[{written}, {written}]") == [value, value]


@given(TEXTS)
def test_a_text_is_read_back_by_every_reader(text: str) -> None:
    for written in (f"key: {scalars.scalar(text)}", f"key: {scalars.scalar(text)} # words"):
        assert strict_yaml.load(written) == {"key": text}
        assert pyyaml.safe_load(written) == {"key": text}
    assert pyyaml.safe_load(f"[{scalars.flow(text)}]") == [text]


@given(st.text("0123456789:-+.,_eExXoObBTtZz #", max_size=12))
def test_what_looks_like_a_number_is_read_back_as_text(text: str) -> None:
    written = f"[{scalars.flow(text)}]"
    assert pyyaml.safe_load(written) == [text]
    assert strict_yaml.load(written) == [text]


PLAIN = ["alice", "VPN drops every hour", "jana@example.com", "en/network/vpn", "2611-7K3MX",
         "می‌شود", "Не работает", "P1", "a-b", "https://example.com/a?b=c"]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_words_need_no_quotes(text: str) -> None:
    assert scalars.scalar(text) == text


QUOTED = {
    "no": '"no"', "12:30": '"12:30"', "a: b": '"a: b"', "a #b": '"a #b"', "": '""', " a": '" a"',
    "a\nb": r'"a\nb"', "\u202eab": r'"\u202eab"', "\u2028": r'"\u2028"', "\0": r'"\u0000"',
    '"': r'"\""', "a\u00a0b": r'"a\u00a0b"',
}  # fmt: skip


@pytest.mark.parametrize("text", QUOTED)
def test_what_could_be_misread_or_not_seen_is_quoted(text: str) -> None:
    assert scalars.scalar(text) == QUOTED[text]
