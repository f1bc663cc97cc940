"""Deeds on drafts: edits, claims, templates, alternatives, a draft brought up to date."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.changes.actions import ActionKind
from bureau.core.changes.rebase import Take
from bureau.core.references import Reference
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.services import actions, answers, claims, drafts, scenarios
from bureau.institution.governance.services.rebasing import Chosen, rebase_draft
from bureau.institution.governance.services.templates import establish_from_template
from bureau.institution.organisation.queries.templates import (
    UnitOfTemplate,
    posts_in_template,
    posts_of_template,
)
from bureau.institution.organisation.services import templates
from bureau.record.accounts.models import Person
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    by, day = actor_with_login(acts.AUTHOR), acts.the_day().toordinal()
    ends, asks = ActionKind.ABOLISH_UNIT, "successor_missing"
    case = drafts.start_reorganisation(
        by, organisation=acts.the_organisation().pk, reference="DEEDS", title=text(en="Deeds")
    )
    unit, other = (one for one in acts.as_it_is().units() if one.code in ("SPD", "SED"))
    person = Person.objects.order_by("-pk")[0].pk
    yield lambda: drafts.describe_reorganisation(
        by,
        reorganisation=case,
        reference="DEEDS-2",
        title=text(en="More deeds"),
        purpose=None,
        background=None,
    )
    yield lambda: drafts.name_reader(by, reorganisation=case, person=person)
    yield lambda: drafts.remove_reader(by, reorganisation=case, person=person)
    yield lambda: actions.add_action(by, reorganisation=case, kind=ends, day=day, subject=unit.id)
    yield lambda: answers.name_successor(by, reorganisation=case, place=1, successor=other.id)
    yield lambda: actions.change_action(by, reorganisation=case, place=1, day=day, reason="Later")
    yield lambda: actions.accept_what_stands(by, reorganisation=case, place=1)
    yield lambda: actions.reorder_actions(by, reorganisation=case, order=(1,))
    subject = Reference("unit", unit.id)
    yield lambda: answers.answer_finding(
        by, reorganisation=case, code=asks, subject=subject, reason="On purpose"
    )
    yield lambda: answers.take_back_answer(by, reorganisation=case, code=asks, subject=subject)
    yield lambda: actions.undo_edit(by, reorganisation=case)
    yield from templates_of_units(case, unit.id, other.id)
    yield from claimed(case)
    yield from of_a_draft(case)
    yield lambda: actions.remove_action(by, reorganisation=case, place=1)
    yield lambda: drafts.discard_reorganisation(by, reorganisation=case)
    left = drafts.start_reorganisation(
        by,
        organisation=acts.the_organisation().pk,
        reference="LEFT",
        title=text(en="Left behind"),
    )
    # As where its author left the post: no person who acts could be that one.
    Reorganisation.objects.filter(pk=left).update(author=person)
    yield lambda: drafts.take_over_reorganisation(by, reorganisation=left)


def templates_of_units(case: int, unit: int, parent: int) -> Iterator[Deed]:
    """A template made from a unit, changed, used in a draft, put aside."""
    by, day = actor_with_login(acts.AUTHOR), acts.the_day()
    organisation, name = acts.the_organisation().pk, text(en="A department")
    made = templates.make_template(by, organisation=organisation, name=name, unit=unit, day=day)
    yield lambda: templates.name_template(by, template=made, name=name, unit_kind="division")
    post = posts_in_template(posts_of_template(made))[-1]
    yield lambda: templates.put_template_post(by, template=made, post=replace(post, is_head=False))
    yield lambda: templates.drop_template_post(by, template=made, place=1)
    below = UnitOfTemplate(0, "A", "section")
    yield lambda: templates.put_template_unit(by, template=made, unit=below, name=name)
    yield lambda: templates.drop_template_unit(by, template=made, place=1)
    yield lambda: establish_from_template(
        by,
        reorganisation=case,
        template=made,
        parent=parent,
        code="NEW",
        name=name,
        day=day.toordinal(),
    )
    yield lambda: actions.undo_edit(by, reorganisation=case)
    yield lambda: templates.retire_template(by, template=made)


def claimed(case: int) -> Iterator[Deed]:
    """Something claimed of a draft, and withdrawn."""
    by = actor_with_login(acts.AUTHOR)
    yield lambda: claims.add_claim(by, reorganisation=case, kind="nobody_without_post", named={})
    yield lambda: claims.withdraw_claim(by, reorganisation=case, place=1)


def of_a_draft(case: int) -> Iterator[Callable[[], object]]:
    """On a draft whose first action ends a unit: it is left as it was."""
    by = actor_with_login(acts.AUTHOR)
    yield lambda: scenarios.add_scenario(
        by,
        reorganisation=case,
        name=text(en="Another"),
        is_empty=True,
        drafted_name=text(en="The first"),
    )
    yield lambda: scenarios.describe_scenario(
        by,
        reorganisation=case,
        number=2,
        name=text(en="Another way"),
        purpose=text(en="Less"),
        reason=text(en="Too little"),
    )
    yield lambda: scenarios.choose_scenario(
        by, reorganisation=case, number=2, reason=text(en="Cheaper")
    )
    yield lambda: scenarios.choose_scenario(
        by, reorganisation=case, number=1, reason=text(en="Better")
    )
    yield lambda: scenarios.give_up_scenario(by, reorganisation=case, number=2)
    yield lambda: scenarios.put_back_scenario(by, reorganisation=case, number=2)
    kept = [Chosen(1, "parent", Take.MINE)]
    yield lambda: rebase_draft(by, reorganisation=case, chosen=kept)
