"""Several requests are answered at once, and none waits for somebody else's slow line."""

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from io import BytesIO
from threading import Barrier, Event, Semaphore, current_thread
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from granian.constants import HTTPModes

from bureau.config import answering, callers, pages
from bureau.config.answering import ANSWERING, MAKING, WRITING, Answering
from bureau.config.proving.grounds import Ground, Stage, copied
from bureau.config.proving.serving import get, served, wait_until_serving
from bureau.record.accounts.backends.sessions import SessionStore
from tests.grounds import template
from tests.institution.governance.visitors import visitor
from tests.institution.house import House
from tests.programs import token

PATIENCE = 20
"""Only how long a failure takes: what passes waits for nobody."""
SLOW = 12
"""More than the threads that answer."""


SIGNED_IN = "sessionid=some"


@pytest.fixture(autouse=True)
def proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here each session or token is of another person, where its key is not invented."""
    monkeypatch.setattr(answering, "caller_of", lambda said: "" if "invented" in said else said)


def environ(
    method: str = "GET", body: bytes = b"", announced: int | None = None, **more: str
) -> dict[str, Any]:
    length = len(body) if announced is None else announced
    asked = {"REQUEST_METHOD": method, "CONTENT_LENGTH": str(length), "HTTP_COOKIE": SIGNED_IN}
    return {**asked, "wsgi.input": BytesIO(body), **more}


def asked(application: Answering, given: dict[str, Any]) -> tuple[str, bytes]:
    """The status of the answer and what it says."""
    begun: list[str] = []
    answer = application(given, lambda status, *_: begun.append(status))
    said = b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    return begun[-1], said


def says(*words: bytes) -> Callable[..., list[bytes]]:
    def application(given: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [])
        return [*words, given["wsgi.input"].read()]

    return application


def test_as_many_are_answered_at_once_as_there_are_threads() -> None:
    together = Barrier(ANSWERING)

    def application(given: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        together.wait(PATIENCE)
        start("200 OK", [])
        return [current_thread().name.encode()]

    served_by = Answering(application)
    with ThreadPoolExecutor(ANSWERING) as clients:
        callers = [f"sessionid={number}" for number in range(ANSWERING)]
        answers = list(clients.map(lambda c: asked(served_by, environ(HTTP_COOKIE=c)), callers))
    assert len({said for _, said in answers}) == ANSWERING


def test_one_caller_leaves_threads_to_others() -> None:
    """However often one asks for long work, and whether or not others wait behind it."""
    released, begun, many = Event(), Barrier(answering.OF_ONE + 1), ANSWERING * 2

    def application(given: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        if given["HTTP_COOKIE"] == SIGNED_IN and not released.is_set():
            begun.wait(PATIENCE)
            assert released.wait(PATIENCE)
        start("200 OK", [])
        return [b"done"]

    served_by = Answering(application)
    with ThreadPoolExecutor(many) as clients:
        long = [clients.submit(asked, served_by, environ()) for _ in range(many)]
        begun.wait(PATIENCE)
        for other in ("sessionid=other", "language=fr"):
            assert asked(served_by, environ(HTTP_COOKIE=other)) == ("200 OK", b"done")
        assert not any(each.done() for each in long)
        released.set()
        assert [each.result(PATIENCE)[0] for each in long] == ["200 OK"] * many


def test_not_everything_of_one_caller_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "WAITING_OF_ONE", 0)
    assert asked(Answering(says(b"never")), environ())[0] == answering.BUSY


@pytest.mark.parametrize(
    "made",
    [
        {"PATH_INFO": "/reorganisations/1/papers/all/"},
        {"PATH_INFO": "/api/instruments/1/evidence"},
        {"PATH_INFO": "/posts/", "QUERY_STRING": "sort=number&format=xlsx"},
        {"PATH_INFO": "/posts/", "QUERY_STRING": "format=html&f%6frm%61t=xlsx"},
    ],
)
def test_pages_do_not_wait_behind_papers_that_are_made(made: dict[str, str]) -> None:
    """Whoever asks for them: one at a time for each caller, and never on every thread."""
    released, begun, count = Event(), Semaphore(0), ANSWERING + 1

    def application(given: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        if given["PATH_INFO"] == made["PATH_INFO"]:
            begun.release()
            assert released.wait(PATIENCE)
        start("200 OK", [])
        return [b"done"]

    served_by = Answering(application)
    page = environ(PATH_INFO="/", HTTP_COOKIE="sessionid=1")
    with ThreadPoolExecutor(2 * count) as clients:
        first = [clients.submit(asked, served_by, environ(**made)) for _ in range(2)]
        assert begun.acquire(timeout=PATIENCE) and not begun.acquire(timeout=0.2)
        more = [
            environ(**made, HTTP_COOKIE=f"sessionid={number}", REMOTE_ADDR=f"192.0.2.{number}")
            for number in range(count)
        ]
        others = [clients.submit(asked, served_by, each) for each in more]
        assert all(begun.acquire(timeout=PATIENCE) for _ in range(MAKING - 1))
        assert asked(served_by, page) == ("200 OK", b"done")
        assert not begun.acquire(blocking=False)
        released.set()
        assert [each.result(PATIENCE)[0] for each in (*first, *others)] == ["200 OK"] * (count + 2)


def test_who_reads_does_not_wait_behind_those_who_write() -> None:
    released, begun = Event(), Semaphore(0)

    def application(given: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        if given["REQUEST_METHOD"] == "POST":
            begun.release()
            assert released.wait(PATIENCE)
        start("200 OK", [])
        return [b"read"]

    served_by = Answering(application)
    given = [environ("POST", HTTP_COOKIE=f"sessionid={n}") for n in range(WRITING * 2)]
    with ThreadPoolExecutor(len(given)) as clients:
        writers = [clients.submit(asked, served_by, each) for each in given]
        assert all(begun.acquire(timeout=PATIENCE) for _ in range(WRITING))
        assert asked(served_by, environ()) == ("200 OK", b"read")
        assert not begun.acquire(blocking=False) and not any(each.done() for each in writers)
        released.set()
        assert [each.result(PATIENCE)[0] for each in writers] == ["200 OK"] * len(given)


@pytest.mark.parametrize("size", [0, 10, answering.AT_ONCE + 1, answering.IN_MEMORY + 1])
def test_all_that_was_sent_is_there_before_anybody_answers(size: int) -> None:
    status, said = asked(Answering(says(b"said ")), environ("POST", b"x" * size))
    assert (status, said) == ("200 OK", b"said " + b"x" * size)


@pytest.mark.parametrize("announced", [20, answering.AT_ONCE + 20])
def test_what_broke_off_is_not_answered_as_if_it_were_whole(announced: int) -> None:
    def application(*_: Any) -> list[bytes]:
        raise AssertionError("a part of a form was taken for the form")

    given = environ("POST", b"half", announced)
    assert asked(Answering(application), given) == ("400 Bad Request", b"")


@pytest.mark.parametrize("parameter", ["x*=foo''%41", "x=" + "1" * 20_000])
def test_a_content_type_that_django_cannot_read_is_refused(parameter: str) -> None:
    application = Answering(get_wsgi_application())
    given = {**environ(PATH_INFO="/health/"), "CONTENT_TYPE": f"text/html; {parameter}"}
    assert asked(application, given) == ("400 Bad Request", b"")


def test_more_than_any_form_takes_is_refused_unread() -> None:
    given = environ("POST", b"", answering.SENT_MOST + 1)
    assert asked(Answering(says(b"never")), given)[0] == "413 Content Too Large"
    assert asked(Answering(says(b"never")), {**given, "CONTENT_LENGTH": "many"})[0][:3] == "400"


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"HTTP_COOKIE": "language=fr"},
        {"HTTP_COOKIE": "sessionid=invented"},
        {"HTTP_COOKIE": "sessionid=some; sessionid=invented"},
        {"HTTP_AUTHORIZATION": "Bearer bureau_some"},
        {"PATH_INFO": "/api/files", "HTTP_AUTHORIZATION": "Basic QQ=="},
        {"PATH_INFO": "/api/files", "HTTP_AUTHORIZATION": "Bearer invented"},
        {"PATH_INFO": "/api/files", "HTTP_COOKIE": "sessionid=some"},
    ],
)
def test_strangers_send_no_more_than_a_small_form(more: dict[str, str]) -> None:
    size = answering.SENT_BY_STRANGERS + 1
    given = environ("POST", b"", size, **{"HTTP_COOKIE": "", **more})
    assert asked(Answering(says(b"never")), given)[0] == "413 Content Too Large"


def test_who_is_known_sends_more() -> None:
    size = answering.SENT_BY_STRANGERS + 1
    token = {"PATH_INFO": "/api/files", "HTTP_AUTHORIZATION": "bearer bureau_some"}
    for more in ({"HTTP_COOKIE": SIGNED_IN}, {"HTTP_COOKIE": "", **token}):
        given = environ("POST", b"x" * size, **more)
        assert asked(Answering(says()), given)[0] == "200 OK"


INVENTED: list[Callable[[int], dict[str, str]]] = [
    lambda number: {"HTTP_COOKIE": f"sessionid=invented{number}"},
    lambda number: {"HTTP_COOKIE": "", "HTTP_AUTHORIZATION": f"Bearer bureau_{number}"},
    lambda number: {"PATH_INFO": "/api/", "HTTP_AUTHORIZATION": f"Bearer invented{number}"},
]


@pytest.mark.parametrize("invented", INVENTED)
def test_who_invents_keys_has_the_share_of_their_address(
    invented: Callable[[int], dict[str, str]],
) -> None:
    released, begun, count = Event(), Semaphore(0), answering.OF_ONE * 2

    def application(given: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        begun.release()
        assert released.wait(PATIENCE)
        start("200 OK", [])
        return [b"done"]

    served_by = Answering(application)
    with ThreadPoolExecutor(count) as clients:
        given = [environ(**invented(number), REMOTE_ADDR="192.0.2.1") for number in range(count)]
        all_of_them = [clients.submit(asked, served_by, each) for each in given]
        assert all(begun.acquire(timeout=PATIENCE) for _ in range(answering.OF_ONE))
        assert not begun.acquire(timeout=0.2)
        released.set()
        assert [each.result(PATIENCE)[0] for each in all_of_them] == ["200 OK"] * count


def test_one_person_has_one_share_however_often_they_sign_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Several sessions of one person are answered as one session is."""
    monkeypatch.setattr(answering, "caller_of", lambda said: "person 1")
    begun, released = Semaphore(0), Event()

    def application(given: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        begun.release()
        assert released.wait(PATIENCE)
        start("200 OK", [])
        return [b"done"]

    served_by = Answering(application)
    count = answering.OF_ONE + 2
    with ThreadPoolExecutor(count) as clients:
        given = [environ(HTTP_COOKIE=f"sessionid={number}") for number in range(count)]
        all_of_them = [clients.submit(asked, served_by, each) for each in given]
        assert all(begun.acquire(timeout=PATIENCE) for _ in range(answering.OF_ONE))
        assert not begun.acquire(timeout=0.2)
        released.set()
        assert [each.result(PATIENCE)[0] for each in all_of_them] == ["200 OK"] * count


def test_what_was_proved_is_asked_anew_after_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[str] = []

    def caller_of(said: str) -> str:
        asked_for.append(said)
        return said

    monkeypatch.setattr(answering, "caller_of", caller_of)
    served_by = Answering(says())
    for _ in range(3):
        asked(served_by, environ())
    assert asked_for == ["session some"]
    monkeypatch.setattr(answering, "PROVED_SECONDS", 0)
    asked(served_by, environ(HTTP_COOKIE="sessionid=other"))
    asked(served_by, environ(HTTP_COOKIE="sessionid=other"))
    assert asked_for == ["session some", "session other", "session other"]


class Slow(BytesIO):
    """A body of which nothing comes until it is let go."""

    def __init__(self, begun: Barrier, released: Event) -> None:
        super().__init__(b"k")
        self.begun, self.released = begun, released

    def read(self, *_: Any) -> bytes:
        if not self.released.is_set():
            self.begun.wait(PATIENCE)
        assert self.released.wait(PATIENCE)
        return super().read()


@pytest.mark.parametrize(
    ("most", "addresses"),
    [(answering.BODIES_OF_ONE, ["192.0.2.1"]), (4, ["192.0.2.1", "192.0.2.2"])],
)
def test_slow_bodies_take_only_so_many_places(
    monkeypatch: pytest.MonkeyPatch, most: int, addresses: list[str]
) -> None:
    if len(addresses) > 1:
        monkeypatch.setattr(answering, "BODIES", most)
    served_by, released, begun = Answering(says()), Event(), Barrier(most + 1)

    def slow(number: int) -> str:
        given = environ("POST", b"k", REMOTE_ADDR=addresses[number % len(addresses)])
        return asked(served_by, {**given, "wsgi.input": Slow(begun, released)})[0]

    one_more = environ("POST", b"k", REMOTE_ADDR=addresses[0])
    with ThreadPoolExecutor(most) as clients:
        slow_ones = [clients.submit(slow, number) for number in range(most)]
        begun.wait(PATIENCE)
        assert asked(served_by, {**one_more})[0] == answering.BUSY
        assert asked(served_by, environ(REMOTE_ADDR=addresses[0]))[0] == "200 OK"
        released.set()
        assert [each.result(PATIENCE) for each in slow_ones] == ["200 OK"] * most
    assert asked(served_by, {**one_more, "wsgi.input": BytesIO(b"k")})[0] == "200 OK"


def test_strangers_leave_places_to_who_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "BODIES_OF_STRANGERS", 2)
    served_by, released, begun = Answering(says()), Event(), Barrier(3)

    def slow(number: int) -> str:
        given = environ("POST", b"k", HTTP_COOKIE="", REMOTE_ADDR=f"192.0.2.{number}")
        return asked(served_by, {**given, "wsgi.input": Slow(begun, released)})[0]

    with ThreadPoolExecutor(2) as clients:
        slow_ones = [clients.submit(slow, number) for number in range(2)]
        begun.wait(PATIENCE)
        stranger = environ("POST", b"k", HTTP_COOKIE="", REMOTE_ADDR="192.0.2.9")
        assert asked(served_by, stranger)[0] == answering.BUSY
        assert asked(served_by, environ("POST", b"k"))[0] == "200 OK"
        released.set()
        assert [each.result(PATIENCE) for each in slow_ones] == ["200 OK"] * 2


