"""Django's way to a mail server, with one deadline for all that is said to it about a message."""

import smtplib
import socket

from django.core.mail.backends import smtp

from bureau.record.deadlines import Deadline


class Within(smtplib.SMTP):
    """Connects under a deadline."""

    deadline: Deadline

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self.deadline.connect(self.deadline.addresses_of(host, port), port)


class WithinTls(smtplib.SMTP_SSL, Within):
    """The same with TLS from the start."""


class EmailBackend(smtp.EmailBackend):
    """`timeout` is for everything from `open` to `close`: in seconds, and at the end of it the
    connection is shut, whatever it waits for."""

    def open(self) -> bool | None:
        if self.connection:
            return False
        self._deadline = Deadline(self.timeout or 60).__enter__()
        try:
            return super().open()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._deadline.__exit__(None, None, None)

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        base = WithinTls if self.use_ssl else Within
        return type(base.__name__, (base,), {"deadline": self._deadline})
