"""This repository's own jobs: those that `desk init` writes, with the tooling that is here.

`python -m tests.support.our_jobs` writes them anew; a test holds them fresh.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import plaindesk
from plaindesk.core.model.vocabulary import ForgeKind as Forge
from plaindesk.services.setup.workflows import JobPlace, jobs

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
PLACE = JobPlace(install=f"plaindesk=={plaindesk.__version__}")
_INSTALLED = f'      - run: |\n          pip install "{PLACE.install}"\n'
_HERE = """\
      - run: |
          pip install --quiet --require-hashes --requirement requirements.lock
          pip install --quiet --no-deps --no-build-isolation .
"""
_SITE = '"mkdocs.yml"]'


def our_jobs() -> Mapping[str, str]:
    """Say what each file should hold, by path."""
    return {path: _adapted(text) for path, text in jobs(Forge.GITHUB, PLACE).items()}


def _adapted(text: str) -> str:
    text = text.replace(_INSTALLED, _HERE)
    return text.replace(_SITE, f'{_SITE[:-1]}, "tooling/plaindesk/site/**"]')


def main() -> None:
    """Write them."""
    for path, text in our_jobs().items():
        (ROOT / path).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
