"""Merges, rebases and pushes: what Git does with a branch and the one it comes from."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from plaindesk.core.errors import DeskError
from plaindesk.store.git.commands import Git
from plaindesk.store.git.process import (
    LOCAL,
    NO_GIT,
    GitFailedError,
    command,
    environment,
    top_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_GOING_ON = {
    "rebase-merge": "git rebase --continue",
    "rebase-apply": "git rebase --continue",
    "MERGE_HEAD": "git commit --no-edit",
    "CHERRY_PICK_HEAD": "git cherry-pick --continue",
    "REVERT_HEAD": "git revert --continue",
}
_OTHERS = ("MERGE_HEAD", "REBASE_HEAD", "CHERRY_PICK_HEAD")
"""Where Git notes the commit whose changes it takes over."""


_OURS = ("tickets/", "kb/")
_NO_EDITOR = {"GIT_EDITOR": "true", "GIT_SEQUENCE_EDITOR": "true"}
FASTER = re.compile(r"\[rejected\]|cannot lock ref|failed to update ref|incorrect old value")
"""What Git says where somebody else's push came first."""


class Upstream(NamedTuple):
    """Where a branch is sent: the remote, its name there, and what we last saw of it."""

    remote: str
    ref: str
    tracking: str


class Branch(Git):
    """One work tree's Git, for what goes on between branches, through GitPython.

    A fetch or a merge takes so long that its import is no matter.
    """

    def _execute(
        self,
        *arguments: str,
        stdin: Any = None,  # noqa: ANN401 - any open file
        env: Mapping[str, str] | None = None,
    ) -> bytes:
        try:
            from git.cmd import Git as Program
            from git.exc import GitCommandError, GitCommandNotFound
        except ImportError:  # it looks for the program while it is imported
            raise NO_GIT from None
        for name in LOCAL:
            os.environ.pop(name, None)
        held = environment(top_of(str(self.root)), env)
        how = {"stdout_as_string": False, "strip_newline_in_stdout": False, "istream": stdin}
        try:
            found: bytes = Program(str(self.root)).execute(command(arguments), env=held, **how)
        except GitCommandNotFound:
            raise NO_GIT from None
        except GitCommandError as error:
            said = str(error.stderr).strip().removeprefix("stderr: ").strip("'\n ")
            raise GitFailedError(said) from None
        return found

    def unmerged(self) -> dict[str, dict[int, str]]:
        """List files in conflict with what each side has: 1 the base, 2 ours, 3 theirs."""
        found: dict[str, dict[int, str]] = {}
        for line in self._run("ls-files", "--unmerged", "-z").split("\0"):
            if line:
                head, path = line.split("\t", 1)
                _, blob, stage = head.split(" ")
                found.setdefault(path, {})[int(stage)] = blob
        return found

    def still_unmerged(self) -> list[str]:
        """List files in conflict, those outside of the desk's folder too."""
        out = self._run("diff", "--name-only", "--diff-filter=U", "--no-relative", "-z")
        top = self._run("rev-parse", "--show-prefix")
        return sorted({path.removeprefix(top) for path in out.split("\0") if path})

    def going_on(self) -> str:
        """Say the command that ends the merge or rebase that is under way."""
        named = (way for name, way in _GOING_ON.items() if (self.git_dir / name).exists())
        return next(named, "git commit")

    def began(self, how: str) -> str:
        """Name the commit at which the merge or rebase under way began; empty without one."""
        if how == "merge":
            return self.commit_of("HEAD") if (self.git_dir / "MERGE_HEAD").exists() else ""
        begun = (self.git_dir / name / "orig-head" for name in ("rebase-merge", "rebase-apply"))
        return next((path.read_text("utf-8").strip() for path in begun if path.exists()), "")

    def held_by(self, commit: str, folder: str) -> frozenset[str] | None:
        """Name the files of a folder in a commit; None where there is no such commit."""
        try:
            out = self._run("ls-tree", "-z", "--name-only", commit, "--", f"{folder}/")
        except DeskError:
            return None
        return frozenset(path.rpartition("/")[2] for path in out.split("\0") if path)

    def other(self) -> str:
        """Name the commit whose changes are taken over; empty where nothing is under way."""
        return next((name for name in _OTHERS if (self.git_dir / name).exists()), "")

    def rebased(self) -> str:
        """Name the last of the commits that are being rebased; empty where none are."""
        places = (
            self.git_dir / folder / "orig-head" for folder in ("rebase-merge", "rebase-apply")
        )
        found = next((place for place in places if place.exists()), None)
        return found.read_text("utf-8").strip() if found else ""

    def upstream(self) -> Upstream:
        """Find where this branch is sent to; raises DeskError where that is nowhere."""
        head = (self.git_dir / "HEAD").read_text("utf-8").strip().removeprefix("ref: ")
        form = "--format=%(upstream:remotename)%00%(upstream:remoteref)%00%(upstream)"
        found = self._run("for-each-ref", form, "--", head).split("\0")
        if len(found) != len(("remote", "ref", "tracking")) or not all(found):
            name = head.removeprefix("refs/heads/")
            raise DeskError(
                f"The branch '{name}' is not sent anywhere yet.",
                f"Say where to, once: git push --set-upstream origin {name}",
            )
        return Upstream(*found)

    def fetch(self, remote: str) -> None:
        """Get what is new; raises DeskError where the other side can't be reached."""
        self._run("fetch", "--quiet", "--", remote)

    def standing(self, upstream: Upstream) -> tuple[int, int]:
        """Count the commits that only we have, and those that only the other side has."""
        between = f"HEAD...{upstream.tracking}"
        ahead, behind = self._run("rev-list", "--left-right", "--count", between, "--").split()
        return int(ahead), int(behind)

    def has_merges(self, upstream: Upstream) -> bool:
        """Tell whether a commit that only we have is a merge: a rebase would flatten it."""
        mine = f"{upstream.tracking}..HEAD"
        return self._run("rev-list", "--merges", "--max-count=1", mine, "--") != ""

    def uncommitted(self) -> tuple[str, ...]:
        """List files with changes that are in no commit, and new ones of tickets and articles."""
        out = self._run("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
        top = self._run("rev-parse", "--show-prefix")
        lines = ((line[:2], line[3:].removeprefix(top)) for line in out.split("\0") if line)
        return tuple(path for how, path in lines if how != "??" or path.startswith(_OURS))

    def refuse_changes(self) -> None:
        """Raise DeskError where tracked files have changes that are in no commit."""
        out = self._run("status", "--porcelain", "--untracked-files=no")
        if out:
            raise DeskError(
                f"There are changes that are not committed: {out.split(maxsplit=2)[1]}.",
                "Commit them first: git commit -a",
            )

    def take_over(self, *command: str) -> bool:
        """Merge or rebase, or go on with it; False where it stopped at a conflict.

        Raises DeskError where it could not even begin.
        """
        try:
            # Entries are much alike: Git would take new ones for old ones with a new name.
            self._run(
                "-c",
                "merge.renames=false",
                "-c",
                "rebase.autoStash=false",
                *command,
                env=_NO_EDITOR,
            )
        except DeskError:
            if not self.other():
                raise
            return False
        return True

    def push(self, upstream: Upstream) -> bool:
        """Send our commits, never by force; False where somebody was faster."""
        try:
            self._run("push", "--", upstream.remote, f"HEAD:{upstream.ref}")
        except DeskError as error:
            if FASTER.search(error.message):
                return False
            raise
        return True


def branch_of(root: Path, git_dir: Path | None) -> Branch:
    """Make ready to call; raises DeskError where there is no repository."""
    if git_dir is None:
        raise DeskError(f"{root} is not in a Git repository.", "Conflicts are Git's.")
    return Branch(root, git_dir)
