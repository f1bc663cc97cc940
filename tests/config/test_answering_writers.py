"""Nobody who writes keeps all others from writing: not by many forms, not by files."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Semaphore
from typing import Any

import pytest

from bureau.config import answering
from bureau.config.answering import MAKING, WRITING, Answering
from bureau.documents.beside import beside
from tests.config.test_answering import PATIENCE, asked, environ

FILES = {"CONTENT_TYPE": "multipart/form-data; boundary=x"}
DONE = ("200 OK", b"done")


@pytest.fixture(autouse=True)
def proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "caller_of", lambda said: said)


def by(number: int, method: str = "POST", **more: str) -> dict[str, Any]:
    return environ(method) | {"HTTP_COOKIE": f"sessionid={number}", **more}


class Course:
    """What an application does with forms of the first caller, or with files, until let go."""

    def __init__(self, *, is_long: Callable[[dict[str, Any]], bool], reads: bool = False) -> None:
        self.begun, self.released = Semaphore(0), Event()
        self.is_long, self.reads = is_long, reads

    def __call__(self, given: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        if self.is_long(given) and self.reads:
            with beside(PATIENCE):
                self.wait()
        elif self.is_long(given):
            self.wait()
        start("200 OK", [])
        return [b"done"]

    def wait(self) -> None:
        self.begun.release()
        assert self.released.wait(PATIENCE)


def has_files(given: dict[str, Any]) -> bool:
    return str(given.get("CONTENT_TYPE", "")).startswith("multipart/")


def test_one_caller_has_one_writing_place() -> None:
    course = Course(is_long=lambda given: given["HTTP_COOKIE"] == "sessionid=0")
    served_by = Answering(course)
    with ThreadPoolExecutor(WRITING * 2) as clients:
        first = [clients.submit(asked, served_by, by(0)) for _ in range(WRITING)]
        assert course.begun.acquire(timeout=PATIENCE) and not course.begun.acquire(timeout=0.2)
        assert clients.submit(asked, served_by, by(1)).result(PATIENCE) == DONE
        course.released.set()
        assert [each.result(PATIENCE) for each in first] == [DONE] * WRITING


def test_who_has_files_read_holds_no_writing_place() -> None:
    course = Course(is_long=has_files, reads=True)
    served_by = Answering(course)
    with ThreadPoolExecutor(MAKING + 4) as clients:
        files = [clients.submit(asked, served_by, by(n, **FILES)) for n in range(MAKING + 1)]
        assert all(course.begun.acquire(timeout=PATIENCE) for _ in range(MAKING))
        assert not course.begun.acquire(timeout=0.2)
        for number, method in ((8, "POST"), (9, "GET")):
            given = by(number, method)
            assert clients.submit(asked, served_by, given).result(PATIENCE) == DONE
        course.released.set()
        assert [each.result(PATIENCE) for each in files] == [DONE] * (MAKING + 1)


def test_one_caller_has_files_of_one_form_read_at_a_time() -> None:
    course = Course(is_long=has_files, reads=True)
    served_by = Answering(course)
    with ThreadPoolExecutor(4) as clients:
        mine = [clients.submit(asked, served_by, by(0, **FILES)) for _ in range(2)]
        assert course.begun.acquire(timeout=PATIENCE) and not course.begun.acquire(timeout=0.2)
        other = clients.submit(asked, served_by, by(1, **FILES))
        assert course.begun.acquire(timeout=PATIENCE)
        course.released.set()
        assert [each.result(PATIENCE) for each in (*mine, other)] == [DONE] * 3


def test_a_place_is_taken_again_when_the_files_are_read() -> None:
    """Else places would be lost, or there would be more of them than there are."""

    def application(given: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        for _ in range(2):
            with beside(PATIENCE):
                pass
        assert held.acquire(timeout=0) and not held.acquire(timeout=0)
        held.release()
        start("200 OK", [])
        return [b"done"]

    served_by = Answering(application)
    held = served_by._writing
    assert WRITING == 2
    assert [asked(served_by, by(0, **FILES)) for _ in range(3)] == [DONE] * 3
    assert all(held.acquire(timeout=0) for _ in range(WRITING))
