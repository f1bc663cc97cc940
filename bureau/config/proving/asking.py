"""Every address of the product, asked as any of the cast, with nothing kept of what it did."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bureau.config.api import apart
from bureau.config.proving import acts
from bureau.config.proving.deeds.notices import uncertain_mail
from bureau.config.shell import actor_with_login
from bureau.core.actors import Role
from bureau.core.scopes import Scope
from bureau.example import figures
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.services import corrections
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import JobDescription, Organisation, PostRole
from bureau.institution.organisation.models.effects import Effect
from bureau.institution.organisation.services import roles
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import User
from bureau.record.accounts.queries import secret_hash
from bureau.record.journal.queries import head
from bureau.record.programs.queries.tokens import PREFIX
from bureau.record.programs.services.tokens import make_token
from bureau.record.programs.services.webhooks import make_webhook
from bureau.web.api import PREFIX as OF_PROGRAMS
from bureau.web.multilingual import text

HOST = "127.0.0.1"
ANONYMOUS = "anonymous"
CAST = (
    *(ANONYMOUS, "communications", "organisation-officer", "post-officer"),
    *("committee-secretary", "council-secretary", "secretary-general", "director"),
    *("human-resources", "chief-operations", "administrator", "administrator-2", "auditor"),
)
"""A visitor, one without a role, the author of the drafts, and then one for each role there is."""

type Values = Mapping[str, Mapping[str, int | str]]


@dataclass(frozen=True, slots=True)
class Address:
    """One address with its variables filled; `name` says which, `what` the thing it is about."""

    name: str
    path: str
    what: str

    @property
    def label(self) -> str:
        return f"{self.name} {self.what}".strip()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whole, and whether the journal has an entry of it."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    acted: bool

    @property
    def word(self) -> str:
        """The status; where something was done, with a word that says so."""
        return f"{self.status} acts" if self.acted else str(self.status)


def addresses() -> list[Address]:
    """Every named address of the product, once for each thing it may be about."""
    return addresses_about(things_there_are() | things_proposed())


def addresses_about(values: Values) -> list[Address]:
    """The addresses about these; what no value is given for is the number 0."""
    found: list[Address] = []
    for name, variables in names():
        choices = [values.get(variable, {"": 0}).items() for variable in variables]
        for chosen in product(*choices):
            filled = {
                variable: value for variable, (_, value) in zip(variables, chosen, strict=True)
            }
            what = " ".join(which for which, _ in chosen if which)
            found.append(Address(name, reverse(name, apart.ADDRESSES, kwargs=filled), what))
    return found


def names() -> Iterator[tuple[str, list[str]]]:
    """The name and variables of every address but those of the trials themselves."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[URLPattern]:
        for one in patterns:
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, before)
            else:
                yield one

    for one in walk(get_resolver(apart.ADDRESSES).url_patterns, ""):
        yield one.name or str(one.pattern), list(one.pattern.converters)


def things_there_are() -> dict[str, Mapping[str, int | str]]:
    """What the variables of addresses may stand for in the example."""
    author, now = actor_with_login(acts.AUTHOR), acts.as_it_is()
    unit = next(one.id for one in now.units() if one.code == "SED")
    post = next(one for one in now.posts() if one.number == figures.CHIEF_NUMBER)
    held = next(one for one in now.posts() if not now.is_vacant(one.id))
    organisation = Organisation.objects.get().pk
    drafts = {"draft": figures.STAFFING_REFERENCE, "submitted": figures.REFERENCE}
    return {
        "unit": {"": unit},
        "post": {"vacant": post.id, "of the author": author.post or 0},
        "person": {"": author.person or 0},
        "instrument": {"": Instrument.objects.order_by("pk")[0].pk},
        "organisation": {"": organisation},
        "post_role": {"": PostRole.objects.order_by("pk")[0].pk},
        "incumbency": {"": now.incumbencies_of(held.id)[0].id},
        "verdict": {"": "confirmation"},
        "form": {"": "json"},
        "place": {"": 1},
        "reorganisation": {
            which: Reorganisation.objects.get(reference=reference).pk
            for which, reference in drafts.items()
        },
    }


def things_proposed() -> dict[str, Mapping[str, int | str]]:
    """What the example has none of, made for the trial: proposals, a correction, a mail."""
    administrator, author = actor_with_login("administrator"), actor_with_login(acts.AUTHOR)
    post, day = next(iter(acts.as_it_is().posts())), acts.the_day()
    later = day + timedelta(days=30)
    grant = accounts.propose_grant(
        administrator, person=author.person or 0, grant="auditor", valid_from=day, valid_until=later
    )
    role = roles.propose_role(administrator, post=post.id, role=Role.READER, valid_from=day)
    correction = corrections.propose_rescission(
        actor_with_login("post-officer"),  # the case of the author changes the same thing
        effect=Effect.objects.order_by("-pk")[0].pk,
        document=text(en="File"),
        reason="To be proved",
    )
    webhook = make_webhook(author, name="Trial", address="https://example.org/")
    return {
        "webhook": {"": webhook},
        "description": {"": JobDescription.objects.order_by("pk")[0].pk},
        "address": {"": "nothing"},
        "proposal": {"": grant, "of role": role},
        "correction": {"": correction},
        "mail": {"": uncertain_mail("asked")},
    }


def secret_for(login: str) -> str:
    """A new token of one of the cast, for all that they may do."""
    secret = f"{PREFIX}{uuid.uuid4().hex}"
    make_token(
        actor_with_login(login),
        name="Trial",
        scopes=tuple(str(scope) for scope in Scope),
        valid_until=acts.the_day() + timedelta(days=2),
        digest=secret_hash(secret),
        hint=login[:12],
    )
    return secret


def ask(login: str, method: str, path: str, sent: Mapping[str, str] | None = None) -> Answer:
    """The answer to one request by one of the cast; whatever it changed is taken back."""
    client = Client(raise_request_exception=False, SERVER_NAME=HOST)
    with transaction.atomic():
        headers = {}
        if login != ANONYMOUS and path.startswith(OF_PROGRAMS):
            headers["authorization"] = f"Bearer {secret_for(login)}"
        elif login != ANONYMOUS:
            user = User.objects.get(login=login)
            client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        before = head().sequence
        if method == "GET":
            answer = client.get(path, sent, headers=headers)
        else:
            said = {"key": uuid.uuid4().hex, **(sent or {})}
            answer = client.post(path, said, headers=headers)
        content = answer.getvalue() if answer.streaming else answer.content
        acted = head().sequence > before
        transaction.set_rollback(True)
    return Answer(answer.status_code, dict(answer.headers), content, acted)
