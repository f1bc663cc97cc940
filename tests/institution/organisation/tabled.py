"""Tables on the pages that give and take them: out, in, confirmed, and what is wrong with one."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.institution.governance.visitors import fresh_key, send


def exported(client: Client, address: str, format: str = "csv", **query: str) -> bytes:
    answer: Any = client.get(address, {"format": format, **query})
    return answer.getvalue()


def upload(client: Client, address: str, content: str | bytes, **said: str) -> Any:
    """What is shown of a file, with what else the form says."""
    written = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("table.csv", written)
    return client.post(address, {"key": fresh_key(), "table": file, **said})


def confirm(client: Client, address: str, shown: Any) -> str:
    form = shown.context["confirm"]
    return send(client, address, **{name: form[name].value() for name in form.initial})


def flaws_of(shown: Any) -> set[tuple[int, str, str]]:
    """Row, column and why, of each cell that cannot be taken."""
    return {(one.row, one.column, one.reason.code) for one, _why in shown.context["flaws"]}