def test_one_address_leaves_room_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    size = answering.IN_MEMORY + 1
    monkeypatch.setattr(answering, "ROOM_OF_ONE", size)
    served_by, released, begun = Answering(says()), Event(), Barrier(2)
    large = environ("POST", b"", size, REMOTE_ADDR="192.0.2.1")
    with ThreadPoolExecutor(1) as clients:
        slow = clients.submit(asked, served_by, {**large, "wsgi.input": Slow(begun, released)})
        begun.wait(PATIENCE)
        assert asked(served_by, {**large, "HTTP_COOKIE": "sessionid=2"})[0] == answering.BUSY
        other = environ("POST", b"x" * size, REMOTE_ADDR="192.0.2.2")
        assert asked(served_by, other)[0] == "200 OK"
        released.set()
        assert slow.result(PATIENCE)[0] == "400 Bad Request"


@pytest.mark.parametrize("length", [1, answering.AT_ONCE + 1])
def test_a_body_that_does_not_come_in_time_is_dropped(
    length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its place is free again, and no more of it is taken."""
    monkeypatch.setattr(answering, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(answering, "SLOWEST", 10**9)
    monkeypatch.setattr(answering, "BODIES_OF_ONE", 1)
    served_by, released, begun = Answering(says()), Event(), Barrier(2)
    slow = Slow(begun, released)
    with ThreadPoolExecutor(1) as clients:
        given = {**environ("POST", b"", length), "wsgi.input": slow}
        dropped = clients.submit(asked, served_by, given)
        begun.wait(PATIENCE)
        assert asked(served_by, environ("POST", b"k"))[0] == answering.BUSY
        time.sleep(0.3)
        assert asked(served_by, environ("POST", b"k"))[0] == "200 OK"
        released.set()
        assert dropped.result(PATIENCE) == (answering.TOO_SLOW, b"")


def test_large_bodies_take_only_so_much_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "ROOM", answering.IN_MEMORY + 10)
    size = answering.IN_MEMORY + 11
    assert asked(Answering(says()), environ("POST", b"x" * size))[0] == answering.BUSY
    small = environ("POST", b"x" * answering.IN_MEMORY)
    assert asked(Answering(says()), small)[0] == "200 OK"


def test_a_page_that_is_read_waits_for_no_body() -> None:
    """A body announced with it is left where it is."""

    class Never(BytesIO):
        def read(self, *_: Any) -> bytes:
            raise AssertionError("the body of a page that is read was waited for")

    given = {**environ("GET", b"", 10), "wsgi.input": Never()}
    assert asked(Answering(says(b"page")), given) == ("200 OK", b"page")


def test_an_answer_in_pieces_is_at_an_end_before_it_is_sent() -> None:
    course: list[str] = []

    class Pieces:
        streaming = True

        def __iter__(self) -> Iterator[bytes]:
            for piece in (b"one ", b"two"):
                course.append(current_thread().name[:9])
                yield piece

        def close(self) -> None:
            course.append("closed")

    def application(given: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [])
        return Pieces()

    answer: Any = Answering(application)(environ(), lambda *_: None)
    with closing(answer):
        assert course == ["answering", "answering", "closed"]
        assert b"".join(answer) == b"one two"


def test_a_fault_is_told_to_the_server_and_harms_no_later_request() -> None:
    def application(given: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [])
        return [str(1 // int(given.get("HTTP_BY", 0))).encode()]

    served_by = Answering(application)
    for _ in range(ANSWERING + 1):
        with pytest.raises(ZeroDivisionError):
            asked(served_by, environ())
    assert asked(served_by, {**environ(), "HTTP_BY": 1}) == ("200 OK", b"1")


@pytest.mark.django_db
def test_what_proves_somebody_is_read_as_the_views_read_it(house: House) -> None:
    session = visitor(house, "Olga").cookies["sessionid"].value
    nobodys = SessionStore()
    nobodys["language"] = "fr"
    nobodys.save()
    secret = token(house, "Olga")
    olga = f"person {house.people['Olga']}"
    held = {f"session {session}": olga, f"session {nobodys.session_key}": ""}
    held |= {"session invented": "", f"token {secret}": olga, "token bureau_x": ""}
    assert {said: callers.signed_in(said) for said in held} == held
    on_api = {"PATH_INFO": "/api/posts", "HTTP_AUTHORIZATION": f"BEARER {secret}"}
    assert callers.credential(environ(**on_api)) == f"token {secret}"
    assert callers.credential({**on_api, "PATH_INFO": "/posts/"}) == ""


@contextmanager
def slow_lines(port: int, count: int) -> Iterator[None]:
    """So many who announce a form and send the first byte of it."""
    head = b"POST /prove/people/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
    head += b"Content-Type: application/x-www-form-urlencoded\r\n\r\nk"
    lines = [socket.create_connection(("127.0.0.1", port), PATIENCE) for _ in range(count)]
    try:
        for line in lines:
            line.sendall(head)
        yield
    finally:
        for line in lines:
            line.close()


@pytest.fixture
def ground() -> Iterator[Ground]:
    with copied(template(Stage.FOUNDED)) as ground:
        yield ground


def test_slow_lines_hold_no_page_of_a_served_installation(ground: Ground) -> None:
    with served(ground) as port:
        wait_until_serving(port)
        with slow_lines(port, SLOW):
            for _ in range(3):  # without a worker it is not healthy, and says so
                assert get(port, "/health/", {}, PATIENCE) == 503


def test_no_other_protocol_is_offered_than_the_first() -> None:
    """By HTTP/2 a line that breaks off while a body is read would hold its thread for ever."""
    assert pages.server("127.0.0.1", 8000, 1).http == HTTPModes.http1
