"""Addresses of reorganisations and the acts on them, of appointments, openings, corrections."""

from django.urls import path

from bureau.institution.governance.views import (
    actions,
    acts,
    corrections,
    descriptions,
    drafts,
    engagements,
    evidence,
    leaving,
    opening,
    personnel,
    readers,
    reorganisations,
    rights,
    routes,
    rules,
    templates,
)

CASE = "reorganisations/<int:reorganisation>/"

urlpatterns = [
    path("reorganisations/", reorganisations.reorganisations, name="reorganisations"),
    path("reorganisations/new/", reorganisations.start, name="reorganisation-new"),
    path(CASE, drafts.workspace, name="reorganisation"),
    path(f"{CASE}description/", reorganisations.describe, name="reorganisation-description"),
    path(f"{CASE}readers/", readers.readers, name="reorganisation-readers"),
    path(f"{CASE}readers/removal/", readers.remove, name="reorganisation-reader-removal"),
    path(f"{CASE}discarding/", leaving.discard, name="reorganisation-discarding"),
    path(f"{CASE}takeover/", leaving.take_over, name="reorganisation-takeover"),
    path(f"{CASE}undo/", drafts.undo, name="reorganisation-undo"),
    path(f"{CASE}answers/new/", drafts.answer, name="reorganisation-answer-new"),
    path(f"{CASE}answers/removal/", drafts.take_back, name="reorganisation-answer-removal"),
    path(f"{CASE}submission/", drafts.submission, name="reorganisation-submission"),
    path(f"{CASE}descriptions/new/", descriptions.begin, name="reorganisation-description-begin"),
    path(
        f"{CASE}descriptions/<int:post>/new/",
        descriptions.write,
        name="reorganisation-description-new",
    ),
    path(f"{CASE}actions/new/", actions.new, name="reorganisation-action-new"),
    path(f"{CASE}actions/<int:place>/", actions.change, name="reorganisation-action"),
    path(
        f"{CASE}actions/<int:place>/removal/", actions.remove, name="reorganisation-action-removal"
    ),
    path(f"{CASE}actions/<int:place>/move/", actions.move, name="reorganisation-action-move"),
    path(
        f"{CASE}actions/<int:place>/acceptance/",
        actions.accept,
        name="reorganisation-action-acceptance",
    ),
    path(
        f"{CASE}actions/<int:place>/override/",
        actions.override,
        name="reorganisation-action-override",
    ),
    path(f"{CASE}templates/<int:template>/", templates.use, name="reorganisation-template"),
    path(f"{CASE}route/", routes.route, name="reorganisation-route"),
    path(f"{CASE}acts/new/", acts.record, name="reorganisation-act-new"),
    path(f"{CASE}withdrawal/", acts.withdraw, name="reorganisation-withdrawal"),
    path(f"{CASE}evidence/", evidence.evidence, name="reorganisation-evidence"),
    path(
        "instruments/<int:instrument>/evidence/",
        evidence.evidence_of_instrument,
        name="instrument-evidence",
    ),
    path(f"{CASE}journal/", routes.journal, name="reorganisation-journal"),
    path("settings/opening/", opening.opening, name="opening"),
    path("settings/opening/<str:table>.csv", opening.opening_template, name="opening-template"),
    path("rights/", rights.rights, name="rights"),
    path("settings/rules/", rules.rules, name="rules"),
    path("settings/rules/new/", rules.new_rule, name="rule-new"),
    path("settings/rules/<int:rule>/end/", rules.rule_end, name="rule-end"),
    path("posts/<int:post>/appoint/", personnel.appointment, name="appoint"),
    path("incumbencies/<int:incumbency>/end/", personnel.ending, name="end-incumbency"),
    path("units/<int:unit>/engage/", engagements.begin, name="engage"),
    path("engagements/<int:engagement>/change/", engagements.change, name="change-engagement"),
    path("engagements/<int:engagement>/end/", engagements.end, name="end-engagement"),
    path("corrections/", corrections.standing_list, name="corrections"),
    path("corrections/new/", corrections.choose, name="correction-new"),
    path("corrections/<int:correction>/", corrections.correction, name="correction"),
]
