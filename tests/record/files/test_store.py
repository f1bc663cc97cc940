"""Contents lie once under their hash, whole or not at all; what no act named is let go."""

import os
import time
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bureau.core.actors import NOBODY
from bureau.core.reasons import Refused
from bureau.record.files import store
from bureau.record.files.models import StoredFile
from bureau.record.files.queries import files_differing
from bureau.record.files.services import Content, forget_strays, stored
from bureau.record.journal.services import Act, service

pytestmark = pytest.mark.django_db
LONG_AGO = time.time() - 2 * store.DAY_SECONDS


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.BUREAU_HOME = tmp_path
    return tmp_path


@service("test_store.name_it")
def name_it(act: Act, *, content: Content) -> int:
    return stored(act, content).pk


def kept(content: bytes) -> Content:
    made = Content(store.put(content), len(content), "pdf")
    name_it(NOBODY, content=made)
    return made


def aged(name: str) -> Path:
    path = store.folder() / name[:2] / name
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def test_the_same_content_lies_once_and_is_readable_by_us_alone() -> None:
    first, second = store.put(b"one"), store.put(b"one")
    (path,) = store.folder().glob("*/*")
    assert first == second == path.name and path.read_bytes() == b"one"
    assert path.stat().st_mode & 0o077 == 0


def test_nothing_half_written_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        store.put(b"one")
    assert not list(store.folder().glob("*/*"))


@pytest.mark.parametrize("name", ["", "../../keys/journal", "0" * 63, "G" * 64])
def test_only_a_hash_leads_to_a_file(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        store.opened(name)


def test_what_was_never_put_is_not_put_on_record() -> None:
    with pytest.raises(Refused, match="file_not_there"):
        name_it(NOBODY, content=Content("0" * 64, 3, "pdf"))
    assert not StoredFile.objects.exists()


def test_strays_are_let_go_after_a_day_and_nothing_else_is() -> None:
    named, stray, young = kept(b"one").hash, store.put(b"two"), store.put(b"three")
    aged(named), aged(stray)
    forget_strays.call()
    assert store.is_there(named) and store.is_there(young) and not store.is_there(stray)


def test_a_stray_that_is_put_again_stays() -> None:
    aged(store.put(b"two"))
    again = store.put(b"two")
    forget_strays.call()
    assert store.is_there(again)


def test_a_content_that_is_gone_or_altered_is_found() -> None:
    first, second, third = (kept(word) for word in (b"one", b"two", b"three"))
    assert not list(files_differing())
    aged(first.hash).unlink()
    aged(second.hash).write_bytes(b"other")
    told = "".join(files_differing())
    assert first.hash in told and second.hash in told and third.hash not in told
