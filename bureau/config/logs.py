"""One line of JSON an event, on standard error: when, how grave, where, what."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from typing import Any

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request"}
WITH_SECRETS = ("sign-in/link", "review", "calendars")
"""Where the addresses begin that end in a secret: whoever has one is let in."""
NAMES_OF_SECRETS = ("token", "secret", "code", "state", "password", "key")
"""What queries call one: our own, and those of a provider of identities."""


def _parted(sign: str) -> str:
    """A pattern of a sign in an address, also where it was quoted for another's query."""
    return f"(?:{re.escape(sign)}|%(?:25)*{ord(sign):02X})"


_PATHS = "|".join(each.replace("/", _parted("/")) for each in WITH_SECRETS)
_QUERIES = f"(?:{_parted('?')}|{_parted('&')})(?:{'|'.join(NAMES_OF_SECRETS)}){_parted('=')}"
SECRET = re.compile(
    rf"((?:^|(?<![\w-])|(?<=2F))(?:{_PATHS}){_parted('/')}|{_QUERIES}|\b(?:bureau|rv)_(?=[\w-]{{20}}))"
    r"(?:(?!%(?:25)*(?:2F|26|23))[^\s/?&#\"'<>\\])+",
    re.IGNORECASE,
)


def without_secrets(text: str) -> str:
    """The text with a mark in the place of each secret of an address, query or token."""
    return SECRET.sub(r"\1[secret]", text)


class JsonLines(logging.Formatter):
    """Every record as one JSON object without secrets; a failure with its traceback, never with
    its arguments."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, str] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        said |= {name: str(value) for name, value in vars(record).items() if name not in STANDARD}
        if record.exc_info:
            said["traceback"] = "".join(traceback.format_exception(*record.exc_info))
        hidden = {name: without_secrets(value) for name, value in said.items()}
        return json.dumps(hidden, ensure_ascii=False)


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "bureau.config.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "bureau": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
    },
}
