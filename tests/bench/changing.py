"""What one agent does to a ticket: by command or by hand, killed now and then, done once."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bench.crowd import Crowd, dice, git, run

if TYPE_CHECKING:
    import random
    from pathlib import Path

_KILLED = 40
"""One command in so many is killed."""
_LONGEST = 0.35
"""Seconds that a command lives at most that is going to be killed: about what it takes."""
COMMANDS = (
    ("note", "{ticket}", "-m", "{words}"),
    ("note", "{ticket}", "-m", "{words}"),
    ("reply", "{ticket}", "-m", "{words}"),
    ("reply", "{ticket}", "-m", "{words}", "--status", "pending"),
    ("message", "{ticket}", "-m", "{words}"),
    ("set", "{ticket}", "priority={priority}", "-m", "{words}"),
    ("set", "{ticket}", "assignee={who}", "-m", "{words}"),
    ("set", "{ticket}", "tags+={tag}", "-m", "{words}"),
    ("set", "{ticket}", "line={line}", "queue={queue}", "-m", "{words}"),
    ("by hand", "{ticket}", "{words}"),
)


@dataclass(slots=True)
class Agent:
    """One pair of hands with a clone of its own."""

    crowd: Crowd
    clone: Path
    who: str
    said: list[str] = field(default_factory=list)
    """The words of every change that it made."""
    busy: threading.Lock = field(default_factory=threading.Lock)

    def change(self, number: int, tickets: list[str]) -> None:
        """Make one change, again where it was killed before it was done."""
        cast = dice(number)
        words = f"Change {number:05} by {self.who}."
        filled = {
            "ticket": cast.choice(tickets),
            "words": words,
            "who": self.who,
            "priority": cast.choice(["P1", "P2", "P3", "P4"]),
            "tag": cast.choice(["slow", "loud", "late"]),
            "line": cast.choice("123"),
            "queue": cast.choice(["support", "network"]),
        }
        command = [part.format_map(filled) for part in cast.choice(COMMANDS)]
        if command[0] == "by hand":
            self._by_hand(command[1], words)
        else:
            self._by_command(command, words, cast)
        self.said.append(words)

    def _by_command(self, command: list[str], words: str, cast: random.Random) -> None:
        dies = cast.random() * _LONGEST if cast.randrange(_KILLED) == 0 else None
        # What requesters said is passed on, so it has the requester's name.
        who = () if command[0] == "message" else ("--as", self.who)
        done = run(self.clone, self.who, self.crowd.moment(), *command, *who, dies=dies)
        if done.returncode == 0:
            return
        self.crowd.count("killed" if done.returncode < 0 else "again")
        run(self.clone, self.who, None, "list", "--limit", "1")  # finishes what was begun
        if not _holds(self.clone, command[1], words):
            # A field that somebody set to the same value meanwhile leaves words alone.
            note = ["note", command[1], "-m", words]
            retry = run(self.clone, self.who, self.crowd.moment(), *note, "--as", self.who)
            if retry.returncode:
                raise RuntimeError(f"{note}: {done.stderr}{retry.stderr}")

    def _by_hand(self, ticket: str, words: str) -> None:
        """Drop a file as in a web editor; the job on the main branch makes an entry of it."""
        path = self.clone / folder(ticket) / "reply.md"
        if path.exists():
            path = path.with_name(f"reply-{words.split()[1]}.md")
        path.write_text(f"{words}\n", "utf-8")
        name = str(path.relative_to(self.clone))
        git(self.clone, "add", "--", name)
        now = self.crowd.moment()
        git(self.clone, "commit", "--quiet", "--message=Answer", who=self.who, now=now)


def folder(ticket: str) -> str:
    """Name a ticket's folder."""
    return f"tickets/{ticket[:4]}/{ticket}"


def _holds(clone: Path, ticket: str, words: str) -> bool:
    return any(words in path.read_text("utf-8") for path in (clone / folder(ticket)).glob("*.md"))
