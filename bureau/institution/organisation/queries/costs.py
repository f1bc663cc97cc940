"""Standard costs of posts as the core reckons with them."""

from bureau.core.costs import StandardCost
from bureau.institution.organisation import models


def standard_costs(organisation: int) -> tuple[StandardCost, ...]:
    rows = models.StandardCost.objects.filter(organisation=organisation).order_by("pk")
    return tuple(
        StandardCost(
            grade=row.grade,
            place=row.place,
            amount_minor=row.amount_minor,
            currency=row.currency,
            valid_from=row.valid_from.toordinal(),
            valid_until=row.valid_until.toordinal() if row.valid_until else None,
        )
        for row in rows
    )
