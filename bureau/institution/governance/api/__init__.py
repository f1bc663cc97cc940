"""Reorganisations, personnel actions and corrections for programs: the services of the pages."""

from ninja import Router

from bureau.institution.governance.api import (
    actions,
    acts,
    amending,
    cases,
    citations,
    claims,
    corrections,
    drafting,
    entries,
    following,
    people,
    personnel,
)

router = Router()
for part in (
    *(cases, claims, actions, drafting, citations, acts, amending, entries),
    *(personnel, corrections, people, following),
):
    router.add_router("", part.router)
