"""A plan is secret until submitted: a canary in two drafts, looked for by all who were not named.

For one draft nobody was named. For the other somebody was, who is told of it by mail."""

import logging
from collections.abc import Iterator
from io import StringIO

from django.urls import reverse

from bureau.config.proving import acts
from bureau.config.proving.asking import (
    CAST,
    Address,
    addresses_about,
    ask,
    things_proposed,
    things_there_are,
)
from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.config.shell import actor_with_login
from bureau.core.changes.actions import ActionKind
from bureau.core.comments import CommentKind
from bureau.core.structure.kinds import Value
from bureau.institution.governance.services import actions, comments, drafts, scenarios
from bureau.institution.organisation.models import Organisation
from bureau.record.clock.services import know_duties, start_due_duties, work_off
from bureau.record.journal.queries import journal_exported
from bureau.record.notices.models import Notice, OutboxMail
from bureau.web.multilingual import text

CANARY = "Kanarienvogel"
CODE = "CNRY"
NOBODYS = "Quetzalvogel"
"""A word that is nowhere: how often a page says it back is how often it says back any."""
NAMED = "budget-officer"
OTHERS = tuple(login for login in CAST if login != acts.AUTHOR)
"""The auditor and both administrators among them."""


@promise("plan_secret", asked=ALL, quick=40, unit="requests", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    log = StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(log))
    draft, shared = hide_canary(CODE), hide_canary(f"{CODE}S")
    ask_about(shared)
    know_duties()
    start_due_duties()
    work_off()
    every = list(questions(draft))
    asked = [(login, one, sent) for one, sent in every for login in OTHERS]
    chosen = trial.some(asked)
    broken = [
        f"{one.path} {sent} tells {login}" for login, one, sent in chosen if tells(login, one, sent)
    ]
    broken += elsewhere(log.getvalue())
    broken += mailed()
    own = [(one, sent) for one, sent in every if "canary" in one.what or sent.get("q") == CANARY]
    if not any(tells(acts.AUTHOR, one, sent) for one, sent in own):
        broken.append("not even the author finds the canary: this trial shows nothing")
    return Outcome(len(chosen), broken, asked=len(asked))


def hide_canary(code: str) -> int:
    """A draft that nobody was named for, the canary in all that it says and in an alternative."""
    by, day = actor_with_login(acts.AUTHOR), acts.the_day().toordinal()
    units = {unit.code: unit.id for unit in acts.as_it_is().units()}
    draft = drafts.start_reorganisation(
        by,
        organisation=Organisation.objects.get().pk,
        reference=code,
        title=text(en=CANARY),
        purpose=text(en=CANARY),
        background=text(en=CANARY),
    )
    established: dict[str, Value] = {"code": code, "kind": "section", "parent": units["SED"]}
    renamed: dict[str, Value] = {"code": f"{code}2"}
    for kind, subject, values in (
        (ActionKind.ESTABLISH_UNIT, None, established),
        (ActionKind.RENAME_UNIT, units["OPD"], renamed),
    ):
        actions.add_action(
            by,
            reorganisation=draft,
            kind=kind,
            day=day,
            subject=subject,
            values=values,
            words={"name": text(en=f"{CANARY} {kind}")},
            reason=CANARY,
        )
    scenarios.add_scenario(
        by,
        reorganisation=draft,
        name=text(en=CANARY),
        purpose=text(en=CANARY),
        drafted_name=text(en=f"{CANARY} {code}"),
    )
    return draft


def ask_about(draft: int) -> None:
    """Name a reader, who asks something: a mail says so to the author."""
    reader = actor_with_login(NAMED)
    drafts.name_reader(
        actor_with_login(acts.AUTHOR), reorganisation=draft, person=reader.person or 0
    )
    comments.comment_on(
        reader, reorganisation=draft, about="case", said=CANARY, kind=CommentKind.QUESTION.value
    )


def questions(draft: int) -> Iterator[tuple[Address, dict[str, str]]]:
    """Every address as it is, through the plan, on a later day, and searching for the canary."""
    things = things_there_are() | things_proposed()
    things["reorganisation"] = {**things["reorganisation"], "canary": draft}
    things["number"] = {"": 2}
    for address in addresses_about(things):
        yield address, {}
        yield address, {"plan": f"reorganisation:{draft}"}
        yield address, {"valid": acts.the_day().replace(year=acts.the_day().year + 2).isoformat()}
    search = Address("search", "/search/", "")
    for words in (CANARY, CANARY[:6], CODE, "canary", f"reorganisation {draft}"):
        yield search, {"q": words}


def tells(login: str, one: Address, sent: dict[str, str]) -> bool:
    """Whether the canary is there more often than a page says back what was searched for."""
    content = ask(login, "GET", one.path, sent).content
    if sent.get("q") in (CANARY, CODE):
        echo = ask(login, "GET", one.path, {"q": NOBODYS}).content.count(NOBODYS.encode())
        return content.count(sent["q"].encode()) > echo
    return CANARY.encode() in content or CODE.encode() in content


def elsewhere(log: str) -> Iterator[str]:
    """What is written for others to read: log, journal, notices, mail."""
    if CANARY in log or CODE in log:
        yield "the log tells"
    if any(CANARY in str(line) for line in journal_exported(with_contents=True)):
        yield "the journal tells"
    if any(CANARY in str(row) for row in Notice.objects.values_list()):
        yield "a notice tells"


def mailed() -> Iterator[str]:
    """Mails that say the canary go to those who draft along; others do not read them either."""
    along = {actor_with_login(login).person for login in (acts.AUTHOR, NAMED)}
    told = {
        mail["person_id"] for mail in OutboxMail.objects.values() if CANARY in str(mail.values())
    }
    if not told:
        yield "no mail says the canary: this trial shows nothing of mails"
    if told - along:
        yield "a mail tells somebody who was not named"
    outbox = Address("outbox", reverse("outbox"), "")
    yield from (f"the outbox tells {login}" for login in OTHERS if tells(login, outbox, {}))
