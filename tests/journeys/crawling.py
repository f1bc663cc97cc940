"""Which pages there are: every link is followed from the first page, as each of the cast.

Of one kind of address (its name, with each name in its query) one is looked at, not all: what
answers under one name twenty times is one page of the code. A file is asked for by the first of
them who is led to it: who may have which is in the table of permissions.
"""

import http.client
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, Request, build_opener

from django.urls import resolve
from django.urls.exceptions import Resolver404

from bureau.config.api.apart import ADDRESSES

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"', re.DOTALL)
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
MEMBER = re.compile(r'name="person" value="(\d+)">')
OF_A_KIND_AT_MOST = 1
COORDINATES = ("valid", "recorded", "plan")
CHOICES = ("kind", "act", "format", "state")


@dataclass(frozen=True, slots=True)
class Found:
    """A page as one of the cast got it; `name` is that of its address, `login` "" for nobody."""

    login: str
    name: str
    path: str
    status: int
    kind: str
    html: str = field(repr=False)

    @property
    def is_page(self) -> bool:
        return self.kind.startswith("text/html")


class Walker:
    """Somebody without a browser: follows links, keeps cookies, signs in as one of the cast."""

    def __init__(
        self, address: str, login: str = "", name: str = "", files: set[str] | None = None
    ) -> None:
        """`files`: of what kinds there was one already, which grows."""
        self.address, self.login = address, login
        self.files = set[str]() if files is None else files
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))
        if name:
            self._become(name)

    def _become(self, name: str) -> None:
        home = self.get("/").html
        (line,) = [part for part in home.split("<li") if f">{name}</bdi>" in part][:1]
        (person,) = MEMBER.findall(line)
        (token, *_) = TOKEN.findall(home)
        fields = {"csrfmiddlewaretoken": token, "person": person, "next": "/"}
        asked = Request(f"{self.address}/demonstration/sign-in/", urlencode(fields).encode())
        with self.opener.open(asked) as answer:
            assert answer.status == 200

    @property
    def session(self) -> str:
        """The cookie that a browser needs to go on as this person; "" for nobody."""
        return next((one.value or "" for one in self.cookies if one.name == "sessionid"), "")

    def get(self, path: str) -> Found:
        try:
            with self.opener.open(self.address + path, timeout=90) as answer:
                came_to = answer.geturl().removeprefix(self.address)
                return self._found(came_to, answer.status, answer.headers, answer.read())
        except HTTPError as refused:
            return self._found(path, refused.code, refused.headers, refused.read())

    def _found(
        self, path: str, status: int, headers: http.client.HTTPMessage, body: bytes
    ) -> Found:
        is_file = headers.get("Content-Disposition", "").startswith("attachment")
        kind = "" if is_file else headers.get("Content-Type", "")
        html = body.decode() if kind.startswith("text/html") else ""
        return Found(self.login, name_of(path), path, status, kind, html)

    def walk(self, first: Iterable[str] = ()) -> Iterator[Found]:
        """Every page that can be reached from the first page and these; one of a kind."""
        waiting, count = ["/", *first], Counter[str]()
        asked = set(waiting)
        while waiting:
            path = waiting.pop(0)
            found = self.get(path)
            yield found
            if found.status == 200 and not found.is_page:
                name, *words = kinds_of(path)  # the name alone may be that of a page
                self.files.update(words or [name])
            for path in links(found):
                kinds = [one for one in kinds_of(path) if one not in self.files]
                if path not in asked and any(count[one] < OF_A_KIND_AT_MOST for one in kinds):
                    asked.add(path)
                    count.update(kinds)
                    waiting.append(path)


def links(found: Found) -> list[str]:
    """The paths of this site that a page links to, without their fragments."""
    joined = (urljoin(found.path, unescape(link)) for link in LINK.findall(found.html))
    parts = [urlsplit(link) for link in joined]
    mine = [part for part in parts if not part.scheme and not part.netloc]
    return list(dict.fromkeys(part._replace(fragment="").geturl() for part in mine))


def kinds_of(path: str) -> list[str]:
    """The name of an address, and with it each name in its query; of a choice, the choice."""
    query = [pair for pair in parse_qsl(urlsplit(path).query) if pair[0] not in COORDINATES]
    words = {f"{key}={value}" if key in CHOICES else key for key, value in query}
    return [name_of(path), *(f"{name_of(path)}?{word}" for word in words)]


def name_of(path: str) -> str:
    try:
        match = resolve(urlsplit(path).path, ADDRESSES)
    except Resolver404:
        return ""
    return f"{match.url_name}.{match.kwargs['form']}" if "form" in match.kwargs else match.url_name
