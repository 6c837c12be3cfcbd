"""What every test gets: the same examples on every run, and no Git settings of this machine.

`pytest --hypothesis-profile=explore` looks for new examples instead.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "desk",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=_SLOW,
)
settings.register_profile(
    "explore", deadline=None, max_examples=2000, print_blob=True, suppress_health_check=_SLOW
)
settings.load_profile("desk")

os.environ.update(
    {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "Alice Novak",
        "GIT_AUTHOR_EMAIL": "alice@example.com",
        "GIT_COMMITTER_NAME": "Alice Novak",
        "GIT_COMMITTER_EMAIL": "alice@example.com",
        "PLAINDESK_NOW": "2026-11-21T12:00:00Z",
    }
)


_SHARED = ("pytest-of-", "playwright", ".org.chromium", "org.chromium", "pg-", "puppeteer", "pymp-")
"""Beginnings of names that last as long as a run of the tests: its own, and a browser's."""


TEMPORARY = Path(tempfile.mkdtemp(prefix=f"desk-{os.environ.get('PYTEST_XDIST_WORKER', 'tests')}-"))
"""This process's own temporary folder, so that what a test leaves in it is told."""
os.environ["TMPDIR"] = tempfile.tempdir = str(TEMPORARY)


def pytest_unconfigure() -> None:
    """Remove the folder; what tests wrote into theirs goes with it."""
    shutil.rmtree(TEMPORARY, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """Fail a test after which something of it lies in the temporary folder."""
    before = {*TEMPORARY.iterdir()}
    yield
    left = {*TEMPORARY.iterdir()} - before
    assert [path.name for path in left if not path.name.startswith(_SHARED)] == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with its folder's name: `pytest -m "core or text"`, `pytest -m journeys`."""
    top = Path(__file__).parent
    for item in items:
        folder, _, below = item.path.relative_to(top).as_posix().partition("/")
        item.add_marker(folder if below else "house")


def pytest_xdist_auto_num_workers() -> int:
    """Run one more process than there are cores: many tests wait for a browser or for Git."""
    return (os.cpu_count() or 1) + 1
