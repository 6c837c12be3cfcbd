"""The pages of the agents' site: boards, tickets and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaindesk.core.model.articles.own_addresses import BOARD
from plaindesk.site.agents.board import page_of
from plaindesk.site.agents.lists import queue_page, sla_page
from plaindesk.site.agents.reports import reports_page
from plaindesk.site.agents.ticket_page import ticket_page
from plaindesk.site.pages import markdown_text as md
from plaindesk.site.pages.page_parts import item, made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaindesk.site.agents.board import Board
    from plaindesk.site.pages.page import Page, Site


def board_pages(board: Board, site: Site) -> Iterator[Page]:
    """Write the boards, the tickets and the reports, in the desk's default language."""
    body = [f"# {board.words.boards}", "\n".join(board_cards(board, f"{BOARD}/index"))]
    yield made(site, name=f"{BOARD}/index", title=board.words.boards, kind="section", body=body)
    for queue, held in board.by_queue().items():
        yield queue_page(site, page_of(queue), board.title_of(queue), held, board.now)
    yield sla_page(site, f"{BOARD}/sla", board.open_rows(), board.now)
    yield reports_page(site, f"{BOARD}/reports", board.rows, board.queues, board.now)
    for each in board.rows:
        yield ticket_page(site, each, board.now)


def board_cards(board: Board, page: str) -> list[str]:
    """Sum every queue up for a page that leads to all boards and reports."""
    queues = [
        (board.title_of(queue), page_of(queue), board.summed(held))
        for queue, held in board.by_queue().items()
    ]
    more = ((board.words.sla_board, f"{BOARD}/sla"), (board.words.reports, f"{BOARD}/reports"))
    every = [*queues, *((title, place, "") for title, place in more)]
    return [item(title, md.relative(page, f"{to}.md"), summed) for title, to, summed in every]
