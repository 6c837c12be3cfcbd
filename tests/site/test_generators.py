"""Another generator builds the same pages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.site.test_build import contents

BIN = Path(sys.executable).parent
MAIN = re.compile(r"<article.*</article>", re.DOTALL)


def test_properdocs_builds_the_same_pages(desk_on_disk: Path, tmp_path: Path) -> None:
    said = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    built = {}
    for program in ("mkdocs", "properdocs"):
        output = str(tmp_path / program)
        command = [str(BIN / program), "build", "--strict", "-f", "mkdocs.yml", "-d", output]
        done = subprocess.run(
            command,
            cwd=desk_on_disk,
            env={**os.environ, **said},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        built[program] = contents(tmp_path / program)
    one, other = built["mkdocs"], built["properdocs"]
    assert one.keys() == other.keys()
    pages = [name for name in one if name.endswith(".html")]
    assert [name for name in pages if _main(one[name]) != _main(other[name])] == []


def _main(page: bytes) -> str:
    found = MAIN.search(page.decode())
    return found[0] if found else ""
