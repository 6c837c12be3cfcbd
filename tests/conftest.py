"""What every test gets: the same examples on every run, and no Git settings of this machine.

`pytest --hypothesis-profile=explore` looks for new examples instead.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

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


def pytest_xdist_auto_num_workers() -> int:
    """Run one more process than there are cores: many tests wait for a browser or for Git."""
    return (os.cpu_count() or 1) + 1
