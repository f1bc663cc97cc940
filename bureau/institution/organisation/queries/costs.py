"""Standard costs of posts as the core reckons with them, and who had a hand in them."""

from datetime import date

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


def people_behind(organisation: int, grade: str, place: str | None, day: date) -> set[int]:
    """The numbers of all who had a hand in what posts of a grade cost from the day to the end of
    its year: at a place, or at every one (None).

    Of each place these are the rows that begin in that time and the last one before, in force or
    ended: that nothing is in force there was said by those who ended it.
    """
    last = date(day.year, 12, 31)
    rows = models.StandardCost.objects.filter(
        organisation=organisation, grade=grade, valid_from__lte=last
    )
    if place is not None:
        rows = rows.filter(place=place)
    people, seen = set[int](), set[str]()
    for row in rows.order_by("-valid_from", "-pk"):
        if row.place not in seen:
            people |= row.people()
            seen |= {row.place} if row.valid_from <= day else set()
    return people
