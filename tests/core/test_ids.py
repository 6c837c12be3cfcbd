"""Ticket ids: every slip of one symbol and every swap of two neighbours is noticed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.strategies import IDS

from plaindesk.core.errors import DeskError
from plaindesk.core.model import ids

NOVEMBER = datetime(2026, 11, 21, 9, 4, 12, tzinfo=UTC)
VALID = [
    "2611-7K3MX",
    *(ids.mint(NOVEMBER, (n, 31 - n, 7, n // 2)) for n in range(0, 32, 8)),
    ids.mint(NOVEMBER, (0, 0, 0, 0)),
    ids.mint(NOVEMBER, (31, 30, 29, 28, 27)),
]


def wrong_symbols(text: str) -> list[str]:
    """List every text with one symbol replaced by another."""
    return [
        text[:at] + symbol + text[at + 1 :]
        for at, held in enumerate(text)
        for symbol in ids.ALPHABET
        if held not in ("-", symbol)
    ]


def swapped(text: str) -> list[str]:
    """List every text with two symbols changed for each other, neighbours over the dash too."""
    symbols = text.replace("-", "")
    found = []
    for at in range(len(symbols) - 1):
        one, other = symbols[at], symbols[at + 1]
        if one != other:
            turned = symbols[:at] + other + one + symbols[at + 2 :]
            found.append(f"{turned[:4]}-{turned[4:]}")
    return found


@pytest.mark.parametrize("text", VALID)
def test_every_wrong_symbol_and_every_swap_is_noticed(text: str) -> None:
    assert ids.is_canonical(text)
    assert len(wrong_symbols(text)) == 31 * (len(text) - 1)
    assert [wrong for wrong in wrong_symbols(text) if ids.is_canonical(wrong)] == []
    assert [wrong for wrong in swapped(text) if ids.is_canonical(wrong)] == []


@given(IDS)
def test_every_minted_id_is_canonical_and_notices_slips(text: str) -> None:
    assert ids.is_canonical(text)
    assert not any(map(ids.is_canonical, wrong_symbols(text)))
    assert not any(map(ids.is_canonical, swapped(text)))


@given(IDS, st.integers(1, 8))
def test_swaps_of_symbols_that_are_no_neighbours_are_noticed_too(text: str, gap: int) -> None:
    symbols = list(text.replace("-", ""))
    for at in range(len(symbols) - gap):
        turned = symbols.copy()
        turned[at], turned[at + gap] = turned[at + gap], turned[at]
        if turned != symbols:
            assert not ids.is_canonical("".join(turned[:4]) + "-" + "".join(turned[4:]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2611-7K3MX", "2611-7K3MX"),
        ("2611-7k3mx", "2611-7K3MX"),
        ("  2611-7k3mX\n", "2611-7K3MX"),
        ("26ll-7k3mx", "2611-7K3MX"),
        ("26iI-7k3mx", "2611-7K3MX"),
        ("26O1-ooooP", "2601-0000P"),
    ],
)
def test_an_id_is_read_as_people_type_it(typed: str, meant: str) -> None:
    assert ids.parse(typed) == meant


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2611-7K3MY", "'2611-7K3MY' is mistyped: its check symbol is wrong."),
        ("2611-7K3XM", "'2611-7K3XM' is mistyped: its check symbol is wrong."),
        ("2610-7K3MX", "'2610-7K3MX' is mistyped: its check symbol is wrong."),
        ("2613-7K3MX", "'2613-7K3MX' is no ticket id."),
        ("2600-7K3MX", "'2600-7K3MX' is no ticket id."),
        ("7K3MX", "'7K3MX' is no ticket id."),
        ("2611-7K3MX77", "'2611-7K3MX77' is no ticket id."),
        ("2611-7K3MU", "'2611-7K3MU' is no ticket id."),
        ("2611_7K3MX", "'2611_7K3MX' is no ticket id."),
        ("٢٦١١-7K3MX", "'٢٦١١-7K3MX' is no ticket id."),
        ("2611-7K3MX\n2611-7K3MX", "'2611-7K3MX\n2611-7K3MX' is no ticket id."),
        ("../2611-7K3MX", "'../2611-7K3MX' is no ticket id."),
        ("", "'' is no ticket id."),
    ],
)
def test_what_is_no_id_is_told(typed: str, told: str) -> None:
    with pytest.raises(DeskError) as refusal:
        ids.parse(typed)
    assert str(refusal.value) == f"{told}\nAn id looks like 2611-7K3MX."


@given(st.text())
def test_any_text_is_an_id_or_refused(text: str) -> None:
    try:
        assert ids.is_canonical(ids.parse(text))
    except DeskError as refusal:
        assert refusal.hint == "An id looks like 2611-7K3MX."  # noqa: PT017 - either is fine


def test_the_folder_follows_from_the_id_alone() -> None:
    assert ids.folder("2611-7K3MX") == "tickets/2611/2611-7K3MX"


def test_the_month_is_of_universal_time() -> None:
    assert ids.mint(NOVEMBER, (7, 19, 3, 20)) == "2611-7K3MX"
    assert ids.mint(NOVEMBER, (7, 19, 3, 20, 1))[:9] == "2611-7K3M"
