"""Confidential fields stay where they belong: canaries in names, addresses, reasons, passwords, and
in what is said of people affected and the private address of a calendar.

They are looked for in the log, the queue, the idempotency rows, the journal, its feed, the counts
of guesses, the column files, and in what exports give to who may not see names.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from bureau.config.logs import JsonLines
from bureau.config.proving import acts
from bureau.config.proving.asking import (
    ANONYMOUS,
    Address,
    addresses_about,
    ask,
    things_there_are,
)
from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.config.shell import actor_with_login
from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.institution.governance.models import AffectedPerson
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.services.people import confirm_people
from bureau.institution.organisation.models import Organisation
from bureau.record.accounts import services as accounts
from bureau.record.accounts.models import User
from bureau.record.accounts.queries import secret_hash
from bureau.record.accounts.services import factors, links
from bureau.record.clock.services import know_duties, start_due_duties, work_off
from bureau.record.journal.queries import journal_exported
from bureau.record.journal.services import Asked
from bureau.record.notices.services.choosing import make_calendar_feed
from bureau.web.multilingual import text

NAME, MAIL = "Kanariengesicht", "kanarienpost@example.org"
REASON, PASSWORD, LOGIN = "Kanariengrund", "kanarienwort-kanarienwort", "kanarienlogin"
SAID, SECRET = "Kanarienurteil", "kanarienadresse"
CANARIES = (NAME, MAIL, REASON, PASSWORD, LOGIN, SAID, SECRET)
ROWS = (
    *("journal.Entry", "journal.Subject", "journal.Answered", "journal.Cursor"),
    *("clock.QueuedTask", "clock.RecurringDuty", "accounts.Tries", "accounts.SignInLink"),
    *("notices.CalendarFeed", "notices.TellingChoice"),
    *("accounts.Sitting", "notices.Notice", "mfa.Authenticator"),
)
"""Tables that have no business with any of it."""


CAST_PAGE = "home"
"""A demonstration names its cast there, which is what it is for; elsewhere it names nobody."""


@promise("confidential", asked=ALL, quick=10, unit="places", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    log = StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    hide_canaries()
    know_duties()
    start_due_duties()
    work_off()
    pages = [one for one in addresses_about(things_there_are()) if one.name != CAST_PAGE]
    places = len(ROWS) + 3 + len(pages)
    chosen = trial.some(pages)
    broken = [f"{one.path} tells a visitor" for one in chosen if tells(one)]
    broken += [f"{where} tells {word}" for where, said in kept(log, trial) for word in found(said)]
    if not found(str(list(User.objects.values_list("login", "person__name", "person__email")))):
        broken.append("no canary is where it belongs: this trial shows nothing")
    return Outcome(len(chosen) + len(ROWS) + 3, broken, asked=places)


def hide_canaries() -> None:
    """A person enrolled and invited, a draft with a reason about them, and their failures."""
    administrator, officer = actor_with_login("administrator"), actor_with_login(acts.AUTHOR)
    newcomer = links.Newcomer(LOGIN, NAME, MAIL)
    (person,) = links.enrol_people(Asked(administrator, "canary"), people=(newcomer,))
    accounts.create_person(Asked(administrator, "canary-2"), name=NAME, email=MAIL)
    user = User.objects.get(person=person)
    user.set_password(PASSWORD)
    user.save()
    draft = drafts.start_reorganisation(
        Asked(officer, "canary"),
        organisation=Organisation.objects.get().pk,
        reference="CANARY",
        title=text(en=REASON),
    )
    unit = next(one.id for one in acts.as_it_is().units() if one.code == "SPD")
    actions.add_action(
        Asked(officer, "canary-2"),
        reorganisation=draft,
        kind=ActionKind.ABOLISH_UNIT,
        day=acts.the_day().toordinal(),
        subject=unit,
        reason=REASON,
    )
    say_of_people()
    fail(user)


def say_of_people() -> None:
    """Human resources say otherwise of somebody, and have their days given to a calendar."""
    by = actor_with_login("human-resources")
    line = AffectedPerson.objects.select_related("submission").order_by("pk")[0]
    confirm_people(
        Asked(by, "canary"),
        reorganisation=line.submission.reorganisation_id,
        lines=(line.pk,),
        how="displaced",
        reason=SAID,
    )
    until = timezone.now().date() + timedelta(days=9)
    made = Asked(by, "canary-2")
    make_calendar_feed(made, digest=secret_hash(SECRET), valid_until=until)
    Client(SERVER_NAME="127.0.0.1").get(f"/calendars/{SECRET}.ics")


def fail(user: User) -> None:
    """What goes wrong is logged, and must not tell either."""
    client = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    client.post("/sign-in/", {"username": LOGIN, "password": "wrong"})
    client.post("/sign-in/", {"username": LOGIN, "password": PASSWORD})
    client.post("/sign-in/forgotten/", {"login": LOGIN})
    client.get(f"/search/?q={NAME}")
    forged = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
    forged.post(f"/calendars/{SECRET}.ics")
    client.get(f"/account/of/{user.person_id}/")
    own = accounts.Secret(PASSWORD)
    try:
        actor = actor_with_login(LOGIN)
        factors.change_password(Asked(actor, "canary"), old=accounts.Secret("no"), new=own)
    except Refused:
        pass


def kept(log: StringIO, trial: Trial) -> Iterator[tuple[str, str]]:
    """Each place that keeps something, with all that it keeps."""
    yield "the log", log.getvalue()
    yield "the journal as exported", str(list(journal_exported(with_contents=False)))
    yield "the files of the home", files_of(trial.ground.home)
    for name in ROWS:
        model: type[Model] = apps.get_model(name)
        yield f"{name}", str(list(model._default_manager.values()))


def files_of(home: Path) -> str:
    """All files beside the database and its journal: keys, columns, logs."""
    paths = (path for path in home.rglob("*") if path.is_file())
    kept_files = [path for path in paths if "bureau.sqlite3" not in path.name]
    return "\n".join(path.read_bytes().decode("latin-1") for path in kept_files)


def found(said: str) -> list[str]:
    return [word for word in CANARIES if word.casefold() in said.casefold()]


def tells(one: Address) -> bool:
    """Whether a page gives a visitor any of it."""
    return bool(found(ask(ANONYMOUS, "GET", one.path).content.decode("utf-8", "replace")))
