"""A real mail server, and a real room to post into, on this machine."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage


class Mailbox:
    """What a mail server took, in the order it came."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refuses = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        """Take one mail, as the library asks for it."""
        del server, session
        if self.refuses:
            return "451 Try again later"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"

    def texts(self) -> list[str]:
        """Each mail as `to: subject`, then its text."""
        return [
            f"{', '.join(to)}: {mail['Subject']}\n{mail.get_content()}".replace("\r\n", "\n")
            for to, mail in zip(self.recipients, self.mails, strict=True)
        ]


@contextmanager
def mail_server() -> Iterator[tuple[Mailbox, str]]:
    """Run a server; gives what it takes, and the address to send to."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:  # the library needs to know its port
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, f"mailto://127.0.0.1:{port}?from=desk@example.com&to={{to}}"
    finally:
        controller.stop()


@contextmanager
def room() -> Iterator[tuple[list[dict[str, str]], str]]:
    """Run a web server that takes messages as JSON; gives them, and its address."""
    posted: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield posted, f"json://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
