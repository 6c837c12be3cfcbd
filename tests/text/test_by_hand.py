"""What people and scripts write by hand: read as it is meant, or told, and never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.strategies import UNKNOWN

from plaindesk.core.model.fields import FIELDS
from plaindesk.text.codecs import article as article_text
from plaindesk.text.codecs.decoding import decode
from plaindesk.text.codecs.entry import KEYS
from plaindesk.text.codecs.front_matter import append
from plaindesk.text.codecs.ticket import read
from plaindesk.text.yaml import scalars

if TYPE_CHECKING:
    from plaindesk.core.model.finding import Finding
    from plaindesk.text.codecs.decoding import Source

HEAD = """\
---
id: 2611-7K3MX
status: new
created: 2026-11-21T09:00:00Z
subject: VPN drops every hour
---

The tunnel drops.
"""
TIMES = ["2026-11-21T09:30:00Z", "2026-11-21 10:30+01:00", "2026-11-21T09:30:00.5z", "soon"]
ENDS = ["", "\n", "\n\n", "\nwords", "\nwords\n", "\n\nwords\n\n\n", "words\n", "\n---", "\n---\n"]
MORE = ["", "\n---\nat: 2026-11-21T09:40:00Z\nby: bob\nkind: note\n---\n\nSecond.\n"]


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Write findings as lines."""
    return [f"{f.path}:{f.line}:{f.column}: {f.code}: {f.message}" for f in findings]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["---\nat: ", "---\nat:  ", "---\nby: x\nat: ", "---\n# c\nat: "]),
            st.sampled_from(TIMES),
            st.sampled_from(["by: alice\nkind: reply\n", "kind: note\nby: 'bob'\n\n", "by: x\n"]),
            st.sampled_from(["---", "--- ", "----"]),
            st.sampled_from(ENDS),
            st.sampled_from(MORE),
        ).map(lambda parts: "{}{}\n{}{}{}{}".format(*parts)),
        min_size=1,
        max_size=3,
        unique=True,
    )
)
@settings(max_examples=300)
def test_folding_entries_written_by_hand_changes_nothing_that_is_read(texts: list[str]) -> None:
    loose = {f"{number}.md": text for number, text in enumerate(texts)}
    before = read(decode("README.md", HEAD.encode()), sources(loose))
    sound = [
        name
        for name in loose
        if not read(decode("README.md", HEAD.encode()), sources({name: loose[name]})).findings
    ]
    text = HEAD
    for name in sound:
        text = append(text, loose.pop(name))
        now = read(decode("README.md", text.encode()), sources(loose))
        assert now.ticket == before.ticket
        assert sorted(told(now.findings)) == sorted(told(before.findings))


def sources(loose: dict[str, str]) -> list[Source]:
    return [decode(name, text.encode()) for name, text in loose.items()]


CHANGE = f"{HEAD}\n---\nat: 2026-11-21T09:30:00Z\nby: alice\nkind: change\n"
READINGS = {
    "": ["README.md:1:1: broken-file: Front matter is missing: the first line must be '---'."],
    "---\n": [
        "README.md:1:1: broken-file: Front matter has no end: a line '---' is missing after it."
    ],
    "words\n---\nid: x\n---\n": [
        "README.md:1:1: broken-file: Front matter is missing: the first line must be '---'."
    ],
    "---\n---\n\nwords\n": [
        "README.md:2:1: missing-field: 'id' is missing.",
        "README.md:2:1: missing-field: 'status' is missing.",
        "README.md:2:1: missing-field: 'created' is missing.",
        "README.md:2:1: missing-field: 'subject' is missing.",
    ],
    "---\n- id\n---\n": ["README.md:2:1: bad-front-matter: Front matter is lines of 'key: value'."],
    "---\nid: 2611-7K3MX\nstatus: newish\ncreated: yesterday\nsubject: [a]\n---\n": [
        (
            "README.md:3:9: bad-value: 'newish' is no status. "
            "Known: new, open, pending, on-hold, resolved, closed."
        ),
        (
            "README.md:4:10: bad-value: 'yesterday' is no time with an offset, "
            "such as 2026-11-21T09:04:12Z."
        ),
        "README.md:5:10: bad-value: 'subject' is one text, not a list or mapping.",
    ],
    HEAD.replace("subject", "line: 1234567890\npriorty: P1\nsubject"): [
        "README.md:5:7: bad-value: '1234567890' is no whole number.",
        "README.md:6:10: unknown-key: 'priorty' is no key known here; it is kept.",
    ],
    HEAD.replace("subject: VPN", "subject: VPN: it"): [
        (
            "README.md:5:13: broken-yaml: This is not YAML: mapping values are not allowed in this "
            "context. Put quotes around a text that holds ': '."
        )
    ],
    f"{HEAD}\n---\nat: 2026-11-21T09:30:00Z\nby: alice\nkind: shout\nmood: good\n---\n": [
        (
            "README.md:13:7: bad-value: 'shout' is no kind of entry. "
            "Known: message, reply, note, change, escalation, survey, approval."
        ),
    ],
    f"{HEAD}\n---\nat: 2026-11-21T09:30:00Z\nby: alice\nkind: note\nmood: good\n---\n": [
        "README.md:14:7: unknown-key: 'mood' is no key known here; it is kept.",
    ],
    f"{HEAD}\n---\nat: 0001-01-01T00:00:00+14:00\nby: alice\nkind: note\n---\n": [
        (
            "README.md:11:5: bad-value: '0001-01-01T00:00:00+14:00' is no time with an offset, "
            "such as 2026-11-21T09:04:12Z."
        ),
    ],
    f"{CHANGE}changes: {{id: [a, b]}}\n---\n": [
        "README.md:14:10: bad-value: 'id' is no field that changes.",
    ],
    f"{CHANGE}changes: {{line: 2}}\n---\n": [
        "README.md:14:10: bad-value: A change of 'line' is a pair: [old, new].",
    ],
    f"{HEAD}\n---\nat: 2026-11-21T09:30:00Z\nkind: note\n---\n": [
        (
            "README.md:11:1: missing-field: "
            "'by' is missing: an agent, a requester's address or 'desk'."
        )
    ],
}


