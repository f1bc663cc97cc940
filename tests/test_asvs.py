"""OWASP ASVS 5.0, level 2: the table is whole, what it names is there, and what the code shows.

Drawings are marked as safe by who writes them; nothing else is. Trials are no part of the product.
"""

import ast
import functools
import json
import logging
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa import app_settings as factors
from django.conf import settings
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from bureau.config.logs import JsonLines
from bureau.config.proving.promise import promises

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "bureau"
TABLE = ROOT / "docs" / "asvs.md"
ROW = re.compile(r"^\| (V\d+\.\d+\.\d+) \| (.+?) \| (test|promise|check|note) \| (.+?) \|$", re.M)
CHAPTERS = {
    **{1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7},
    **{10: 9, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16},
}
"""How many requirements of levels 1 and 2 each chapter has; of OAuth those of a client."""
AUTOMATED_MIN = 0.6
TRIALS = ("config/proving", "config/promises")
DRAWN = ("views/", "web/views", "texts/sentences", "templatetags/design", "templatetags/structure")
OUTWARD = {
    "record/notices/services/sending.py": {"smtplib"},
    "record/accounts/views/identities.py": {"requests"},
    "record/fetching.py": {"http.client", "socket"},
    "record/deadlines.py": {"socket"},
    "record/notices/backends.py": {"smtplib", "socket"},
    "record/accounts/backends/provider.py": {
        *("requests", "requests.adapters", "requests.structures", "requests.utils"),
    },
    "config/commands/worker.py": {"socket"},
    "config/commands/serve.py": {"socket"},
}
FOR_PROGRAMS = "config/api/door.py"
"""Knows no cookie, so nothing that a browser could be made to send."""
NETWORK = {"http", "urllib", "socket", "smtplib", "requests", "httpx", "ftplib"}


def rows() -> list[tuple[str, str, str, str]]:
    return ROW.findall(TABLE.read_text())


def sources() -> Iterator[tuple[str, str]]:
    """Every module of the product, by its place."""
    for path in sorted(PACKAGE.rglob("*.py")):
        place = str(path.relative_to(PACKAGE))
        if not place.startswith(TRIALS) and "migrations" not in path.parts:
            yield place, path.read_text()


def marks_of(said: str) -> str | None:
    """How a test that a row names is marked, by itself and by its file; None where it is not."""
    path, _, name = said.strip("`").partition("::")
    module = ast.parse((ROOT / "tests" / path).read_text())
    tests = [one for one in module.body if isinstance(one, ast.FunctionDef) and one.name == name]
    of_file = [
        one.value
        for one in module.body
        if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "pytestmark"
    ]
    if not tests:
        return None
    return " ".join(map(ast.unparse, [*tests[0].decorator_list, *of_file]))


@functools.cache
def imported(text: str) -> frozenset[str]:
    found = set[str]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return frozenset(found)


def scripts() -> str:
    return "\n".join(path.read_text() for path in sorted(PACKAGE.rglob("*.js")))


def where(pattern: str) -> list[str]:
    return [place for place, text in sources() if re.search(pattern, text)]


@pytest.fixture(scope="module")
def behind_tls() -> dict[str, Any]:
    """The settings of an installation behind a proxy that ends TLS."""
    wanted = [
        *("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME", "PASSWORD_HASHERS"),
        *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "DEBUG"),
        *("CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE"),
        *("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT"),
    ]
    code = (
        "import json; from django.conf import settings;"
        f"print(json.dumps({{n: getattr(settings, n) for n in {wanted}}}))"
    )
    env = {**os.environ, "BUREAU_HTTPS": "1", "DJANGO_SETTINGS_MODULE": "bureau.config.settings"}
    ended = subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_every_requirement_has_its_row() -> None:
    numbers = [number for number, *_ in rows()]
    assert len(numbers) == len(set(numbers))
    assert Counter(int(one.partition(".")[0][1:]) for one in numbers) == CHAPTERS


