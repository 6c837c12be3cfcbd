"""Whatever a file is called, it gets a name that every system can hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plaindesk.core.model.files.file_names import free_name, is_portable, portable_name

LONGEST = 120


@given(st.text(max_size=300))
def test_a_name_is_portable_and_stays_as_it_is(name: str) -> None:
    found = portable_name(name)
    assert len(found.encode()) <= LONGEST
    if found:
        assert is_portable(found)
        assert not found.startswith(("-", ".", " "))
        assert portable_name(found) == found


def test_bytes_that_are_no_text_are_in_no_name() -> None:
    name = b"caf\xe9.txt".decode(errors="surrogateescape")
    assert not is_portable(name)
    assert portable_name(name) == "caf-.txt"


@given(st.lists(st.sampled_from(["a.txt", "A.TXT", "a-2.txt", "b", "B", "b-2"]), max_size=12))
def test_no_two_files_get_names_that_differ_only_in_case(names: list[str]) -> None:
    held: list[str] = []
    for name in names:
        held.append(free_name(name, held))
    assert len({name.casefold() for name in held}) == len(names)
