"""Reorganisations, personnel actions and corrections for programs: the services of the pages."""

from ninja import Router

from bureau.institution.governance.api import (
    actions,
    acts,
    amending,
    budget_proposals,
    cases,
    citations,
    claims,
    clearance,
    comments,
    conflicts,
    corrections,
    deciding,
    drafting,
    entries,
    evidence,
    following,
    papers,
    people,
    personnel,
    rights,
    rules,
    scenarios,
)

router = Router()
for part in (
    *(cases, claims, actions, drafting, citations, conflicts, scenarios, acts, amending, entries),
    *(personnel, corrections, deciding, comments, clearance, rules, people, following),
    *(budget_proposals, papers, rights, evidence),
):
    router.add_router("", part.router)
