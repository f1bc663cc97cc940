"""What the pages say of the example: what is demonstration, and what the paper leaves open."""

from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.example import posts
from bureau.example.building.cast import Made
from bureau.example.words import remarks
from bureau.institution.organisation.services.reference import remark_on
from bureau.record.journal.models import Entry

OF_UNITS: tuple[tuple[str, Text], ...] = (
    ("ITU", remarks.DEMONSTRATION),
    ("ITU", remarks.DAYS),
    ("TSB", remarks.STANDARDIZATION_BUREAU),
    ("TSB", remarks.DAYS),
    ("GS", remarks.OUTSIDE_PAPER),
    ("BR", remarks.OUTSIDE_PAPER),
    ("BDT", remarks.OUTSIDE_PAPER),
    ("SGD", remarks.STUDY_GROUPS),
    ("TSP", remarks.STUDY_GROUPS_AND_POLICY),
    ("SED", remarks.STRATEGIC_ENGAGEMENT),
    ("OPD", remarks.OPERATIONS_AND_PLANNING),
)
OF_POSTS: dict[str, tuple[Text, ...]] = {
    posts.CHIEF_OF_ENGAGEMENT: (remarks.DEMONSTRATION, remarks.CHIEF_POST),
    posts.DEPUTY: (remarks.DEPUTY,),
    posts.CHIEF_OF_STUDY_GROUPS: (remarks.CHIEF_OF_STUDY_GROUPS,),
}
OF_OTHER_POSTS = (remarks.DEMONSTRATION_POST,)


def remark(made: Made) -> None:
    """Put a remark on every post and unit, by the organisation officer."""
    by = made.actor("organisation_officer")
    said = [
        (Reference("post", post), text)
        for number, post in made.posts.items()
        for text in OF_POSTS.get(number, OF_OTHER_POSTS)
    ]
    said += [(Reference("unit", made.units[code]), text) for code, text in OF_UNITS]
    for subject, text in said:
        remark_on(by, organisation=made.organisation, subject=subject, said=text)


def is_remarked() -> bool:
    """Whether the last of these remarks was put on record."""
    of_units = Entry.objects.filter(act="organisation.remark_on", subjects__kind="unit")
    return of_units.count() >= len(OF_UNITS)
