"""One act on a page of its own: who, when, citing what; and what it did."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bureau.core.procedures.case import Step
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.outlooks import outcome
from bureau.institution.governance.queries.pages import names_of_set
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.steps_named import named
from bureau.institution.governance.texts.labels import ACTS_DONE
from bureau.institution.governance.views.act_lines import act_line
from bureau.institution.governance.views.effects import effects_of_act
from bureau.institution.governance.views.lines import ActionLine, action_lines
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.governance.views.manner import decided_lines
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import acts_of
from bureau.institution.procedures.store import condition_of
from bureau.record.journal.queries import reading
from bureau.web.multilingual import here
from bureau.web.requests import Asking


@require_safe
def act(request: Asking, reorganisation: int, act: int) -> HttpResponse:
    with reading():
        seen = look_up(request, reorganisation)
        acts = acts_of(seen.case.subject) if seen.case else []
        row = next((each for each in acts if each.pk == act), None)
        if row is None:
            raise Http404
        found = outcome(seen, row)
        people = people_and_posts([row.person], [row.post, row.on_behalf])
        steps: list[Step] = list(seen.case.route.steps) if seen.case else []
        also = [condition_of(one).who for each in acts for one in each.conditions]
        submission = seen.row.submissions.get(round=row.round_id)
        line = act_line(
            row, seen, people, named(steps, also=also), acts, decided_lines(seen.row.pk, [row])
        )
        context = {
            "seen": seen,
            "title": here(seen.row.title),
            "crumbs": crumbs_to_case(seen),
            "act": line,
            "word": str(ACTS_DONE[row.kind]),
            "version": submission.version,
            "hash": line.saw,
            "entry": EntryIntoForce.objects.filter(act=row).first(),
            "effects": effects_of_act(
                request, seen, found, _lines(request, seen, row), is_done=True
            ),
        }
    return render(request, "governance/act_page.html", context)


def _lines(request: Asking, seen: Seen, row: ProcedureAct) -> dict[int, ActionLine]:
    """The actions of the set that it was on, before and after it."""
    submission = seen.row.submissions.get(round=row.round_id)
    every = {
        action.id: action
        for until in (row.pk - 1, row.pk)
        for action in standing_actions(submission, until)
    }
    previewed, actions = preview(seen), [every[place] for place in sorted(every)]
    names = names_of_set(request.actor, previewed, actions)
    return {line.action.id: line for line in action_lines(seen, actions, names)}
