"""Hypothesis strategies for tickets, entries, articles and the text in them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from plaindesk.core.model import ids
from plaindesk.core.model.articles.article import Article
from plaindesk.core.model.fields import CHANGEABLE, FIELDS, Field, Shape, changeable
from plaindesk.core.model.ticket import Change, Entry, Ticket
from plaindesk.core.model.vocabulary import (
    ArticleStatus,
    Audience,
    EntryKind,
    LinkKind,
    Verdict,
)
from plaindesk.text.codecs.article import KEYS as ARTICLE_KEYS
from plaindesk.text.codecs.entry import KEYS as ENTRY_KEYS
from plaindesk.text.codecs.entry import named

if TYPE_CHECKING:
    from plaindesk.core.model.ticket import Value

# All of Unicode but lone surrogates, which no UTF-8 file can hold.
CHARACTERS = st.characters(exclude_categories=["Cs"])
_BLOCKS = [
    "---", "---\n", "\n---\nat: ", "---\nat: 2026-11-21T09:00:00Z\nby: eve\nkind: note\n---\n",
    "\\---\nat: ", "\\\\---\nat: x", "---\r\nat: ", "---\r", "...\n", "at: ", "\n", "\n\n", "```\n",
    "<<<<<<< ours\n=======\n>>>>>>> theirs\n",
]  # fmt: skip
_SIGNS = [
    "\r", "\r\n", "\0", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff",
    "\u200c", "\x7f", "# ", ": ", " #", "'", '"', "\\", "{", "]", ",", "- ", "&a", "*a", "!t", "%",
    "@", "`", "|", ">", "?", "😀", "می‌شود", "й",
]  # fmt: skip
_TYPED = ["~", "no", "Yes", "null", "12:30", "0123", "1.10", "1e3", "0x1F", "2026-11-21"]
NASTY = st.sampled_from([*_BLOCKS, *_SIGNS, *_TYPED, "2611-7K3MX"])
TEXTS = st.lists(st.one_of(NASTY, st.text(CHARACTERS, max_size=12)), max_size=6).map("".join)
"""Any text, with much of what could break a format in it."""
WORDS = st.one_of(st.text(CHARACTERS, min_size=1, max_size=12), NASTY)
INSTANTS = st.integers(0, 7_250_000_000).map(lambda at: datetime.fromtimestamp(at, UTC))
IDS = st.builds(ids.mint, INSTANTS, st.lists(st.integers(0, 31), min_size=4, max_size=5))
OWN_NAMES = st.one_of(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), st.just("watchers"))
# What front matter can hold besides the keys we know.
UNKNOWN = st.recursive(
    st.one_of(st.none(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)


def values_of(field: Field) -> st.SearchStrategy[Value]:
    """Make values that a field can hold, nothing included."""
    if field.words:
        return st.one_of(st.none(), st.sampled_from(field.words))
    shapes: dict[Shape, st.SearchStrategy[Any]] = {
        Shape.TEXT: st.one_of(st.none(), WORDS),
        Shape.NUMBER: st.one_of(st.none(), st.integers(0, 3)),
        Shape.TAGS: st.lists(WORDS, max_size=3).map(tuple),
        Shape.LINKS: st.dictionaries(
            st.sampled_from(LinkKind),
            st.lists(WORDS, min_size=1, max_size=2).map(tuple),
            max_size=2,
        ),
        Shape.OWN: st.dictionaries(OWN_NAMES, WORDS, max_size=2),
        Shape.INSTANT: INSTANTS,
    }
    return shapes[field.shape]


def extras(known: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Make keys that are not among the known ones, with any content."""
    return st.dictionaries(WORDS.filter(lambda key: key not in known), UNKNOWN, max_size=2)


def _field(name: str) -> Field:
    found = changeable(name)
    assert found is not None
    return found


CHANGES = (
    st.lists(
        st.one_of(st.sampled_from(CHANGEABLE), OWN_NAMES.map("fields.{}".format)),
        unique=True,
        max_size=3,
    )
    .flatmap(
        lambda names: st.tuples(
            *(
                st.builds(
                    Change, field=st.just(n), old=values_of(_field(n)), new=values_of(_field(n))
                )
                for n in names
            )
        )
    )
    .map(tuple)
)
ENTRIES = st.builds(
    Entry,
    at=INSTANTS,
    by=WORDS,
    kind=st.sampled_from(EntryKind),
    changes=CHANGES,
    step=st.one_of(st.just(""), WORDS),
    notify=st.lists(WORDS, max_size=2).map(tuple),
    verdict=st.one_of(st.none(), st.sampled_from(Verdict)),
    origin=st.one_of(st.just(""), IDS),
    merge=st.one_of(st.just(""), IDS),
    unmerge=st.one_of(st.just(""), IDS),
    body=TEXTS,
    extra=extras(ENTRY_KEYS),
).map(named)
_FREE = {
    name: values_of(field)
    for name, field in FIELDS.items()
    if name not in ("id", "status", "created", "subject")
}


def _ordered(entries: list[Entry]) -> tuple[Entry, ...]:
    by_name = {entry.name: entry for entry in entries}
    return tuple(sorted(by_name.values(), key=lambda entry: (entry.at, entry.name)))


TICKETS = st.builds(
    Ticket,
    id=IDS,
    status=values_of(FIELDS["status"]).filter(bool),
    created=INSTANTS,
    subject=TEXTS,
    body=TEXTS,
    extra=extras(tuple(FIELDS)),
    entries=st.lists(ENTRIES, max_size=3).map(_ordered),
    **_FREE,
)
ARTICLES = st.builds(
    Article,
    language=st.just("en"),
    section=st.just("start"),
    slug=st.just("install"),
    title=WORDS,
    summary=st.one_of(st.just(""), WORDS),
    status=st.sampled_from(ArticleStatus),
    audience=st.sampled_from(Audience),
    owner=st.one_of(st.none(), WORDS),
    reviewed=st.one_of(st.none(), st.dates(min_value=date(1970, 1, 1))),
    review_every=st.one_of(st.none(), st.integers(1, 9999)),
    tags=st.lists(WORDS, max_size=2).map(tuple),
    keywords=st.lists(WORDS, max_size=2).map(tuple),
    related=st.lists(WORDS, max_size=2).map(tuple),
    translation_of=st.one_of(st.none(), WORDS),
    redirect_from=st.lists(WORDS, max_size=2).map(tuple),
    featured=st.booleans(),
    faq=st.booleans(),
    extra=extras(tuple(ARTICLE_KEYS)),
    body=TEXTS,
)
