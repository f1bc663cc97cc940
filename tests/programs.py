"""Programs that call at the api: a client with a token for each person of the house."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from bureau.core.scopes import Scope
from bureau.record.accounts.queries import secret_hash
from bureau.record.programs.services.tokens import make_token
from tests.institution.house import House

ALL = tuple(str(scope) for scope in Scope)


class Program:
    """Sends JSON, keeps the last answer, and gives each change a key of its own."""

    def __init__(self, secret: str | None) -> None:
        self.client = Client()
        self.headers = {"authorization": f"Bearer {secret}"} if secret else {}
        self.count = 0

    def get(self, address: str, status: int = 200, **headers: str) -> Any:
        self.answer = self.client.get(f"/api/{address}", headers={**self.headers, **headers})
        assert self.answer.status_code == status, self.answer.content
        return _read(self.answer)

    def send(
        self,
        address: str,
        said: object = None,
        status: int = 201,
        *,
        method: str = "post",
        key: str = "",
        match: str = "*",
        **headers: str,
    ) -> Any:
        self.count += 1
        own = {"idempotency-key": key or f"program-{id(self)}-{self.count}", "if-match": match}
        self.answer = getattr(self.client, method)(
            f"/api/{address}",
            json.dumps(said) if said is not None else "",
            content_type="application/json",
            headers={**self.headers, **own, **headers},
        )
        assert self.answer.status_code == status, self.answer.content
        return _read(self.answer)

    def ask(self, method: str, address: str, said: object) -> Any:
        """Any request to a whole address, whatever comes back."""
        self.count += 1
        own = {"idempotency-key": f"program-{id(self)}-{self.count}", "if-match": "*"}
        ask = getattr(self.client, method.lower())
        if method == "GET":
            return ask(address, headers=self.headers)
        body = json.dumps(said) if said is not None else ""
        headers = {**self.headers, **own}
        return ask(address, body, content_type="application/json", headers=headers)

    def hand_in(self, address: str, fields: Mapping[str, object]) -> Any:
        """A file sent to a whole address as a form has it, whatever comes back."""
        self.count += 1
        own = {"idempotency-key": f"program-{id(self)}-{self.count}"}
        return self.client.post(address, fields, headers={**self.headers, **own})

    def tag(self, address: str) -> str:
        self.get(address)
        return str(self.answer.headers["ETag"])


def _read(answer: Any) -> Any:
    if answer.content and "json" in answer.headers.get("Content-Type", ""):
        return json.loads(answer.content)
    return answer.content.decode(errors="replace")


def program(house: House, name: str, *scopes: str, post: str | None = None) -> Program:
    """A program of the person of that name; all scopes where none is named."""
    return Program(token(house, name, *scopes, post=post))


def token(house: House, name: str, *scopes: str, post: str | None = None) -> str:
    """The secret of a new token."""
    secret = f"bureau_{name}-{'-'.join(scopes)}-{post}"
    make_token(
        house.actor(name),
        name="Trial",
        scopes=scopes or ALL,
        valid_until=timezone.now().date() + timedelta(days=30),
        digest=secret_hash(secret),
        hint=secret[:12],
        post=house.posts[post] if post else None,
    )
    return secret


def section(house: House, code: str = "NEW") -> dict[str, Any]:
    """An action that establishes a section under the bureau."""
    return {
        "kind": "establish_unit",
        "day": "2024-07-01",
        "values": {"code": code, "kind": "section", "parent": house.units["TSB"]},
        "words": {"name": {"original": "en", "words": {"en": "New section"}}},
        "reason": "Tried",
    }


def started(by: Program, reference: str = "API-1") -> str:
    """The address of a draft that a program began."""
    said = {"reference": reference, "title": {"words": {"en": "By a program"}}}
    return f"reorganisations/{by.send('reorganisations', said)['id']}"