def test_three_in_five_at_least_are_tried_by_a_machine() -> None:
    kinds = Counter(kind for _, _, kind, _ in rows())
    assert 1 - kinds["note"] / kinds.total() >= AUTOMATED_MIN
    assert all(len(said) > 8 for _, _, kind, said in rows() if kind == "note")


def test_every_test_and_promise_that_is_named_is_there() -> None:
    for number, _, kind, said in rows():
        if kind == "promise":
            assert said.strip("`") in promises(), number
        if kind == "test":
            assert marks_of(said) is not None, (number, said)


def test_every_test_that_is_named_is_asked_of_every_landing() -> None:
    """`./run check` leaves out what is exhaustive: a row by such a test would claim too much."""
    named = {said for _, _, kind, said in rows() if kind == "test"}
    assert [said for said in named if "exhaustive" in (marks_of(said) or "")] == []


def test_no_template_marks_text_as_safe() -> None:
    pages = [path.read_text() for path in PACKAGE.rglob("*.html")]
    assert not [page for page in pages if re.search(r"\|\s*safe\b|autoescape off", page)]
    assert all(any(part in place for part in DRAWN) for place in where(r"\bmark_safe\("))


def test_no_query_is_put_together_from_text() -> None:
    assert where(r"\.raw\(|\.extra\(|RawSQL\(") == []


def test_nothing_runs_code_or_a_shell() -> None:
    assert where(r"(?<![\w.])(eval|exec)\(|os\.system\(|shell=True") == []


def test_no_pattern_is_built_from_input() -> None:
    built = where(r"\bre\.(compile|search|match|sub|findall|fullmatch)\((?!\s*[rfb]*[\"'])")
    # from a phrase of papers, what is typed escaped; from constants
    escaped = {"core/papers/checks.py", "core/papers/citations.py"}
    assert set(built) == escaped | {"core/papers/profiles.py", "record/journal/store/words.py"}


def test_what_we_do_not_have_is_not_installed() -> None:
    needed = " ".join(
        tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    )
    absent = (
        "ldap",
        "saml",
        "graphene",
        "strawberry",
        "channels",
        "websocket",
        "memcache",
        "latex",
    )
    assert [word for word in absent if word in needed.lower()] == []


def test_nothing_reads_xml_or_pickles() -> None:
    risky = {"pickle", "marshal", "shelve", "xml.etree", "xml.sax", "yaml"}
    assert [place for place, text in sources() if imported(text) & risky] == []


def test_only_named_modules_speak_to_the_network() -> None:
    found = {
        place: {name for name in imported(text) if name.partition(".")[0] in NETWORK}
        - {"urllib.parse", "http"}
        for place, text in sources()
    }
    assert {place: names for place, names in found.items() if names} == OUTWARD


def test_cookies_behind_tls_are_bound_to_this_host(behind_tls: dict[str, Any]) -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME")
    assert all(behind_tls[name].startswith("__Host-") for name in names)
    flags = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY")
    assert all(behind_tls[name] for name in (*flags, "CSRF_COOKIE_HTTPONLY"))
    assert {behind_tls["SESSION_COOKIE_SAMESITE"], behind_tls["CSRF_COOKIE_SAMESITE"]} == {"Lax"}


