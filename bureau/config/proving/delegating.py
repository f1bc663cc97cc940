"""Processes that use one delegation at once, by decisions on posts; says what came of it.

Run as a program on a ground with the example: one process puts forward what is to be decided, and
parts into as many as are to race.
"""

import json
import sys
from datetime import timedelta
from typing import Any

from bureau.config.cli import set_up
from bureau.config.proving.taking import PROCESSES, at_once, take_guard_away

GRADE, RULE = "P.2", "posts"


def main() -> None:
    """`seed decisions`: a line of JSON for the ceiling with its guard, one for that without."""
    set_up()
    seed, each = int(sys.argv[1]), int(sys.argv[2])
    for is_guarded in (True, False):
        print(json.dumps(raced(seed, each, is_guarded=is_guarded)), flush=True)


def raced(seed: int, each: int, *, is_guarded: bool) -> dict[str, int]:
    """What was left before the race; what its uses come to, what the pool says, uses and errors.

    Races share a ceiling: what one without the guard took over is not held against the next.
    """
    from django.db.models import Sum

    from bureau.example import figures
    from bureau.institution.governance.models import Ceiling, DelegatedUse
    from bureau.institution.pools.models import Pool

    period = {"rule": RULE, "valid_from": figures.BIENNIUM[0]}
    ceiling = Ceiling.objects.select_related("pool").get(**period)
    _leave_room_later(ceiling, PROCESSES * each)
    count, mark = PROCESSES * each, f"{seed}{'G' if is_guarded else 'U'}"
    _leave_room_for(ceiling, count)
    cases = [put_forward(f"{mark}{number}") for number in range(count)]
    _leave_room_for(ceiling, count // 2)
    pool = ceiling.pool_id or 0
    earlier = list(DelegatedUse.objects.filter(rule=RULE).values_list("pk", flat=True))
    before = Pool.objects.get(pk=pool)
    errors = at_once(lambda place: _decide(cases[place::PROCESSES], pool, is_guarded))
    uses = DelegatedUse.objects.filter(rule=RULE).exclude(pk__in=earlier)
    return {
        "cap": before.cap - before.taken,
        "held": uses.aggregate(sum=Sum("amount_minor"))["sum"] or 0,
        "taken": Pool.objects.get(pk=pool).taken - before.taken,
        "holds": uses.count(),
        "errors": errors,
    }


def day_of_races() -> int:
    """A day, as an ordinal, within the period of the ceilings."""
    from bureau.example import figures

    return (figures.BIENNIUM[1] - timedelta(days=30)).toordinal()


def put_forward(code: str) -> int:
    """A post of a day within the period of the ceiling, recommended and waiting for approval."""
    from bureau.config.proving import acts
    from bureau.config.shell import actor_with_login
    from bureau.core.changes.actions import ActionKind
    from bureau.core.structure.kinds import Value
    from bureau.institution.governance.services import actions, drafts, submissions
    from bureau.institution.organisation.models import Organisation
    from bureau.web.multilingual import text

    author = actor_with_login(acts.AUTHOR)
    unit = next(one.id for one in acts.as_it_is().units() if one.code == acts.ABOVE)
    case = drafts.start_reorganisation(
        author,
        organisation=Organisation.objects.get().pk,
        reference=f"RACE-{code}",
        title=text(en=f"A post {code}"),
    )
    values: dict[str, Value] = {"number": f"RACE/{code}", "unit": unit, "grade": GRADE}
    values |= {"funding": "regular_budget", "duty_station": "GVA"}
    actions.add_action(
        author,
        reorganisation=case,
        kind=ActionKind.ESTABLISH_POST,
        day=day_of_races(),
        values=values,
        words={"title": text(en="Analyst")},
    )
    submissions.submit_reorganisation(author, reorganisation=case)
    acts.recommend("", case=case, step=acts.steps_here(case)["recommend"])
    return case


def _leave_room_for(ceiling: Any, posts: int) -> None:
    """Move the basis so that so many posts still fit, and half a post more."""
    from bureau.config.shell import actor_with_login
    from bureau.institution.governance.services.ceilings import move_basis
    from bureau.institution.organisation.models import StandardCost

    rows = StandardCost.objects.filter(grade=GRADE, place="GVA").order_by("valid_from")
    cost = max(row.amount_minor for row in rows)
    ceiling.pool.refresh_from_db()
    room = ceiling.pool.taken + cost * posts + cost // 2
    by = actor_with_login("administrator")
    move_basis(by, ceiling=ceiling.pk, basis_minor=room, basis=ceiling.basis)


def _leave_room_later(ceiling: Any, posts: int) -> None:
    """The posts count in later periods, too: there is room for all of them in each."""
    from bureau.institution.governance.models import Ceiling

    later = Ceiling.objects.filter(rule=ceiling.rule, valid_from__gt=ceiling.valid_from)
    for row in later.select_related("pool"):
        _leave_room_for(row, posts)


def _decide(cases: list[int], pool: int, is_guarded: bool) -> None:
    from bureau.config.proving import acts
    from bureau.core.reasons import Refused

    for case in cases:
        if not is_guarded:
            take_guard_away(pool)
        try:
            acts.approve("", case=case, step=acts.steps_here(case)["approve"])
        except Refused:
            continue


if __name__ == "__main__":
    main()
