"""Merges, rebases and pushes: what Git does with a branch and the one it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.errors import DeskError
from plaindesk.store.git import Git

if TYPE_CHECKING:
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


class Branch(Git):
    """One work tree's Git, for what goes on between branches."""

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


def branch_of(root: Path, git_dir: Path | None) -> Branch:
    """Make ready to call; raises DeskError where there is no repository."""
    if git_dir is None:
        raise DeskError(f"{root} is not in a Git repository.", "Conflicts are Git's.")
    return Branch(root, git_dir)
