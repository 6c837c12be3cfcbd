"""What we ask of Git for a work tree.

Options are literal, and paths come behind `--` or through standard input.
"""

from __future__ import annotations

import os
import re
import tempfile
from functools import cached_property
from shutil import which
from typing import TYPE_CHECKING, Any

from plaindesk.core.errors import DeskError
from plaindesk.store.git.errors import NO_IDENTITY, GitBusyError, refusal
from plaindesk.store.git.identity import identity
from plaindesk.store.git.partial_clone import cone, promisor
from plaindesk.store.git.process import NO_GIT, GitFailedError, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

_IN_PROGRESS = {
    "MERGE_HEAD": ("a merge", "git merge --abort"),
    "rebase-merge": ("a rebase", "git rebase --abort"),
    "rebase-apply": ("a rebase", "git rebase --abort"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "git cherry-pick --abort"),
    "REVERT_HEAD": ("a revert", "git revert --abort"),
}
_AT_ONCE = 200
"""Paths in one command line."""
_OBJECT = re.compile(r"(?!0+$)[0-9a-f]{40,64}")
_NAMES = ("--batch-all-objects", "--unordered", "--batch-check=%(objectname)")
_FETCH = (
    "-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-tags",
    "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none", "--stdin", "--",
)  # fmt: skip
"""As Git itself fetches what a clone lacks."""


