"""A plan is secret until submitted: a canary in drafts, and in what is drafted since a case was
sent back, looked for by all who were not named.

For one of the drafts somebody was named, who is told of it by mail."""

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
from bureau.config.proving.secret_plans import CANARY, CODE, Plans, hide_canaries, share_draft
from bureau.config.shell import actor_with_login
from bureau.record.clock.services import know_duties, start_due_duties, work_off
from bureau.record.journal.queries import journal_exported
from bureau.record.notices.models import Notice, OutboxMail

NOBODYS = "Quetzalvogel"
"""A word that is nowhere: how often a page says it back is how often it says back any."""
NAMED = "budget-officer"
OTHERS = tuple(login for login in CAST if login != acts.AUTHOR)
"""The auditor and both administrators among them."""


@promise("plan_secret", asked=ALL, quick=40, unit="requests", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    log = StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(log))
    plans = hide_canaries()
    share_draft(NAMED)
    know_duties()
    start_due_duties()
    work_off()
    every = list(questions(plans))
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


def questions(plans: Plans) -> Iterator[tuple[Address, dict[str, str]]]:
    """Every address as it is, through the plan, on a later day, and searching for the canary."""
    things = things_there_are() | things_proposed()
    things["reorganisation"] = {**things["reorganisation"], **plans.by_name()}
    things["number"] = {"": 2}
    for address in addresses_about(things):
        yield address, {}
        if "canary" not in address.what:
            for plan in plans.by_name().values():
                yield address, {"plan": f"reorganisation:{plan}"}
        yield address, {"valid": acts.the_day().replace(year=acts.the_day().year + 2).isoformat()}
    search = Address("search", "/search/", "")
    for words in (CANARY, CANARY[:6], CODE, "canary", f"reorganisation {plans.draft}"):
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
    if any(CANARY in str(row) for row in Notice.objects.exclude(person__in=along()).values_list()):
        yield "a notice tells"


def along() -> set[int | None]:
    """Who drafts along: the author, and who was named."""
    return {actor_with_login(login).person for login in (acts.AUTHOR, NAMED)}


def mailed() -> Iterator[str]:
    """Mails that say the canary go to those who draft along; others do not read them either."""
    told = {
        mail["person_id"] for mail in OutboxMail.objects.values() if CANARY in str(mail.values())
    }
    if not told:
        yield "no mail says the canary: this trial shows nothing of mails"
    if told - along():
        yield "a mail tells somebody who was not named"
    outbox = Address("outbox", reverse("outbox"), "")
    yield from (f"the outbox tells {login}" for login in OTHERS if tells(login, outbox, {}))
