"""No outside party holds up the workers: ten addresses that answer as slowly as they can, and a
mail server that never does; notices, search and other deliveries arrive all the same."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.utils import timezone

from bureau.config.proving import outside, worker
from bureau.config.proving.addresses import administrator
from bureau.config.proving.hostile import SLOW, Hostile, hostile
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.serving import kill
from bureau.core.actors import Actor
from bureau.record.accounts.models import User
from bureau.record.accounts.services.factors import use_recovery_code
from bureau.record.accounts.services.people import choose_language, create_person, create_user
from bureau.record.clock.models import QueuedTask
from bureau.record.fetching import SECONDS, TOO_SLOW
from bureau.record.journal.models import Entry
from bureau.record.notices.models import Notice
from bureau.record.programs.models import Delivery
from bureau.record.programs.services.delivering import deliver_due
from bureau.record.programs.services.webhooks import make_webhook
from bureau.record.search.models import Document

SECONDS_MAX = 5.0
"""Within which all else arrives."""
OF_ONE = 5
"""So many of the hostile addresses are one person's; each of the others is somebody else's."""
PATIENCE_SECONDS = 60.0
LANGUAGES = ("fr", "es")


@dataclass(slots=True)
class Scene:
    """The hostile addresses with whose each is, a person with a webhook that is answered at once,
    and the seconds after which everything else arrived, by what it is."""

    hostile: list[Hostile]
    owners: list[int]
    friend: int
    quick: int
    waits: dict[str, list[float]] = field(default_factory=dict)


@promise("outside_parties", asked=20, quick=1, unit="rounds")
def run(trial: Trial) -> Outcome:
    seconds = SECONDS if trial.number >= 20 else 1.5
    settings.BUREAU_FETCH_LOOPBACK = True
    with ExitStack() as stack:
        servers = [stack.enter_context(hostile(way)) for way in SLOW]
        mail = stack.enter_context(hostile("silence"))
        scene = set_up(servers, stack.enter_context(receiver()))
        env = {outside.SECONDS: str(seconds), "BUREAU_FETCH_LOOPBACK": "1"}
        env |= {"BUREAU_SMTP_HOST": "127.0.0.1", "BUREAU_SMTP_PORT": str(mail.port)}
        broken = list(tried(trial, scene, outside.as_asked.__name__, trial.number, env))
        told = "; ".join(
            f"{what} {max(waits):.2f} s at most" for what, waits in sorted(scene.waits.items())
        )
        for guard in (outside.without_deadline.__name__, outside.without_queue.__name__):
            if not list(tried(trial, scene, guard, 1, env)):
                broken.append(f"{guard} it held too: this trial shows nothing")
    return Outcome(trial.number, broken, told)


def set_up(servers: list[Hostile], port: int) -> Scene:
    """People with hostile addresses, and one with an address that answers at once."""
    by = administrator()
    people = [create_person(by, name=f"Owner {n}") for n in range(len(servers) - OF_ONE + 1)]
    owners = [people[max(0, place - OF_ONE + 1)] for place in range(len(servers))]
    for place, (owner, server) in enumerate(zip(owners, servers, strict=True)):
        scheme = "https" if list(SLOW)[place] == "tls" else "http"
        address = f"{scheme}://127.0.0.1:{server.port}/"
        make_webhook(Actor(person=owner), name=f"Slow {place}", address=address)
    friend = create_person(by, name="Friend", email="friend@example.org")
    create_user(by, person=friend, login="friend", password=None)
    Authenticator.objects.create(
        user=User.objects.get(person=friend), type="recovery_codes", data={}
    )
    address = f"http://127.0.0.1:{port}/"
    quick = make_webhook(Actor(person=friend), name="Quick", address=address)
    return Scene(servers, owners, friend, quick)


def tried(trial: Trial, scene: Scene, way: str, rounds: int, env: dict[str, str]) -> Iterator[str]:
    """What was held up, or never given up, with a worker that works in this way."""
    QueuedTask.objects.all().delete()
    Delivery.objects.all().delete()
    connection.close()
    guard = {"BUREAU_UNGUARDED": f"{outside.__name__}.{way}"}
    process = trial.ground.start("-m", worker.__name__, **guard, **env)
    is_whole = way == outside.as_asked.__name__
    try:
        for number in range(rounds):
            provoke(scene, LANGUAGES[number % 2], len(set(scene.owners)) if is_whole else 1)
            yield from held_up(scene, f"{way} {number}")
        if not until(lambda: given_up(scene), PATIENCE_SECONDS if is_whole else 3.0):
            yield f"{way}: not every address was given up at its deadline"
    finally:
        kill(process)


def held_up(scene: Scene, name: str) -> Iterator[str]:
    """What did not arrive in time, while hostile addresses are spoken to."""
    began = time.monotonic()
    person = create_person(administrator(), name=f"Sought {name}")
    before = Notice.objects.filter(person=scene.friend).count()
    use_recovery_code(Actor(person=scene.friend), codes=Authenticator.objects.get().pk)
    act = Entry.objects.filter(person=scene.friend).latest("sequence").sequence
    sent = Delivery.objects.filter(webhook=scene.quick, entry=act, state="sent")
    found = Document.objects.filter(kind="person", number=person)
    awaited: dict[str, Callable[[], bool]] = {
        "search": found.exists,
        "a notice": lambda: Notice.objects.filter(person=scene.friend).count() > before,
        "a delivery": sent.exists,
    }
    late = dict(awaited)
    while late and time.monotonic() - began < SECONDS_MAX:
        for what in [what for what, has_come in late.items() if has_come()]:
            scene.waits.setdefault(what, []).append(time.monotonic() - began)
            del late[what]
        time.sleep(0.02)
    yield from (f"{name}: {what} took more than {SECONDS_MAX:.0f} s" for what in late)


def provoke(scene: Scene, language: str, at_once: int) -> None:
    """Everybody acts, so that every hostile address is to be told; until so many are spoken to. One
    that is spoken to still, since the round before, is due anew as soon as it is given up."""
    for owner in dict.fromkeys(scene.owners):
        choose_language(Actor(person=owner), language=language)
    before = asked(scene)

    def are_spoken_to() -> bool:
        Delivery.objects.filter(state="queued").update(not_before=timezone.now(), failure="")
        deliver_due.enqueue()
        return until(lambda: asked(scene) >= before + at_once, 1.0)

    if not until(are_spoken_to, PATIENCE_SECONDS):
        raise RuntimeError("the hostile addresses were not spoken to")


def asked(scene: Scene) -> int:
    return sum(server.asked for server in scene.hostile)


def given_up(scene: Scene) -> bool:
    """Whether the time was over for every hostile address."""
    slow = Delivery.objects.filter(failure=TOO_SLOW).values("webhook").distinct()
    return slow.count() == len(scene.hostile)


def until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Whether it came to be so within these seconds."""
    last = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > last:
            return False
        time.sleep(0.05)
    return True


@contextmanager
def receiver() -> Iterator[int]:
    """The port of an address that answers at once."""

    class Told(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *said: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Told)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
