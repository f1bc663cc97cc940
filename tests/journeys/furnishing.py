"""What the example has none of, made through services before it is served, so that its pages are
looked at too: a template with units below, somebody engaged beside posts, imports in each look, a
draft that is talked of, cleared and reviewed from outside.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bureau.config.proving.grounds import Ground

ROOT = Path(__file__).parents[2]
SETTINGS = "bureau.config.settings"
NOT_KNOWN = "No such grade"
LINK = "rv_looked_at"
"""The secret of a link to the draft."""


def furnish(ground: Ground) -> None:
    """In a process of its own, on the ground's database."""
    command = [sys.executable, "-m", "tests.journeys.furnishing"]
    environment = ground.env | {"DJANGO_SETTINGS_MODULE": SETTINGS}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if ended.returncode:
        raise RuntimeError(ended.stdout + ended.stderr)


def _template_and_engagement() -> None:
    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.institution.governance.services.personnel import engage
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.organisation.services.templates import make_template
    from bureau.record.accounts.models import Person
    from bureau.web.multilingual import text

    now, day = acts.as_it_is(), acts.the_day()
    with_units = next(
        unit.id
        for unit in now.units()
        if now.children(unit.id) and len(now.posts_under(unit.id)) < 90
    )
    make_template(
        actor_with_login(acts.AUTHOR),
        organisation=Organisation.objects.get().pk,
        name=text(en="A bureau of two levels"),
        unit=with_units,
        day=day,
        with_units=True,
    )
    engage(
        actor_with_login("human-resources"),
        unit=with_units,
        person=Person.objects.order_by("-pk")[0].pk,
        manner="intern",
        day=day,
    )


def _imports() -> None:
    """Organograms with a rename to settle; a table to draft and one to record, with misfits."""
    from bureau.config.proving import acts, files
    from bureau.config.shell import actor_with_login
    from bureau.documents.halves import read_half
    from bureau.institution.imports.services.staging import stage
    from bureau.institution.imports.services.tables import take_table
    from bureau.institution.organisation.models import Organisation

    halves = [read_half(*file) for file in files.department()]
    stage(actor_with_login("administrator"), halves)
    posts = [post.number for post in acts.as_it_is().posts()[:3]]
    rows: Sequence[tuple[int, Sequence[str]]] = [
        (1, ("number", "title", "grade", "unit")),
        *((row, (number, f"New title {row}", "", "")) for row, number in enumerate(posts, 2)),
        (9, ("NEW/1", "Analyst", NOT_KNOWN, acts.ABOVE)),
        (10, ("NEW/2", "Analyst", "P.4", acts.ABOVE)),
    ]
    for becomes in ("draft", "record"):
        take_table(
            actor_with_login(acts.AUTHOR),
            organisation=Organisation.objects.get().pk,
            kind="posts",
            becomes=becomes,
            day=acts.the_day(),
            name="posts.csv",
            rows=rows,
        )


def _talk() -> None:
    """A question on the draft with a reply, a reviewer, and human resources asked to clear it."""
    from datetime import timedelta

    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
    from bureau.core.procedures.rules import StepTemplate, Who
    from bureau.institution.governance.models import Reorganisation
    from bureau.institution.governance.services import clearance, comments, drafts, reviewing
    from bureau.institution.governance.views.reviewing import digest_of
    from bureau.institution.instruments.models import Instrument
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.organisation.queries.structure import today
    from bureau.institution.procedures.services.rules import put_rule_in_force
    from bureau.institution.procedures.store import Terms

    author, reader = (actor_with_login(one) for one in (acts.AUTHOR, "human-resources"))
    organisation = Organisation.objects.get()
    case = Reorganisation.objects.get(submitted=False, discarded=None).pk
    drafts.name_reader(author, reorganisation=case, person=reader.person or 0)
    asked = comments.comment_on(
        reader, reorganisation=case, about="action:1", kind="question", said="Why in January?"
    )
    comments.reply_to(author, comment=asked, said="The budget begins then.")
    reviewing.invite_reviewer(
        author,
        reorganisation=case,
        name="A reviewer",
        email="reviewer@example.org",
        valid_until=today(organisation) + timedelta(days=9),
        digest=digest_of(LINK),
    )
    who = Who(WhoKind.ROLE, ("human_resources",))
    put_rule_in_force(
        author,
        organisation=organisation.pk,
        key="clearance",
        subject="clearance",
        terms=Terms((StepTemplate("people", 1, who, ActKind.APPROVE, Gate.RELEASE, days=5),)),
        valid_from=today(organisation),
        instrument=Instrument.objects.order_by("pk")[0].pk,
        is_practice=True,
    )
    clearance.ask_for_clearance(author, reorganisation=case)


if __name__ == "__main__":
    from bureau.config.cli import set_up

    set_up()
    _template_and_engagement()
    _imports()
    _talk()
