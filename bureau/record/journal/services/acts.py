"""An act while it is open: what it locks, touches and commits to, and how it is sealed."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import F

from bureau.core.actors import Actor
from bureau.record.instants import SKEW
from bureau.record.journal.models import (
    ChainHead,
    Content,
    Entry,
    RecordHead,
    RecordNumber,
    Subject,
)
from bureau.record.journal.services.following import follow
from bureau.record.journal.store import commitment, entry_hash, insert_rows, kind_of


@dataclass(slots=True)
class Act:
    """One change in the making; passed to every service that takes part in it."""

    actor: Actor
    name: str
    at: datetime
    details: dict[str, Any] = field(default_factory=dict)
    _subjects: set[tuple[str, int]] = field(default_factory=set)
    _private: list[tuple[str, str, str | None]] = field(default_factory=list)
    _number: int | None = None
    _locked: list[tuple[str, int]] = field(default_factory=list)

    def touch(self, kind: str, *numbers: int) -> None:
        """Name what this act touched; a bulk act names every one."""
        self._subjects.update((kind, number) for number in numbers)

    def lock[M: models.Model](self, model: type[M], *ids: int) -> list[M]:
        """Lock rows of one table in order of their number, and read them as they stand."""
        rows = model._default_manager.select_for_update(of=("self",))
        found = list(rows.filter(pk__in=ids).order_by("pk"))
        if len(found) != len(set(ids)):
            raise ObjectDoesNotExist(f"{model._meta.label}: {sorted(ids)}")
        self._locked += [(kind_of(model), row.pk) for row in found]
        return found

    def locked(self) -> tuple[tuple[str, int], ...]:
        """What this act has locked so far, by kind and number."""
        return tuple(dict.fromkeys(self._locked))

    def record_number(self) -> int:
        """The record number of this act: raised once, under the record head's lock.

        Its instant is no earlier than the one before, which a clock may have set that is a little
        ahead. One that lies further ahead was set by a wrong clock, and binds nobody.
        """
        if self._number is None:
            RecordHead.objects.filter(pk=1).update(number=F("number") + 1)
            self._number = RecordHead.objects.get(pk=1).number
            latest = RecordNumber.objects.order_by("-number").first()
            if latest and latest.at - self.at <= SKEW:
                self.at = max(self.at, latest.at)
            RecordNumber.objects.create(number=self._number, at=self.at)
        return self._number

    def commit_to(self, name: str, content: str, *, keep: bool = True) -> None:
        """Bind the entry to `content` without saying it; `keep` stores it in an erasable row."""
        salt = secrets.token_hex(16)
        self.details.setdefault("commitments", {})[name] = commitment(salt, content)
        self._private.append((name, salt, content if keep else None))


def seal(act: Act) -> Entry:
    """Write the entry and move the chain's head; the last thing before commit."""
    if act.actor.token is not None:
        act.details["token"] = act.actor.token
    ChainHead.objects.filter(pk=1).update(sequence=F("sequence") + 1)
    head = ChainHead.objects.get(pk=1)
    if act.actor.prepares_for is not None:
        act.details["prepared_for"] = act.actor.prepares_for
    said = {
        "sequence": head.sequence,
        "at": act.at,
        "person": act.actor.person,
        "post": act.actor.post,
        "act": act.name,
        "record_number": act._number,
        "details": act.details,
        "previous": head.hash,
    }
    entry = Entry.objects.create(**said, hash=entry_hash(said, act._subjects))
    _write_parts(entry, act._subjects, act._private)
    ChainHead.objects.filter(pk=1).update(hash=entry.hash)
    follow_later()
    return entry


def _write_parts(
    entry: Entry,
    subjects: Iterable[tuple[str, int]],
    private: Iterable[tuple[str, str, str | None]],
) -> None:
    rows = [(entry.pk, kind, number) for kind, number in sorted(subjects)]
    insert_rows(Subject, ("entry", "kind", "number"), rows)
    Content.objects.bulk_create(
        Content(entry=entry, field=name, salt=salt, value=value) for name, salt, value in private
    )


def follow_later() -> None:
    """Ask the worker to bring every follower up to date; once is enough for many entries."""
    follow.enqueue()
