"""What makes a build quick changes nothing in what is built."""

from __future__ import annotations

import gc
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from weakref import ref

import pytest
from jinja2 import Environment, TemplateSyntaxError
from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, get_files
from mkdocs.theme import Theme

from plaindesk.site.accel.extension_cache import Once
from plaindesk.site.accel.gc_tuning import seek_as, seek_seldom
from plaindesk.site.accel.template_cache import dress
from plaindesk.site.accel.unsearched_footer import split
from plaindesk.site.accel.virtual_files import hand
from plaindesk.site.build import mkdocs_config
from plaindesk.site.build.building import build, mkdocs_file
from plaindesk.site.pages.page import Page

if TYPE_CHECKING:
    from pathlib import Path

    from plaindesk.site.build.site_source import Content

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
    every = mkdocs_config.EXTENSIONS
    anew = [Markdown(extensions=[*every], extension_configs=every).convert(t) for t in TEXTS]
    assert made(*every, **every) == anew


def test_signs_of_other_extensions_are_looked_for_too() -> None:
    every = [*mkdocs_config.EXTENSIONS, "pymdownx.mark"]
    kept = Once(every, mkdocs_config.EXTENSIONS)
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


def test_pages_are_handed_over_in_the_order_of_files(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["b", "a/z", "a/index", "index", "a/b/c", "a/README", "a-b", "a.b", "A/x"]
    pages = {f"{name}.md": Page(name=name, title="", kind="article", body=name) for name in names}
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ndocs_dir: docs\n")
    for path, page in pages.items():
        (tmp_path / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / path).write_text(page.body)
    settings = load_config(str(tmp_path / "mkdocs.yml"))
    found = [file.src_uri for file in get_files(settings)]
    monkeypatch.setattr(settings.plugins, "_current_plugin", "plaindesk", raising=False)
    files = Files([File.generated(settings, "x.css", content="")])
    assert [file.src_uri for file in hand(pages, files, settings)] == [*found, "x.css"]
    assert caplog.messages[-1] == "a/README.md is left out: a/index.md has the same address."


def test_the_theme_has_every_file_but_hidden_ones() -> None:
    plain, dressed = Theme(name="material"), Theme(name="material")
    dress(dressed)
    every = [name for name in plain.get_env().list_templates() if not name.startswith(".icons/")]
    assert dressed.get_env().list_templates() == every


def test_templates_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_anew = Environment.compile

    def counting(env: Environment, *told: Any, **more: Any) -> Any:  # noqa: ANN401 - as it was
        compiled.append(told[1])
        return compile_anew(env, *told, **more)

    monkeypatch.setattr(Environment, "compile", counting)
    for _ in range(2):
        theme = Theme(name="readthedocs")
        dress(theme)
        theme.get_env().get_template("footer.html")
    assert compiled == ["footer.html"]


@pytest.mark.parametrize("text", ["Fine.", "{% no such block %}"])
def test_a_build_leaves_pythons_search_for_cycles_as_it_was(
    text: str, desk_content: Content, tmp_path: Path
) -> None:
    before = gc.get_threshold()
    own = tmp_path / "overrides"
    own.mkdir()
    (tmp_path / "kb").mkdir()
    (own / "main.html").write_text(text)
    dressed = mkdocs_file("Help").replace("theme:\n", "theme:\n  custom_dir: overrides\n")
    (tmp_path / "mkdocs.yml").write_text(dressed, "utf-8")
    with suppress(TemplateSyntaxError):
        build(tmp_path, tmp_path / "site", desk_content)
    assert gc.get_threshold() == before


def test_a_build_lets_go_of_what_an_earlier_one_left() -> None:
    class Held:
        def __init__(self) -> None:
            self.own = self

    before = seek_seldom()
    left = ref(Held())
    seek_as(before)
    assert left()
    seek_as(seek_seldom())
    assert not left()