class Git:
    """One work tree's Git."""

    def __init__(self, root: Path, git_dir: Path) -> None:
        """Make ready to call; raises DeskError where there is no Git to call."""
        if which("git") is None:
            raise NO_GIT
        self.root = root
        self.git_dir = git_dir

    def refuse_unfit(self) -> None:
        """Raise DeskError where a commit would go wrong or get lost."""
        for name, (what, way_out) in _IN_PROGRESS.items():
            if (self.git_dir / name).exists():
                raise DeskError(
                    f"Git is in the middle of {what}.",
                    f"Finish it first (git status tells how; desk resolve puts tickets together), "
                    f"or call it off: {way_out}",
                )
        head = (self.git_dir / "HEAD").read_text("utf-8")
        if not head.startswith("ref:"):
            raise DeskError(
                "You are on no branch (detached HEAD), so a commit would be easily lost.",
                "Go to one: git switch main. Or keep the change staged: --no-commit",
            )
        self.author()

    def author(self) -> str:
        """Return the mail address that commits are made with; raises DeskError without one."""
        _, address = identity(self.root)
        if not address:
            raise NO_IDENTITY
        return address

    def changed(self, paths: Sequence[str]) -> list[str]:
        """List which of those tracked files differ from the last commit."""
        found: list[str] = []
        for start in range(0, len(paths), _AT_ONCE):
            out = self._run(
                "status",
                "--porcelain",
                "-z",
                "--untracked-files=no",
                "--",
                *paths[start : start + _AT_ONCE],
            )
            found += [line[3:] for line in out.split("\0") if line]
        return found

    def tracked(self, paths: Sequence[str]) -> set[str]:
        """List which of those files Git knows."""
        return self._listed("ls-files", "-z", "--", *paths)

    def known_below(self, folder: str) -> set[str]:
        """List the files of a folder that Git has in its index or in the last commit."""
        held = self._listed("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", f"{folder}/")
        return (held | self.tracked([folder])) - {""}

    def branch(self) -> str:
        """Name the branch that is checked out; empty where there is none."""
        head = (self.git_dir / "HEAD").read_text("utf-8").strip()
        return head.removeprefix("ref: refs/heads/") if head.startswith("ref: ") else ""

    def introduce(self, name: str, address: str) -> None:
        """Tell this repository who commits in it, where Git knows of nobody."""
        self._run("config", "user.name", name)
        self._run("config", "user.email", address)

    def stage(self, paths: Sequence[str]) -> None:
        """Stage files as they are on the disk, removals too."""
        if known := self._known(paths, staged=False):  # without any, Git would stage everything
            # A new ticket may begin a month that a sparse clone hasn't taken in yet.
            beyond = ("--sparse",) if cone(self.git_dir) else ()
            self._with_paths(known, "add", "--all", "--force", *beyond)

    def unstage(self, paths: Sequence[str]) -> None:
        """Let the index have those files as the last commit has them."""
        if self.has_commits():
            self._with_paths(paths, "reset", "--quiet")
        else:
            self._with_paths(paths, "rm", "--quiet", "--cached", "--force", "--ignore-unmatch")

    def commit(self, paths: Sequence[str], message: str) -> str | None:
        """Commit those files and nothing else that is staged; returns the commit's id.

        None where Git never knew any of them, or has them so already. Raises DeskError where a
        hook or a signature refuses it.
        """
        known = self._known(paths, staged=True)
        if not known:
            return None
        words = ("commit", "--quiet", "--only", "--no-edit", f"--message={message}")
        try:
            self._with_paths(known, *words)
        except DeskError:
            if self.has_commits() and not self.changed(known):
                return None
            raise
        return self.commit_of("HEAD", must=False)  # whatever comes now, it is committed

    def _known(self, paths: Sequence[str], *, staged: bool) -> list[str]:
        """Leave out files that are gone and that Git doesn't know: it would refuse their names.

        Once a removal is staged, only the last commit still has the file.
        """
        gone = [path for path in paths if not os.path.lexists(self.root / path)]
        held: set[str] = set()
        for start in range(0, len(gone), _AT_ONCE):
            some = gone[start : start + _AT_ONCE]
            held |= self._listed("ls-files", "-z", "--", *some)
            if staged:
                held |= self._listed("ls-tree", "-z", "--name-only", "HEAD", "--", *some)
        return [path for path in paths if path not in gone or path in held]

    def _listed(self, *command: str) -> set[str]:
        try:
            return {*self._run(*command).split("\0")}
        except DeskError:  # there is no commit yet
            return set()

    def has_commits(self) -> bool:
        """Tell whether there is a first commit."""
        return self.commit_of("HEAD", must=False) != ""

    def commit_of(self, name: str, *, must: bool = True) -> str:
        """Find the commit that a name means; raises DeskError, or returns nothing, without one."""
        wanted = f"{name}^{{commit}}"
        try:
            return self._run("rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
        except GitBusyError:
            raise
        except DeskError:
            if must:
                hint = "Name one as Git does: HEAD~3, origin/main, a tag."
                raise DeskError(f"There is no commit '{name}'.", hint) from None
            return ""

    @property
    def is_shallow(self) -> bool:
        """The clone has only the end of the history."""
        return (self.git_dir / "shallow").is_file()

    def refuse_shallow(self, what: str) -> None:
        """Raise DeskError in a clone that lacks the beginning, for what takes the history."""
        if self.is_shallow:
            raise DeskError(
                f"{what} takes the whole history, and this shallow clone has only its end.",
                "Get the rest: git fetch --unshallow",
            )

    def commit_at(self, moment: datetime) -> str:
        """Find where this branch stood at a moment; its first commit where it is younger.

        Raises DeskError in a shallow clone that doesn't reach back so far.
        """
        before = f"--before={moment.isoformat()}"
        found = self._run("rev-list", "-1", "--first-parent", before, "HEAD", "--")
        if not found:
            self.refuse_shallow("To look back so far")
        return found or self._run("rev-list", "--max-parents=0", "HEAD", "--").split()[-1]

    def log(self, form: str, revisions: Sequence[str], path: str) -> str:
        """List commits with every change of a file under a path, merges against each parent."""
        how = ("--date-order", "--full-history", "-m", "--raw", "--no-abbrev", "--no-renames", "-z")
        return self._run("log", *how, "--relative", form, *revisions, "--", path)

    def objects(self, names: Sequence[str]) -> bytes:
        """Read objects as `cat-file --batch` does.

        What a clone without old contents lacks is fetched first, all at once: Git would
        fetch one after the other.
        """
        self.get(names)
        with tempfile.TemporaryFile() as file:
            file.write(b"".join(os.fsencode(name) + b"\n" for name in names))
            file.seek(0)
            return self._call("cat-file", "--batch", stdin=file)

    def get(self, names: Iterable[str]) -> None:
        """Fetch what a clone without old contents lacks of some objects, all at once."""
        remote = promisor(self.git_dir)
        if not remote:
            return
        missing = [n for n in names if _OBJECT.fullmatch(n) and n not in self._held]
        if not missing:
            return
        with tempfile.TemporaryFile() as file:
            file.write("".join(f"{name}\n" for name in missing).encode("ascii"))
            file.seek(0)
            try:
                self._run(*_FETCH, remote, stdin=file)
            except DeskError as error:
                raise DeskError(
                    f"This clone lacks {len(missing)} old file contents, and '{remote}' did not "
                    f"give them. {error.message}",
                    "Try again with a connection, or make a clone without --filter.",
                ) from None
        self._held.update(missing)

    @cached_property
    def _held(self) -> set[str]:
        """The objects that a clone without old contents has; to list them fetches none."""
        return set(self._call("cat-file", *_NAMES).decode("ascii").split())

    def dirty(self, path: str) -> frozenset[str]:
        """List files under a path, new ones too, that differ from the last commit."""
        out = self._run(
            "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", path
        )
        top = self._run("rev-parse", "--show-prefix")  # a desk may be a folder of a repository
        return frozenset(line[3:].removeprefix(top) for line in out.split("\0") if line)

    def merge_base(self, one: str, other: str) -> str:
        """Find where two commits parted; raises DeskError where they never were one."""
        try:
            return self._run("merge-base", one, other)
        except GitBusyError:
            raise
        except DeskError:
            raise DeskError(
                "The two commits have no history in common.",
                "A shallow clone has too little of it: git fetch --unshallow",
            ) from None

    def differences(self, one: str, other: str, path: str) -> Iterator[tuple[str, str, str]]:
        """List the files under a path that differ, with the names of their bytes on both sides."""
        how = ("-r", "--raw", "--no-abbrev", "--no-renames", "--relative", "-z")
        parts = iter(self._run("diff-tree", *how, one, other, "--", path).split("\0"))
        for raw in parts:
            if raw:
                _, _, before, after, _ = raw.split(" ")
                yield next(parts), before, after

    def names(self, form: str, revisions: str, path: str) -> Iterator[tuple[str, list[str]]]:
        """List commits, the newest first, with the files under a path that each touched.

        The form starts with the byte 1, which no message has.
        """
        how = ("--no-renames", "--name-only", "--relative", "-m", "-z")
        out = self._run("log", *how, form, revisions, "--", path)
        for record in out.split("\x01")[1:]:
            header, *paths = record.split("\0")
            yield header, [path.strip("\n") for path in paths if path.strip("\n")]

    def naming(self, words: Sequence[str], paths: Sequence[str]) -> list[str]:
        """List the tracked files under some paths that hold one of those words."""
        asked = [part for word in words for part in ("-e", word)]
        try:
            out = self._run(
                "grep", "--files-with-matches", "--fixed-strings", "-z", *asked, "--", *paths
            )
        except GitBusyError:
            raise
        except DeskError:  # nothing was found
            return []
        return [path for path in out.split("\0") if path]

    def blob(self, commit: str, path: str) -> str:
        """Return the name of a file's bytes in a commit; empty where it isn't there."""
        listed = self._run("ls-tree", "-z", commit, "--", path)
        return listed.split("\t")[0].split(" ")[-1] if listed else ""

    def remotes(self) -> list[str]:
        """Name the other repositories that this one knows."""
        return self._run("remote").split()

    def count(self) -> int:
        """Count the commits of this branch."""
        return int(self._run("rev-list", "--count", "HEAD"))

    def _with_paths(self, paths: Iterable[str], *command: str) -> str:
        """Call Git with paths on its standard input: there is no limit to their number."""
        with tempfile.TemporaryFile() as file:
            file.write(b"\0".join(os.fsencode(path) for path in paths))
            file.seek(0)
            return self._run(*command, "--pathspec-from-file=-", "--pathspec-file-nul", stdin=file)

    def _run(self, *arguments: str, **how: object) -> str:
        return self._call(*arguments, **how).decode("utf-8", "surrogateescape").removesuffix("\n")

    def _call(self, *arguments: str, **how: Any) -> bytes:  # noqa: ANN401 - as `_execute` takes it
        try:
            return self._execute(*arguments, **how)
        except GitFailedError as error:
            raise refusal(str(error)) from None

    def _execute(
        self,
        *arguments: str,
        stdin: Any = None,  # noqa: ANN401 - any open file
        env: Mapping[str, str] | None = None,
    ) -> bytes:
        return run(self.root, arguments, stdin=stdin, more=env)
