"""What a webhook is told of what others did: acts that pages show to the same reader, no others.

Every act is tried on people outside: one without a post, an officer of another organisation with
every role, and one inside whose post has no role.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from django.db import transaction

from bureau.config.shell import actor_with_login
from bureau.core.actors import Actor, PostRole, Role
from bureau.core.references import Reference
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.organisation.models import Organisation, Post
from bureau.record.accounts.models import Person
from bureau.record.journal.models import Entry
from bureau.record.programs.queries.webhooks import heard
from bureau.web.multilingual import text

SHOWN = {
    "budget": {
        *("finance.add_budget_line", "finance.keep_budget", "finance.keep_budget_line"),
        *("finance.keep_budget_lines", "finance.make_budget"),
    },
    "body": {
        *("governance.lay_down_decision_rule", "governance.seat_member", "governance.settle_chair"),
        *("governance.settle_decision_rule", "governance.take_seats", "governance.end_seat"),
        *("governance.end_decision_rule", "instruments.add_document_class"),
        *("instruments.keep_document_class", "instruments.keep_body", "instruments.register_body"),
        *("instruments.settle_body_name", "instruments.take_bodies"),
    },
    "meeting": {
        *("instruments.add_agenda_item", "instruments.change_agenda_item"),
        *("instruments.drop_agenda_item", "instruments.keep_meeting", "instruments.keep_sitting"),
        *("instruments.register_meeting", "instruments.register_sitting"),
        *("instruments.take_agenda", "instruments.take_sessions"),
    },
    "document": {
        *("instruments.change_document", "instruments.keep_languages", "instruments.put_file"),
        *("instruments.register_document", "instruments.register_variant"),
        *("instruments.take_documents", "instruments.take_file_off"),
        "instruments.withdraw_document",
    },
    "instrument": {
        *("instruments.add_provision", "instruments.change_instrument"),
        *("instruments.change_provision", "instruments.follow_decision"),
        *("instruments.move_provision", "instruments.record_amendment"),
        *("instruments.register_instrument", "instruments.register_table"),
        *("instruments.settle_mandate", "instruments.take_words"),
        *("instruments.translate_instrument", "instruments.withdraw_amendment"),
        *("instruments.cite", "instruments.uncite"),
    },
    "strategic-plan": {
        *("instruments.adopt_plan_version", "instruments.begin_plan"),
        *("instruments.begin_plan_version", "instruments.drop_plan_line"),
        *("instruments.name_plan", "instruments.put_plan_line"),
    },
    "chart": {
        *("organisation.adopt_staffing_table", "organisation.create_organisation"),
        *("organisation.make_identity", "organisation.open_chart_at", "organisation.remark_on"),
        *("organisation.write_description", "papers.keep_paper"),
    },
    "what rules name": {
        *("organisation.name_office", "organisation.settle_office"),
        *("procedures.end_rule", "procedures.put_rule_in_force", "procedures.put_rules_in_force"),
    },
    "mails of a demonstration": {"notices.leave_mail", "notices.send_mail_again"},
}
"""By the page that shows what the act did to whoever is signed in."""
SHOWN_TO_ALL = frozenset[str]().union(*SHOWN.values())
OF_CASES = frozenset({KIND, "budget_proposal"})
"""Whoever sees one of these reads on its page what was done on it."""


def told_too_much() -> Iterator[str]:
    """Acts that are told to somebody to whom no page shows what they did; nobody stays."""
    with transaction.atomic():
        yield from sorted(set(_told_to(list(_outside()))))
        transaction.set_rollback(True)


def _told_to(readers: Collection[tuple[str, Actor]]) -> Iterator[str]:
    done: set[tuple[str, frozenset[str]]] = set()
    for entry in Entry.objects.order_by("sequence").prefetch_related("subjects"):
        which = (entry.act, frozenset(one.kind for one in entry.subjects.all()))
        if which in done or entry.record_number is not None:
            continue
        done.add(which)
        for name, reader in readers:
            said = heard(reader, entry)
            if said is not None and not _is_shown(entry, said):
                yield f"{entry.act} is told to {name}"


def _is_shown(entry: Entry, said: Collection[Reference]) -> bool:
    """What is only proposed of settings is shown to those alone who keep them."""
    is_proposed = "proposal" in entry.details and not entry.details.get("is_confirmed")
    is_shown = entry.act in SHOWN_TO_ALL and not is_proposed
    return is_shown or any(one.kind in OF_CASES for one in said)


def _outside() -> Iterator[tuple[str, Actor]]:
    stranger = Person.objects.create(name="Without a post")
    yield "one without a post", Actor(person=stranger.pk)
    yield "one without a role", replace(actor_with_login("communications"), session="")
    other = Organisation.objects.create(code="FAR", name=text(en="Far"))
    post = Post.objects.create(organisation=other)
    yield (
        "an officer of another organisation",
        Actor(
            person=stranger.pk,
            post=post.pk,
            organisation=other.pk,
            posts=frozenset({post.pk}),
            roles=frozenset(PostRole(role, post.pk) for role in Role),
            acts=True,
        ),
    )
