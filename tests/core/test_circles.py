"""Links in a circle: each circle is found, told once, and gone when one link is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaindesk.core.checks.tickets.circular_links import circles


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ({}, []),
        ({"a": ("b",), "b": ("c",)}, []),
        ({"a": ("b", "c"), "b": ("c",)}, []),
        ({"a": ("a",)}, []),  # told of as a link to itself
        ({"a": ("b",), "b": ("a",)}, [{"a", "b"}]),
        ({"a": ("b",), "b": ("c",), "c": ("a",), "d": ("a",)}, [{"a", "b", "c"}]),
        ({"a": ("b",), "b": ("a",), "c": ("d",), "d": ("c",)}, [{"a", "b"}, {"c", "d"}]),
    ],
)
def test_a_circle_is_told_once(links: dict[str, tuple[str, ...]], found: list[set[str]]) -> None:
    assert sorted(map(sorted, circles(links))) == sorted(map(sorted, found))


NAMES = st.sampled_from("abcdef")


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3).map(tuple)))
def test_what_is_told_is_a_circle(links: dict[str, tuple[str, ...]]) -> None:
    for circle in circles(links):
        steps = zip(circle, (*circle[1:], circle[0]), strict=True)
        assert all(after in links[before] for before, after in steps)


def test_a_long_chain_is_no_matter() -> None:
    chain = {str(n): (str(n + 1),) for n in range(20_000)}
    assert list(circles(chain)) == []
    (circle,) = circles({**chain, "20000": ("0",)})
    assert circle[:2] in {(str(n), str(n + 1)) for n in range(20_000)} | {("20000", "0")}
