"""Fifty rules of procedure, and fifty in draft."""

from bureau.institution.procedures.models import Rule, RuleDraft
from tests.fifty import MANY, SAID, add
from tests.institution.house import NOW, OPENED, House


def fifty(house: House) -> None:
    rule, person = Rule.objects.order_by("pk")[0], house.people["Adam"]
    for n in range(MANY):
        rule.pk, rule.key = None, f"rule-{n}"
        rule.save(force_insert=True)
    add(
        RuleDraft(
            organisation_id=house.organisation,
            title=SAID,
            valid_from=OPENED,
            person=person,
            authors=[person],
            begun=NOW,
        )
        for _ in range(MANY)
    )