@pytest.mark.parametrize("text", READINGS)
def test_what_is_wrong_is_told_with_its_place(text: str) -> None:
    assert told(read(decode("README.md", text.encode())).findings) == READINGS[text]


def test_an_entry_that_would_vanish_in_a_fold_is_told_and_not_read() -> None:
    entry = "---\nby: alice\nat: 2026-11-21T09:30:00Z\nkind: note\n---\n\nHello.\n"
    found = read(decode("README.md", HEAD.encode()), [decode("a.md", entry.encode())])
    assert found.ticket is not None
    assert found.ticket.entries == ()
    assert told(found.findings) == [
        "a.md:2:1: bad-front-matter: An entry's first line is its time: 'at: ...'."
    ]


def test_two_entries_in_one_file_are_two() -> None:
    entry = "---\nat: 2026-11-21T09:30:00Z\nby: alice\nkind: note\n---\n\nHello.\n"
    both = append(entry, entry.replace("alice", "bob"))
    found = read(decode("README.md", HEAD.encode()), [decode("a.md", both.encode())])
    assert found.ticket is not None
    assert [(e.by, e.body) for e in found.ticket.entries] == [
        ("alice", "Hello."),
        ("bob", "Hello."),
    ]


EXTREMES = st.one_of(
    UNKNOWN.map(scalars.flow),
    st.sampled_from(
        [
            "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-12-31", "0001-01-01",
            "9999-12-31T23:59:59Z", "1" * 5000, "9" * 5000 + "d", "99999999999d", "-1", "1e999",
            "[[[]]]", "{a: {b: c}}", "{status: [null, null]}", "{status: [new]}",
            "{links: [{article: x}, {}]}", "{line: [1, 99999999999]}", "{tags: [a, b]}",
            "{created: [x, y]}", "|\n  a\n  b", "&a b", "*a", "!!python/object:os.system x",
            "\u2028", "'\u2028'", "\t", "'\x85'", "\ufeff", "~", "null", "''", "no", "2611-7K3MX",
            "reply", "alice", "new", "P1",
        ]
    ),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([*FIELDS, *KEYS, "other"]), EXTREMES, max_size=4))
@settings(max_examples=300)
def test_no_front_matter_of_a_ticket_is_too_odd_to_be_told(odd: dict[str, str]) -> None:
    head = "".join(f"{key}: {value}\n" for key, value in odd.items())
    usual = {"at": "2026-11-21T09:30:00Z", "by": "alice", "kind": "note"}
    entry = "".join(f"{key}: {value}\n" for key, value in (usual | odd).items())
    entry = f"---\n{entry}---\n"
    whole = HEAD.replace("subject:", f"{head}subject:")
    for readme in (f"---\n{head}---\n", whole, append(HEAD, entry)):
        found = read(decode("README.md", readme.encode()), [decode("a.md", entry.encode())])
        assert found.ticket is not None or found.findings


@given(st.dictionaries(st.sampled_from([*article_text.KEYS, "other"]), EXTREMES, max_size=4))
@settings(max_examples=200)
def test_no_front_matter_of_an_article_is_too_odd_to_be_told(odd: dict[str, str]) -> None:
    head = "".join(f"{key}: {value}\n" for key, value in odd.items())
    source = decode("kb/en/start/install.md", f"---\n{head}---\n".encode())
    found, findings = article_text.read(source, "en", "start", "install")
    assert found is not None or findings
