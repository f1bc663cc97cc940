"""Hardened: the deployment check is clean, and no page lets in what is not ours."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from bureau.config.proving.asking import Answer, addresses, ask
from bureau.config.proving.grounds import Ground, Stage
from bureau.config.proving.promise import ALL, Outcome, Trial, promise

READERS = ("anonymous", "organisation-officer", "administrator")
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "require-trusted-types-for": "'script'",
}
"""What the policy says at least; a file may say 'none', which is stricter."""
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@promise("hardened", asked=ALL, quick=20, unit="pages", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    broken = list(checked(trial.ground))
    pages = [(login, one) for one in addresses() for login in READERS]
    chosen = trial.some(pages)
    for login, address in chosen:
        answer = ask(login, "GET", address.path)
        broken += [f"{address.path} for {login}: {fault}" for fault in faults(answer)]
    return Outcome(len(chosen), broken, asked=len(pages))


def checked(ground: Ground) -> Iterator[str]:
    """What Django's own deployment check says of the product's settings behind TLS."""
    settings = {"BUREAU_HTTPS": "1", "DJANGO_SETTINGS_MODULE": "bureau.config.settings"}
    words = ("manage", "check", "--deploy", "--fail-level", "WARNING")
    ended = ground.command(*words, **settings)
    if ended.returncode:
        yield f"check --deploy: {ended.stdout}{ended.stderr}"


def faults(answer: Answer) -> Iterator[str]:
    policy = answer.headers.get("Content-Security-Policy", "")
    sources = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"{name} is {answer.headers.get(name)}"
    for name, value in POLICY.items():
        if sources.get(name) not in (value, "'none'"):
            yield f"{name} is {sources.get(name)}"
    if "unsafe-" in policy or "*" in policy:
        yield f"the policy lets in too much: {policy}"
    if answer.status == 200 and answer.headers.get("Content-Type", "").startswith("text/html"):
        nonce = re.fullmatch(r"'nonce-([^']+)'", sources.get("script-src", ""))
        reader = Page(nonce[1] if nonce else "")
        reader.feed(answer.content.decode())
        yield from reader.faults


class Page(HTMLParser):
    """Reads a page and keeps what a strict policy would refuse, or a lax one let through."""

    def __init__(self, nonce: str) -> None:
        super().__init__()
        self.nonce = nonce
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        has_nonce = bool(self.nonce) and said.get("nonce") == self.nonce
        if tag == "script" and not has_nonce:
            self.faults.append("a script that is not under the nonce")
        if tag == "script" and not said.get("src", "/static/").startswith("/static/"):
            self.faults.append("a script that is no file of ours")
        if tag == "style" or "style" in said:
            self.faults.append(f"a style inside <{tag}>")
        self.faults += [f"<{tag} {name}>" for name in said if name.startswith("on")]
        for name in ("href", "src", "action", "formaction"):
            if re.match(r"\s*(javascript|data|vbscript):", said.get(name, ""), re.IGNORECASE):
                self.faults.append(f"{name} of <{tag}> is {said[name][:30]}")
            if re.match(r"(https?:)?//", said.get(name, "")) and tag not in ("a", "form"):
                self.faults.append(f"<{tag}> comes from {said[name][:60]}")
