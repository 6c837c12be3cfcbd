"""Names that some system can't hold, or not beside each other."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from plaindesk.store.name_clashes import clashes

NAMES = st.text(
    st.sampled_from(["A", "B", "7", "-", "a", ".", " ", ":", "\n", "é", "e", "\u0301", "ſ"]),
    min_size=1,
)


@example(["\n"])
@example(["CON"])
@given(st.lists(NAMES, unique=True, max_size=5))
def test_names_in_capitals_are_looked_at_as_all_others(names: list[str]) -> None:
    """Beside a small letter that is like none of them, each is looked at by itself."""
    assert list(clashes("x", names)) == list(clashes("x", [*names, "z"]))


def test_tickets_folders_clash_with_nothing_but_odd_ones() -> None:
    plain = ["2611-7K3MX", "2611-5J8XT"]
    assert list(clashes("tickets/2611", plain)) == []
    (found,) = clashes("tickets/2611", [*plain, "2611-7k3mx"])
    assert (found.path, found.detail) == ("tickets/2611/2611-7k3mx", "2611-7K3MX")
