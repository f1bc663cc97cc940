"""The keys of an installation: which one a backup must be signed with, and the file of them."""

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bureau.config.backups.archive import Unfit, member
from bureau.config.backups.whole import written_whole

JOURNAL, SECRET = "journal", "secret-key"
KEY_BYTES_MAX = 4096


def keys_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.keys")


def public_key_of(seed: str) -> str:
    """Hex. ValueError where the seed is none."""
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
    return private.public_key().public_bytes_raw().hex()


def own_public_key() -> str:
    from django.conf import settings

    return public_key_of(settings.BUREAU_JOURNAL_KEY)


def key_environment(keys: Mapping[str, str] | None = None) -> dict[str, str]:
    """What gives a process these keys; where there are none, the home's own."""
    from django.conf import settings

    found = keys or {}
    return {
        "SECRET_KEY": found.get(SECRET, settings.SECRET_KEY),
        "BUREAU_JOURNAL_KEY": found.get(JOURNAL, settings.BUREAU_JOURNAL_KEY),
    }


def pack_keys(target: Path, *, replaces: bool = True) -> None:
    """The two keys in use, wherever they come from, in a file of their own.

    Raises Unfit where the file does not give them back.
    """
    used = key_environment()
    keys = {JOURNAL: used["BUREAU_JOURNAL_KEY"], SECRET: used["SECRET_KEY"]}
    whole = written_whole(target.resolve(), replaces=replaces)
    with whole as file, tarfile.open(fileobj=file, mode="w") as tar:
        for name, key in keys.items():
            content = key.encode()
            tar.addfile(member(name, len(content)), io.BytesIO(content))
    if keys_in(target) != keys:
        raise Unfit(f"{target} does not hold the keys in use")


def keys_in(source: Path) -> dict[str, str]:
    """The keys by name. Unfit where the file holds anything else, or no key of the journal."""
    found = {}
    try:
        with tarfile.open(source, "r:") as tar:
            for each in tar:
                file = tar.extractfile(each) if each.isreg() else None
                if file is None or each.name not in (JOURNAL, SECRET) or each.name in found:
                    raise Unfit(f"{source}: {each.name} is no key, or stands there twice")
                found[each.name] = file.read(KEY_BYTES_MAX).decode("ascii").strip()
        public_key_of(found[JOURNAL])
    except (OSError, tarfile.TarError, EOFError, ValueError, KeyError) as error:
        raise Unfit(f"{source} is no file of keys, or not whole: {error}") from error
    return found


def put_keys(found: Mapping[str, str], keys: Path) -> None:
    """These take the place of those made here, each by one rename."""
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, key in found.items():
        with written_whole(keys / name) as file:
            file.write(key.encode())
