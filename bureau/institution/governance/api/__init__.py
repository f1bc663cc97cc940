"""Reorganisations, personnel actions and corrections for programs: the services of the pages."""

from ninja import Router

from bureau.institution.governance.api import (
    actions,
    acts,
    cases,
    citations,
    claims,
    corrections,
    drafting,
    personnel,
)

router = Router()
for part in (cases, claims, actions, drafting, citations, acts, personnel, corrections):
    router.add_router("", part.router)
