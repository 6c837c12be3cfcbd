"""Reading many tickets into the index, in several processes where there are many."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from plaindesk.store.index.keys import Keys

if TYPE_CHECKING:
    from concurrent.futures import Future

    from plaindesk.store.index.worktree import WorkTree
    from plaindesk.store.layout import Place

_MANY = 1500
"""Tickets from which on two processes read sooner than one."""
_AT_ONCE = 250
_AHEAD = 3
"""Parts for each process that may wait for whoever takes them in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some tickets as the index keeps them, and what else their reader makes of them."""

    rows: Sequence[tuple[object, ...]]
    broken: Sequence[tuple[str, str]]
    texts: Sequence[tuple[str, str, str, str]]
    more: Sequence[Any] = ()

    def __len__(self) -> int:
        return len(self.rows) + len(self.broken)


Read = Callable[..., Part]
"""`(root, settings, keyed, texts=...)`: a desk, the name of its settings' state, and folders
with the keys of their files."""


def ignore(_part: Part) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How tickets are read: in which way, what each other process does first, and who watches."""

    read: Read
    begin: Callable[[], None] | None = None
    see: Callable[[Part], None] = ignore

    def parts(
        self,
        place: Place,
        settings: str,
        folders: Iterable[str],
        tree: WorkTree,
        *,
        texts: bool = False,
    ) -> Iterator[Part]:
        """Read tickets, and show each part to who watches."""
        keys = Keys(place, tree)
        keyed = [(folder, keys.of(folder)) for folder in folders]
        read = partial(self.read, place.root, settings, texts=texts)
        for part in _spread(read, self.begin, keyed):
            self.see(part)
            yield part


def _spread(
    read: Callable[[Sequence[tuple[str, str]]], Part],
    begin: Callable[[], None] | None,
    keyed: Sequence[tuple[str, str]],
) -> Iterator[Part]:
    if len(keyed) < _MANY:
        yield read(keyed)
        return
    from concurrent.futures import ProcessPoolExecutor

    chunks = [keyed[at : at + _AT_ONCE] for at in range(0, len(keyed), _AT_ONCE)]
    workers = min(os.cpu_count() or 1, 8)
    with ProcessPoolExecutor(max_workers=workers, initializer=begin) as pool:
        waiting: deque[Future[Part]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(read, chunk))
            if len(waiting) > workers * _AHEAD:  # else all that was read would pile up here
                yield waiting.popleft().result()
        yield from (future.result() for future in waiting)
