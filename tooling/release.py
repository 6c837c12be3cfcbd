"""What a release is held to: its tag, its version and its part of the changelog agree.

`python tooling/release.py v0.2.0` prints what the release says of itself, or why there is none.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_VERSION = re.compile(r'^__version__ = "([\w.]+)"$', re.MULTILINE)
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_DATED = re.compile(r"(?P<version>\S+) - \d{4}-\d{2}-\d{2}")


class NoReleaseError(Exception):
    """Why this tag is no release."""


def notes_of(tag: str, version: str, changelog: str) -> str:
    """Take a version's part out of the changelog; raises NoReleaseError where something is amiss.

    The tag is the version after a `v`; the part has a date and says something, and nothing
    stands above it that isn't released.
    """
    if tag != f"v{version}":
        message = f"The tag is {tag}, and the version {version}: tag it v{version}, or raise it."
        raise NoReleaseError(message)
    titles, bodies = _SECTION.findall(changelog), _SECTION.split(changelog)[2::2]
    parts = dict(zip(titles, (body.strip() for body in bodies), strict=True))
    if parts.get("Unreleased"):
        message = "CHANGELOG.md has changes under 'Unreleased': move them below the version."
        raise NoReleaseError(message)
    for title, body in parts.items():
        dated = _DATED.fullmatch(title)
        if dated and dated["version"] == version and body:
            return f"{body}\n"
    message = f"CHANGELOG.md has no part '## {version} - YYYY-MM-DD' that says something."
    raise NoReleaseError(message)


def main() -> None:
    """Print the notes of the tag that is named."""
    version = _VERSION.search((ROOT / "tooling/plaindesk/__init__.py").read_text("utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    try:
        sys.stdout.write(notes_of(sys.argv[1], version[1] if version else "", changelog))
    except NoReleaseError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
