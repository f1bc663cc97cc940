"""Ways past a ceiling that are no race: a post moved and reclassified at once, a correction that
makes it cost more, a standard cost of one's own, a saving that is cancelled or put off.

Run as a program on a ground with the example; nothing of what it does stays.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bureau.config.cli import set_up

LOWER, HIGHER = "P.3", "P.5"
OF_HIGHER = "DEMO/SGD/P5/02"
"""A post of that grade, of nobody who decides on it."""

type Act = Callable[[], object]


def main() -> None:
    """One line of JSON: by way, what became of it, and of its like that may be done."""
    set_up()
    print(json.dumps({name: [tried(way, 0), tried(way, 1)] for name, way in WAYS.items()}))


def tried(way: Callable[[int], Act], like: int) -> str:
    from django.db import transaction

    from bureau.config.proving.revoking import outcome_of

    with transaction.atomic():
        outcome = outcome_of(way(like))
        transaction.set_rollback(True)
    return outcome


def moved_and_reclassified(like: int) -> Act:
    """A post moves on the day on which it is reclassified, with no room for what that costs."""
    from bureau.config.proving import acts
    from bureau.config.proving.delegating import day_of_races
    from bureau.core.changes.actions import ActionKind

    now = acts.as_it_is()
    _leave_room(like)
    post = next(post.id for post in now.posts() if post.grade == LOWER)
    into = next(unit.id for unit in now.units() if unit.code == acts.ABOVE)
    changes: dict[ActionKind, Any] = {
        ActionKind.MOVE_POST: {"unit": into},
        ActionKind.RECLASSIFY_POST: {"grade": HIGHER},
    }
    return _on_post("PASS-1", post, day_of_races(), changes)


def saving_cancelled(like: int) -> Act:
    """A post is reclassified to a lower grade, then that is overridden: by the grade of before, or
    by the lower one from an earlier day on. There is no room for what costs more."""
    from bureau.config.proving.delegating import day_of_races
    from bureau.core.changes.actions import ActionKind

    post, effect = _saved("PASS-4")
    again = {"grade": LOWER if like else HIGHER, "overrides": str(effect)}
    changes = {ActionKind.RECLASSIFY_POST: again}
    return _on_post("PASS-5", post, day_of_races() - 5, changes)


def saving_put_off(like: int) -> Act:
    """A post is reclassified to a lower grade; a correction says that it was from the next day on,
    or from the day before."""
    from bureau.config.proving import acts
    from bureau.config.proving.delegating import day_of_races
    from bureau.config.shell import actor_with_login
    from bureau.institution.governance.services.corrections import propose_correction
    from bureau.web.multilingual import text

    _, effect = _saved("PASS-6")
    by, list_of = actor_with_login(acts.AUTHOR), text(en="List")
    day = date.fromordinal(day_of_races() + (-1 if like else 1))
    return lambda: propose_correction(
        by, effect=effect, document=list_of, reason="It says so", day=day
    )


def _saved(reference: str) -> tuple[int, int]:
    """A post that is decided to be of a lower grade, with no room for what costs more; and the
    effect of it."""
    from bureau.config.proving import acts
    from bureau.config.proving.delegating import day_of_races
    from bureau.core.changes.actions import ActionKind
    from bureau.institution.organisation.models import Effect

    _leave_room(0)
    post = next(post.id for post in acts.as_it_is().posts() if post.number == OF_HIGHER)
    changes = {ActionKind.RECLASSIFY_POST: {"grade": LOWER}}
    _on_post(reference, post, day_of_races(), changes)()
    return post, Effect.objects.filter(kind="post", subject=post).latest("pk").pk


def _leave_room(times: int) -> None:
    """The amount of the ceiling on reclassifications so many times, or none."""
    from bureau.config.shell import actor_with_login
    from bureau.example import figures
    from bureau.institution.governance.models import Ceiling
    from bureau.institution.governance.services import ceilings

    ceiling = Ceiling.objects.get(rule="classification", valid_from=figures.BIENNIUM[0])
    room = {"basis_minor": times * ceiling.basis_minor, "basis": ceiling.basis}
    ceilings.move_basis(actor_with_login("administrator"), ceiling=ceiling.pk, **room)


def _on_post(reference: str, post: int, day: int, changes: Mapping[Any, Any]) -> Act:
    """A set of such changes to a post, drafted; the act takes it the whole way."""
    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.institution.governance.services import actions, drafts, submissions
    from bureau.institution.organisation.models import Organisation
    from bureau.web.multilingual import text

    by, organisation = actor_with_login(acts.AUTHOR), Organisation.objects.get().pk
    case = drafts.start_reorganisation(
        by, organisation=organisation, reference=reference, title=text(en="To be proved")
    )
    for kind, values in changes.items():
        actions.add_action(
            by,
            reorganisation=case,
            kind=kind,
            day=day,
            subject=post,
            values=values,
            reason="To be proved",
        )

    def through() -> None:
        submissions.submit_reorganisation(by, reorganisation=case)
        while here := [kind for kind in acts.WAY if kind in acts.steps_here(case)]:
            acts.ACTS[here[0]]("", case=case, step=acts.steps_here(case)[here[0]])

    return through


def corrected_to_cost_more(like: int) -> Act:
    """What was decided under a ceiling is to have been of a higher grade; its number may be."""
    from bureau.config.proving import acts
    from bureau.config.proving.delegating import put_forward
    from bureau.config.shell import actor_with_login
    from bureau.institution.governance.services.corrections import propose_correction
    from bureau.institution.organisation.models import Effect
    from bureau.web.multilingual import text

    case = put_forward("PASS2")
    acts.approve("", case=case, step=acts.steps_here(case)["approve"])
    effect = Effect.objects.filter(kind="post").latest("pk").pk
    fields = {"number": "PASS/2"} if like else {"grade": HIGHER}
    by, list_of = actor_with_login(acts.AUTHOR), text(en="List")
    return lambda: propose_correction(
        by, effect=effect, document=list_of, reason="It says so", fields=fields
    )


def reckoned_by_ones_own_cost(like: int) -> Act:
    """The author proposed what such a post costs; another keeper may."""
    from bureau.config.proving import acts
    from bureau.config.proving.delegating import GRADE, day_of_races, put_forward
    from bureau.config.shell import actor_with_login
    from bureau.institution.organisation.models import StandardCost, StandardCostProposal
    from bureau.institution.organisation.services import costs, keeping

    second = actor_with_login("administrator-2")
    case, day = put_forward("PASS3"), date.fromordinal(day_of_races())
    by, other = actor_with_login(acts.AUTHOR), actor_with_login("administrator")
    row = StandardCost.objects.filter(grade=GRADE, place="GVA", valid_from__lt=day).latest(
        "valid_from"
    )
    keeping.keep_standard_cost(other, cost=row.pk, source=row.source, valid_until=day)
    ends = StandardCostProposal.objects.latest("pk").pk
    costs.settle_standard_cost(second, proposal=ends, is_confirmed=True)
    proposal = costs.propose_standard_cost(
        other if like else by,
        organisation=row.organisation_id,
        grade=row.grade,
        place=row.place,
        amount_minor=1,
        currency=row.currency,
        source=row.source,
        valid_from=day,
        valid_until=row.valid_until,
    )
    costs.settle_standard_cost(second, proposal=proposal, is_confirmed=True)
    return lambda: acts.approve("", case=case, step=acts.steps_here(case)["approve"])


WAYS: dict[str, Callable[[int], Act]] = {
    "moved and reclassified": moved_and_reclassified,
    "corrected to cost more": corrected_to_cost_more,
    "reckoned by one's own cost": reckoned_by_ones_own_cost,
    "a saving cancelled": saving_cancelled,
    "a saving put off": saving_put_off,
}


if __name__ == "__main__":
    main()
