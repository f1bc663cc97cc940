"""An address on the loopback that keeps what it is told, and what it takes to tell it."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from bureau.institution.governance.services import drafts
from bureau.record.journal.services.following import advance
from bureau.record.programs.models import Webhook
from bureau.record.programs.queries.webhooks import webhooks_due
from bureau.record.programs.services import delivering, webhooks
from bureau.web.multilingual import text
from tests.institution.house import House

FOLLOWER = "bureau.record.programs.services.delivering.follow"


class Receiver(HTTPServer):
    """An address on the loopback that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Told)
        self.status = 200
        self.told: list[tuple[dict[str, str], bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/bureau"


class Told(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *said: Any) -> None:
        """Quiet."""


def keep(house: House, receiver: Receiver, name: str = "Olga", *kinds: str) -> Webhook:
    made = webhooks.make_webhook(
        house.actor(name), name="Trial", address=receiver.address, kinds=kinds
    )
    return Webhook.objects.get(pk=made)


def begin(house: House, reference: str = "W-1") -> int:
    return drafts.start_reorganisation(
        house.actor("Olga"),
        organisation=house.organisation,
        reference=reference,
        title=text(en="W"),
    )


def deliver() -> None:
    while advance(FOLLOWER):
        pass
    for webhook in webhooks_due():
        delivering.deliver_to.call(webhook)


def told(receiver: Receiver) -> list[dict[str, Any]]:
    return [json.loads(body) for _, body in receiver.told]
