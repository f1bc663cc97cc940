"""Sessions that end when nothing is done for a time, and after a working day whatever is done.

Only the row's last instant is written as time goes on, never what a session holds: a page that is
slow to answer cannot undo what another one chose meanwhile.

Rows lie under a digest of the key, and only the browser has the key: whoever reads the database
cannot go on with anybody's session.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.utils import timezone

from bureau.record.instants import due

BEGUN = "begun"
WAS = "was"
"""The user who was signed in, where a session that ended by time goes on as nobody's."""
ENDED = "ended"
"""The row of the session that ended so."""
STEP = timedelta(minutes=1)
"""How finely the last instant is kept: a busy person costs one write a minute."""
OF_A_VISITOR = timedelta(minutes=15)
"""How long a session lasts in which nobody is signed in: a sign-in under way needs no longer. A
visitor can begin any number of them, and each is a row."""
ROW_KEY_LENGTH = 40
"""What Django's table has room for: 160 bits of the 256."""


def row_key_of(session_key: str | None) -> str:
    """What the row of a session lies under: the beginning of the SHA-256 of its key, hex; empty
    where there is no key."""
    if not session_key:
        return ""
    return hashlib.sha256(session_key.encode()).hexdigest()[:ROW_KEY_LENGTH]


class SessionStore(Kept):
    ends_at: datetime | None = None

    @property
    def row_key(self) -> str:
        return row_key_of(self.session_key)

    def begin(self, idle: timedelta) -> None:
        """Somebody signed in: from now on, for as long as something is done."""
        now = timezone.now()
        self[BEGUN] = int(now.timestamp())
        self.pop(WAS, None)
        self.pop(ENDED, None)
        self.ends_at = min(now + idle, self._last())

    def stay(self, idle: timedelta) -> None:
        """Something was done: the session lasts for `idle` from now, and no longer than its day."""
        self.setdefault(BEGUN, int(timezone.now().timestamp()))
        wanted = min(timezone.now() + idle, self._last())
        if self.ends_at and abs(wanted - self.ends_at) < STEP:
            return
        self.ends_at = wanted
        with _unless_others_write():
            Session.objects.filter(session_key=self.row_key).update(expire_date=wanted)

    def seconds_left(self) -> int:
        left = (self.ends_at or timezone.now()) - timezone.now()
        return max(0, int(left.total_seconds()))

    def flush(self) -> None:
        super().flush()
        self.ends_at = None

    def _last(self) -> datetime:
        begun, now = self.get(BEGUN), timezone.now()
        if not begun and WAS not in self:
            return now + OF_A_VISITOR
        since = min(datetime.fromtimestamp(begun, UTC), now) if begun else now
        return since + timedelta(seconds=settings.SESSION_COOKIE_AGE)

    def load(self) -> dict[str, Any]:
        """Where one would last longer than any may, a wrong clock began it: it has ended."""
        over = due("expire_date", timedelta(seconds=settings.SESSION_COOKIE_AGE))
        row = Session.objects.exclude(over).filter(session_key=self.row_key).first()
        if row is None:
            self._session_key = None
            return {}
        self.ends_at = row.expire_date
        return self.decode(row.session_data)

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        row = super().create_model_instance(data)
        row.session_key = self.row_key
        row.expire_date = self.ends_at or self._last()
        return row

    def exists(self, session_key: str) -> bool:
        return super().exists(row_key_of(session_key))

    def delete(self, session_key: str | None = None) -> None:
        super().delete(row_key_of(session_key or self.session_key))


@contextmanager
def _unless_others_write() -> Iterator[None]:
    """What the next request can do as well does not wait in the queue of SQLite: whoever reads a
    page does not wait for who writes."""
    waits = getattr(connection, "patience", None)
    connection.patience = 0  # type: ignore[attr-defined]
    try:
        with suppress(OperationalError):
            yield
    finally:
        connection.patience = waits  # type: ignore[attr-defined]
