"""`desk kb eval`: how well the search answers."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaindesk.cli.open_desk import open_here
from plaindesk.cli.options import json_option
from plaindesk.cli.output import echo_json, width

if TYPE_CHECKING:
    from plaindesk.core.results.evaluation import Asked, Score


@click.command("eval")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Ask this built site's own search, in Chromium.",
)
@json_option
def evaluate(file: Path, site: Path | None, as_json: bool) -> None:
    """Ask the search questions whose answers are known, and measure.

    \b
    desk kb eval questions.yml
    """
    from plaindesk.render.terminal import safe
    from plaindesk.services.knowledge.search_quality import ask, questions

    desk = open_here()
    asked = questions(desk, file)
    if site is None:
        asked = ask(desk, asked)
    else:
        from plaindesk.site.search.browser_search import ask as ask_site

        asked = ask_site(site, asked, desk.settings.default_language)
    scores = _scores(asked)
    missed = [each for each in asked if each.place != 1]
    if as_json:
        rows = {name: asdict(score) for name, score in scores.items()}
        echo_json({"scores": rows, "missed": [_missed(each) for each in missed]})
    else:
        click.echo(safe(_text(scores, missed)))


def _scores(asked: list[Asked]) -> dict[str, Score]:
    from plaindesk.core.results.evaluation import score

    languages = dict.fromkeys(each.language for each in asked)
    by = {code: score([each for each in asked if each.language == code]) for code in languages}
    return {**by, "all": score(asked)}


def _missed(asked: Asked) -> dict[str, object]:
    return {**asdict(asked), "place": asked.place}


def _text(scores: dict[str, Score], missed: list[Asked]) -> str:
    from plaindesk.render.terminal import safe, table

    head = ("LANGUAGE", "QUERIES", "HIT@1", "HIT@3", "MRR@10", "NDCG@10")
    rows = [
        (name, str(s.queries), *(f"{n:.3f}" for n in (s.hit_1, s.hit_3, s.mrr_10, s.ndcg_10)))
        for name, s in scores.items()
    ]
    lines = [*table([head, *rows], columns=width())]
    if missed:
        lines += ["", "Not answered first:"]
        for each in missed:
            lines.append(f"  {each.place or '-':>2}  {each.language}  {safe(each.words)}")
            if each.lacks:
                lines.append(safe(f"          {each.answers[0]} lacks: {', '.join(each.lacks)}"))
    return "\n".join(lines)
