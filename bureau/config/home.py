"""Where the state of this installation lives: one folder, named by BUREAU_HOME."""

import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

HOME = Path(os.environ.get("BUREAU_HOME", "var")).resolve()
OTHERS = 0o077
"""The bits of a mode that let anybody but the owner in."""
KEY_LEAST = 32
DATABASES = ("postgres", "postgresql", "sqlite")
SWITCHES = {
    **dict.fromkeys(("1", "true", "yes"), True),
    **dict.fromkeys(("", "0", "false", "no"), False),
}


def let_nobody_else_in() -> None:
    """What this process writes from now on, its owner alone may read: files 0600, folders 0700."""
    os.umask(OTHERS)


WRITTEN = (
    *("keys", "files", "static", "columns*", "backups"),
    *("heads.jsonl*", "erasures.jsonl*", "bureau.sqlite3*"),
    *("restoring-*", "register.jsonl", "candidate.sqlite3*", "database"),
)
"""What Bureau writes in its home, and in that of a restore, by the patterns of the names."""
MARKS = ("keys/journal", "keys/secret-key", "heads.jsonl", "erasures.jsonl", "bureau.sqlite3")
"""By what a home is known as one."""


def refuse_foreign(home: Path) -> None:
    """Raises SystemExit where the home holds what others wrote and no mark of Bureau: it was
    mistyped, and nothing in it is touched."""
    if not home.exists() or any((home / mark).exists() for mark in MARKS):
        return
    patterns = (*WRITTEN, "lost+found", ".*")
    names = [path.name for path in home.iterdir()]
    if any(not any(fnmatch(name, pattern) for pattern in patterns) for name in names):
        raise SystemExit(
            f"{home} (BUREAU_HOME) holds files of others and no installation. Nothing was "
            "changed. Name a folder that is new or empty, or the home of an installation."
        )


def _written_in(home: Path) -> Iterator[Path]:
    return (path for pattern in WRITTEN for path in home.glob(pattern))


def shut(home: Path) -> None:
    """Take from others what an earlier process, or a copy, let them do with what Bureau writes in
    the home. What is gone by then, and what somebody else owns, stays as it is."""
    refuse_foreign(home)
    own = [path for path in _written_in(home) if not path.is_symlink()]
    inside = [each for path in own if path.is_dir() for each in path.rglob("*")]
    for path in (home, *own, *inside):
        with suppress(FileNotFoundError, PermissionError):
            if not path.is_symlink() and (mode := path.stat().st_mode) & OTHERS:
                path.chmod(mode & 0o7777 & ~OTHERS)


def database_url() -> str:
    """The shared database where DATABASE_URL names one, else a file in the home folder."""
    said = os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'bureau.sqlite3'}"
    if said.partition("://")[0] not in DATABASES:
        raise SystemExit("DATABASE_URL names no database. Say postgres://user:password@host/name.")
    return said


def switched(name: str, *, unless_given: str = "") -> bool:
    """Whether a variable of the environment says yes; nothing said is no."""
    said = os.environ.get(name, unless_given).strip().lower()
    if said not in SWITCHES:
        raise SystemExit(f"{name} is “{os.environ[name]}”. Say 1, true or yes, or 0, false or no.")
    return SWITCHES[said]


def one_of(name: str, *allowed: str) -> str:
    """What a variable of the environment says, in small letters; the first where nothing is."""
    said = os.environ.get(name, allowed[0]).strip().lower()
    if said not in allowed:
        choice = ", ".join(each or "nothing" for each in allowed)
        raise SystemExit(f"{name} is “{said}”. Say one of: {choice}.")
    return said


def whole_number(name: str, default: int, least: int = 1, most: int = 10**9 - 1) -> int:
    """A number that a variable of the environment says, no less than `least`, no more than
    `most`."""
    said = os.environ.get(name, str(default)).strip()
    if not re.fullmatch(r"[0-9]{1,9}", said, re.ASCII) or not least <= int(said) <= most:
        raise SystemExit(f"{name} is “{said}”. Say a whole number from {least} to {most}.")
    return int(said)


def web_address(name: str, default: str) -> str:
    """An address of the web that a variable of the environment says, without a slash at its end."""
    said = os.environ.get(name, default).strip().rstrip("/")
    if said and not re.match(r"https?://[^/\s]", said):
        raise SystemExit(f"{name} is “{said}”. Say an address that begins with https://.")
    return said


def secret_key() -> str:
    """The signing key: from the environment, else made once and kept in the home folder (0600)."""
    given = os.environ.get("SECRET_KEY")
    key = given or kept_secret("secret-key", lambda: secrets.token_hex(32))
    if len(key) < KEY_LEAST:
        where = "SECRET_KEY" if given else str(HOME / "keys/secret-key")
        raise SystemExit(
            f"{where} is shorter than {KEY_LEAST} characters: sessions signed by it can be forged. "
            "Leave it out, and one is made; or say 64 random characters."
        )
    return key


def journal_key() -> str:
    """The seed that signs the journal's head, hex: outside the database, so that whoever can
    rewrite the rows cannot sign for them."""
    given = os.environ.get("BUREAU_JOURNAL_KEY")
    key = given or kept_secret("journal", lambda: secrets.token_hex(32))
    if not re.fullmatch("[0-9a-fA-F]{64}", key):
        where = "BUREAU_JOURNAL_KEY" if given else str(HOME / "keys/journal")
        raise SystemExit(f"{where} is no key of the journal: that is 64 digits of 0-9 and a-f.")
    return key


_unkept: dict[str, str] | None = None


def keep_secrets_later() -> None:
    """Write no key before `keep_secrets`: the command may yet be refused."""
    global _unkept
    _unkept = {}


def keep_secrets() -> None:
    """Write the keys that were only made. Raises SystemExit where others were meanwhile."""
    global _unkept
    made, _unkept = _unkept or {}, None
    if any(kept_secret(name, partial(str, key)) != key for name, key in made.items()):
        raise SystemExit("Another process made the keys meanwhile. Run it again.")


def kept_secret(name: str, make: Callable[[], str]) -> str:
    """Read the secret `name`, making it once; two processes that start together agree on one."""
    path = HOME / "keys" / name
    if path.exists():
        return path.read_text().strip()
    refuse_foreign(HOME)
    if _unkept is not None:
        return _unkept.setdefault(name, make())
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
