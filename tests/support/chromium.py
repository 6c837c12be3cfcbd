"""Find a Chromium for the browser tests, or fetch one; print its path.

In order: the one named in the environment, the system's, Debian's package when we
may install it, Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
PACKAGES = ("chromium", "fonts-noto-core")
HELP = (
    "No Chromium was found, and none could be fetched. The browser tests need one: install the "
    "package `chromium` (Debian: apt-get install chromium fonts-noto-core), or name a Chromium or "
    "Chrome in PLAINDESK_CHROMIUM."
)


def named() -> str | None:
    """Take the one in the environment."""
    return shutil.which(os.environ.get("PLAINDESK_CHROMIUM", ""))


def installed() -> str | None:
    """Take the system's."""
    found = (shutil.which(name) for name in (*NAMES, str(MAC)))
    return next((path for path in found if path), None)


def from_debian() -> str | None:
    """Install Debian's package, where we may."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    say("Installing the packages " + " ".join(PACKAGES) + " ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # The lists may be missing or stale on a fresh machine; the second command tells.
    run(["apt-get", "update", "-q"], environment)
    run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES], environment)
    return installed()


def from_playwright() -> str | None:
    """Take Playwright's own, downloaded once into its cache."""
    from playwright.sync_api import sync_playwright

    say("Fetching Playwright's Chromium ...")
    if not run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ)):
        return None
    with sync_playwright() as playwright:
        return shutil.which(playwright.chromium.executable_path)


def run(command: list[str], environment: dict[str, str]) -> bool:
    """Run a command with its talk on stderr; say whether it went well."""
    done = subprocess.run(command, env=environment, stdout=sys.stderr, check=False)
    return done.returncode == 0


def say(message: str) -> None:
    """Talk on stderr: stdout carries the path alone."""
    sys.stderr.write(message + "\n")


def find() -> str | None:
    """Try every way in order."""
    ways: tuple[Callable[[], str | None], ...] = (named, installed, from_debian, from_playwright)
    return next((path for way in ways if (path := way())), None)


if __name__ == "__main__":
    path = find()
    if path is None:
        sys.exit(HELP)
    sys.stdout.write(path + "\n")
