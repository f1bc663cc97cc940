"""Where the state of this installation lives: one folder, named by BUREAU_HOME."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

HOME = Path(os.environ.get("BUREAU_HOME", "var")).resolve()
OTHERS = 0o077
"""The bits of a mode that let anybody but the owner in."""


def let_nobody_else_in() -> None:
    """What this process writes from now on, its owner alone may read: files 0600, folders 0700."""
    os.umask(OTHERS)


def shut(home: Path) -> None:
    """Take from others what an earlier process, or a copy, let them do in the home. What is gone by
    then, and what somebody else owns, stays as it is."""
    for path in (home, *home.rglob("*")):
        with suppress(FileNotFoundError, PermissionError):
            if not path.is_symlink() and (mode := path.stat().st_mode) & OTHERS:
                path.chmod(mode & 0o7777 & ~OTHERS)


def database_url() -> str:
    """The shared database where DATABASE_URL names one, else a file in the home folder."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'bureau.sqlite3'}"


def secret_key() -> str:
    """The signing key: from the environment, else made once and kept in the home folder (0600)."""
    return os.environ.get("SECRET_KEY") or kept_secret("secret-key", lambda: secrets.token_hex(32))


def journal_key() -> str:
    """The seed that signs the journal's head, hex: outside the database, so that whoever can
    rewrite the rows cannot sign for them."""
    given = os.environ.get("BUREAU_JOURNAL_KEY")
    return given or kept_secret("journal", lambda: secrets.token_hex(32))


def kept_secret(name: str, make: Callable[[], str]) -> str:
    """Read the secret `name`, making it once; two processes that start together agree on one."""
    path = HOME / "keys" / name
    if path.exists():
        return path.read_text().strip()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(make())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()
