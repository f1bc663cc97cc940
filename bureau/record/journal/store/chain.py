"""Entries as the chain hashes them, and how many rows are added at once."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, models
from django.db.models import Model

GENESIS = "0" * 64
HEAD_PREFIX = b"bureau.journal.head\n"
EVIDENCE_PREFIX = b"bureau.evidence\n"
BACKUP_PREFIX = b"bureau.backup\n"


def canonical(value: Any) -> str:
    """One text for one value: sorted keys, no spaces, as the stand-alone verifier writes it."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def commitment(salt: str, content: str) -> str:
    """SHA-256 over the random value and the content; says nothing of either."""
    return hashlib.sha256(bytes.fromhex(salt) + content.encode()).hexdigest()


def instant_text(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_said(entry: Mapping[str, Any], subjects: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """All that an entry says, as it is hashed and exported."""
    return {
        "sequence": entry["sequence"],
        "at": instant_text(entry["at"]),
        "person": entry["person"],
        "post": entry["post"],
        "act": entry["act"],
        "record_number": entry["record_number"],
        "details": entry["details"],
        "subjects": [list(subject) for subject in sorted(subjects)],
        "previous": entry["previous"],
    }


def details_said(details: object) -> dict[str, Any]:
    """The details of an entry; none where somebody put there what no entry says."""
    return details if isinstance(details, dict) else {}


def entry_hash(entry: Mapping[str, Any], subjects: Iterable[tuple[str, int]]) -> str:
    """The hash of an entry over all it says, its subjects and the hash before it."""
    return digest(entry_said(entry, subjects))


def kind_of(model: type[Model]) -> str:
    """What the rows of a table are called in references: its name in small letters."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()


def signed(said: Mapping[str, Any], key: str, prefix: bytes = HEAD_PREFIX) -> dict[str, Any]:
    """What is said with its Ed25519 signature and public key, both hex; `key` is the seed, in hex.

    The prefix keeps a signature over one kind of thing from being shown as one over another.
    """
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key))
    signature = private.sign(prefix + canonical(said).encode())
    return {
        **said,
        "signature": signature.hex(),
        "public_key": private.public_key().public_bytes_raw().hex(),
    }


def insert_rows(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Add many rows at once, with what each database does best; a model is made for none of them.

    Values are as the database keeps them, under the names of the model's fields.
    """
    if not rows:
        return
    table, columns = _quoted(model, names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def _quoted(model: type[models.Model], names: Sequence[str]) -> tuple[str, str]:
    quote = connection.ops.quote_name
    fields = (model._meta.get_field(name) for name in names)
    columns = (str(field.column) for field in fields if isinstance(field, models.Field))
    return quote(model._meta.db_table), ", ".join(map(quote, columns))
