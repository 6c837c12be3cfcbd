"""What makes a build quick changes nothing in what is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markdown import Markdown

from plaindesk.site import config
from plaindesk.site.building import build, mkdocs_file
from plaindesk.site.closing import split
from plaindesk.site.once import Once

if TYPE_CHECKING:
    from pathlib import Path

    from plaindesk.site.loading import Content

TEXTS = (
    "Plain words, and more of them?",
    "With *stress*, `code`, [a link](x.md), <https://a.example>, &copy; and a_b\\_c.",
    "Two  \nlines and an abbreviation: HTML.\n\n*[HTML]: a language",
    "A note.[^1] Another.[^2]\n\n[^1]: Said *once*.\n[^2]: Plain.",
    "# Head\n\n## Head\n\n- [ ] item *x*\n- plain\n\n| a | b |\n|---|---|\n| c & d | `e` |",
    '```python\nprint("<b>")\n```\n\n!!! note "Plain"\n    Text *in* it, then plain.\n',
    "![picture](a.png) and [named][1].\n\n[1]: b.md\n\nStill [named][1].",
    "[named][1] in a later page leads nowhere.",
)


def made(*extensions: object, **options: dict[str, object]) -> list[str]:
    kept = Once(extensions, options)
    return [Markdown(extensions=[kept]).convert(text) for text in TEXTS]


def test_one_converter_writes_what_one_for_each_page_does() -> None:
    every = config.EXTENSIONS
    anew = [Markdown(extensions=[*every], extension_configs=every).convert(t) for t in TEXTS]
    assert made(*every, **every) == anew


def test_signs_of_other_extensions_are_looked_for_too() -> None:
    every = [*config.EXTENSIONS, "pymdownx.mark"]
    kept = Once(every, config.EXTENSIONS)
    assert "<mark>this</mark>" in Markdown(extensions=[kept]).convert("Mark ==this== here.")


@pytest.mark.parametrize(
    ("before", "end"),
    [
        ("<h2>Own</h2>", '<h2 class="pd-stuck"{}>Stuck</h2>'),
        ("<h2>Own</h2>", '<h2{} id="r">Related</h2><ul></ul><h2 class="pd-stuck"{}>Stuck</h2>'),
        (
            '<h2 data-search-exclude="data-search-exclude">Own</h2><h3>Found</h3>',
            '<h2 class="pd-stuck"{}>Stuck</h2>',
        ),
    ],
)
def test_only_what_is_never_found_is_put_aside(before: str, end: str) -> None:
    mark = ' data-search-exclude="data-search-exclude"'
    content = before + end.replace("{}", mark)
    assert split(content) == (before, end.replace("{}", ""))
    assert split("<p>A page</p>") == ("<p>A page</p>", "")


def test_templates_of_the_desk_see_every_page(desk_content: Content, tmp_path: Path) -> None:
    own = tmp_path / "overrides" / "partials"
    own.mkdir(parents=True)
    (tmp_path / "kb").mkdir()
    (own / "top.html").write_text("<i>{{ page.url }}</i>")
    dressed = mkdocs_file("Help").replace("theme:\n", "theme:\n  custom_dir: overrides\n")
    (tmp_path / "mkdocs.yml").write_text(dressed, "utf-8")
    build(tmp_path, tmp_path / "site", desk_content)
    for page in ("account/reset", "account/sign-in"):
        assert f"<i>{page}/</i>" in (tmp_path / "site" / page / "index.html").read_text("utf-8")
