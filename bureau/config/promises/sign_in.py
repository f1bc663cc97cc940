"""Sign-in resists attack: guesses over two processes, a code sent again, a passkey not one's own.

Guesses and codes go over HTTP to two web processes at once; passkeys come from a software
authenticator.
"""

import http.client
import json
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.db import connection
from django.test import Client

from bureau.config.proving.grounds import PASSWORD as RIGHT
from bureau.config.proving.passkeys import Device
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.serving import served, wait_until_serving
from bureau.record.accounts.models import Tries, User
from bureau.record.accounts.services import tries

UNGUARD = f"{__name__}.take_guard_away"
TOO_MANY = "too many tries"
AT_ONCE = 8
LOGIN, SECRET = "ada", "JBSWY3DPEHPK3PXP"
HOST = "localhost"

type Ports = Sequence[int]


@promise("sign_in", asked=1000, quick=30, unit="guesses")
def run(trial: Trial) -> Outcome:
    with served(trial.ground) as one, served(trial.ground) as two:
        for port in (one, two):
            wait_until_serving(port)
        looked_at = guesses_looked_at((one, two), trial.number)
        broken = [] if looked_at <= tries.PASSWORD.count else [f"{looked_at} guesses looked at"]
        if signs_in(one, RIGHT):
            broken.append("the right password was let in after too many guesses")
        Tries.objects.all().delete()
        replays = codes_let_in((one, two))
    if replays != 1:
        broken.append(f"one code let in {replays} times of {AT_ONCE}")
    Tries.objects.all().delete()
    with (
        served(trial.ground, BUREAU_UNGUARDED=UNGUARD) as one,
        served(trial.ground, BUREAU_UNGUARDED=UNGUARD) as two,
    ):
        for port in (one, two):
            wait_until_serving(port)
        without = guesses_looked_at((one, two), max(AT_ONCE * 2, trial.number // 10))
    if without <= tries.PASSWORD.count:
        broken.append("with the guard off no more were looked at: this trial shows nothing")
    Tries.objects.all().delete()
    broken += faults_of_passkeys()
    told = f"{looked_at} looked at, limit {tries.PASSWORD.count}; guard off: {without}"
    return Outcome(trial.number, broken, told)


def guesses_looked_at(ports: Ports, number: int) -> int:
    """Send so many wrong passwords at once; how many were not refused unseen."""
    connection.close()
    visits = [Visit(port) for port in ports]

    def guess(place: int) -> bool:
        return TOO_MANY not in visits[place % len(visits)].sign_in(f"guess {place}")[1]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(guess, range(number)))


def signs_in(port: int, password: str) -> bool:
    return Visit(port).sign_in(password)[0] == 302


def codes_let_in(ports: Ports) -> int:
    """The right code, sent at once by many who know the password; how many it let in."""
    user = User.objects.get(login=LOGIN)
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, SECRET)
    connection.close()
    visits = [Visit(ports[place % len(ports)]) for place in range(AT_ONCE)]
    for visit in visits:
        visit.sign_in(RIGHT)
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda visit: visit.send("/sign-in/code/", code=code), visits))
    answers += [visit.send("/sign-in/code/", code=code) for visit in visits[1:]]
    Authenticator.objects.filter(user=user).delete()
    return sum(status == 302 and place == "/" for status, place, _ in answers)


class Visit:
    """A browser at one process: keeps its cookies and the token that forms carry."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.token = ""
        self._asked("GET", "/sign-in/")

    def sign_in(self, password: str) -> tuple[int, str]:
        status, _, page = self.send("/sign-in/", username=LOGIN, password=password)
        return status, page

    def send(self, path: str, **fields: str) -> tuple[int, str, str]:
        """Status, where it leads, and what the page says."""
        return self._asked("POST", path, urlencode({"csrfmiddlewaretoken": self.token, **fields}))

    def _asked(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            client.request(method, path, body, headers)
            answer = client.getresponse()
            page = unescape(answer.read().decode())
        finally:
            client.close()
        self._keep(answer, page)
        return answer.status, answer.getheader("Location") or "", page

    def _keep(self, answer: http.client.HTTPResponse, page: str) -> None:
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if found := re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page):
            self.token = found[1]


def faults_of_passkeys() -> Iterator[str]:
    """One's own passkey lets in; another key, an old answer and another site's do not."""
    own = Device(f"http://{HOST}")
    register(own)
    if not lets_in(own):
        yield "a passkey did not let its owner in"
    if lets_in(Device(own.origin, credential=own.credential, handle=own.handle)):
        yield "another key let somebody in"
    if lets_in(Device("http://localhost.example", own.key, own.credential, own.handle)):
        yield "an answer made for another site let somebody in"
    if replayed(own):
        yield "an answer sent again let somebody in"


def register(device: Device) -> None:
    client = Client(SERVER_NAME=HOST)
    client.post("/sign-in/", {"username": LOGIN, "password": RIGHT})
    client.post("/account/confirm/", {"password": RIGHT})
    page = unescape(client.get("/account/passkeys/").content.decode())
    (options,) = re.findall(r'data-options="(\{.*?\})" hidden', page)
    answer = json.dumps(device.make(json.loads(options)))
    client.post("/account/passkeys/", {"name": "Device", "credential": answer})


def lets_in(device: Device) -> bool:
    client = Client(SERVER_NAME=HOST)
    client.post("/sign-in/passkey/", {"credential": json.dumps(device.use(asked_of(client)))})
    return "_auth_user_id" in client.session


def replayed(device: Device) -> bool:
    """An answer that let in before, sent by somebody else who was asked something else."""
    first, second = Client(SERVER_NAME=HOST), Client(SERVER_NAME=HOST)
    answer = json.dumps(device.use(asked_of(first)))
    first.post("/sign-in/passkey/", {"credential": answer})
    asked_of(second)
    second.post("/sign-in/passkey/", {"credential": answer})
    return "_auth_user_id" not in first.session or "_auth_user_id" in second.session


def asked_of(client: Client) -> dict[str, str]:
    answer = client.get("/sign-in/passkey/", HTTP_ACCEPT="application/json")
    options: dict[str, str] = answer.json()["request_options"]["publicKey"]
    return options


def take_guard_away() -> None:
    """Look how often it was tried, then count: as a limit that is checked after the guess does."""

    def look_only(limit: tries.Limit, whose: str) -> bool:
        key = tries._key(limit, whose)
        row, _ = Tries.objects.get_or_create(key=key, defaults={"begun": "2020-01-01T00:00:00Z"})
        time.sleep(0.05)
        Tries.objects.filter(key=key).update(count=row.count + 1)
        return row.count < limit.count

    tries.claim = look_only