def test_transport_is_strict_behind_tls(behind_tls: dict[str, Any]) -> None:
    assert behind_tls["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert behind_tls["SECURE_HSTS_INCLUDE_SUBDOMAINS"] and behind_tls["SECURE_SSL_REDIRECT"]


def test_passwords_are_kept_by_scrypt(behind_tls: dict[str, Any]) -> None:
    assert behind_tls["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.ScryptPasswordHasher"]


def test_debugging_is_off(behind_tls: dict[str, Any]) -> None:
    assert behind_tls["DEBUG"] is False


def test_no_answer_is_open_to_other_origins() -> None:
    assert where("Access-Control-Allow") == []


def test_no_form_is_exempt_from_the_token() -> None:
    assert where("csrf_exempt") == [FOR_PROGRAMS]
    assert "django.middleware.csrf.CsrfViewMiddleware" in settings.MIDDLEWARE


def test_our_scripts_listen_to_no_other_window() -> None:
    assert not re.search(r"postMessage|addEventListener\(.message", scripts())


def test_our_scripts_keep_nothing_but_the_theme() -> None:
    kept = re.findall(r"localStorage\.\w+\(([^,)]*)", scripts())
    assert set(kept) == {'"theme"'}
    assert not re.search("sessionStorage|indexedDB|document.cookie", scripts())


@pytest.mark.django_db
def test_pages_say_their_characters() -> None:
    assert Client().get("/sign-in/").headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/.git/config", "/static/", "/static/../manage.py", "/var/keys/"])
def test_only_our_static_files_are_served(path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/chart/", "/account/password/"])
def test_trace_is_not_answered(path: str) -> None:
    answer = Client().generic("TRACE", path, HTTP_X_CANARY="Kanarienvogel")
    assert b"Kanarienvogel" not in answer.content


def test_no_path_is_taken_from_a_request() -> None:
    views = [(place, text) for place, text in sources() if "/views" in place]
    taking = [place for place, text in views if re.search(r"(?<!\w)open\(|pathlib", text)]
    assert taking == ["thread/audit/views/verifier.py"]  # sends the verifier, whoever asks


def test_forms_name_their_fields() -> None:
    assert where(r"ModelForm|\*\*request\.(POST|GET)") == []


def test_a_code_lasts_thirty_seconds() -> None:
    assert (factors.TOTP_PERIOD, factors.TOTP_TOLERANCE) == (30, 0)


def test_what_is_secret_comes_from_the_systems_randomness() -> None:
    assert [place for place, text in sources() if "random" in imported(text)] == []


def test_a_session_lasts_a_working_day() -> None:
    assert settings.SESSION_COOKIE_AGE == 12 * 3600 and not settings.SESSION_SAVE_EVERY_REQUEST


def test_we_give_out_no_token_that_speaks_for_itself() -> None:
    assert [place for place, text in sources() if imported(text) & {"jwt", "authlib"}] == []


def test_no_weak_cipher_or_hash_is_used() -> None:
    assert where(r"(?i)\bmd5\b|\bsha1\b|\bECB\b|\bTripleDES\b|\bARC4\b") == []


def test_no_secret_is_in_the_code() -> None:
    assert where(r"(?i)\b(secret|password|token)(_key)?\s*=\s*[\"'][^\"'{}]{12,}[\"']") == []


def test_every_part_is_locked_by_hash_from_the_public_registry() -> None:
    parts = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    for part in parts:
        if part["name"] == "bureau":
            continue
        files = [*part.get("wheels", []), *([part["sdist"]] if "sdist" in part else [])]
        assert part["source"] == {"registry": "https://pypi.org/simple"}, part["name"]
        assert files and all(one["hash"].startswith("sha256:") for one in files)
        assert all(one["url"].startswith("https://files.pythonhosted.org/") for one in files)


def test_log_lines_are_json_in_utc() -> None:
    record = logging.LogRecord("bureau", 30, "", 0, "typed\n{evil: %s}", ("\r\n",), None)
    line = JsonLines().format(record)
    said = json.loads(line)
    assert "\n" not in line and "\r" not in line and said["at"].endswith("+00:00")
    assert {"at", "level", "logger", "message"} <= said.keys()


def test_an_error_page_tells_nothing_of_the_inside() -> None:
    try:
        raise RuntimeError("Kanarienvogel")
    except RuntimeError:
        page = server_error(RequestFactory().get("/")).content.decode()
    assert "Kanarienvogel" not in page and "Traceback" not in page and "bureau/" not in page
