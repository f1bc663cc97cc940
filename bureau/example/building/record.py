"""What Bureau came to know later of days past: a vacancy recorded late, and a correction."""

from bureau.core.references import Reference
from bureau.core.structure.effects import Role
from bureau.example import figures, posts
from bureau.example.building.cast import Made
from bureau.example.words import cases
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    propose_correction,
)
from bureau.institution.governance.services.personnel import end_incumbency
from bureau.institution.organisation.queries.structure import world

LEFT_LATE = "The holder left on that day; the record was told of it only now."
WRONG_FUNDING = "The opening record says that the regular budget pays for this post; it does not."


def record_late(made: Made) -> None:
    """A hold of a post that ended long ago, recorded by the human resources officer."""
    end_incumbency(
        made.actor("human_resources_officer"),
        incumbency=made.incumbencies[posts.VACATED],
        day=figures.VACANCY,
        reason=LEFT_LATE,
    )


def correct(made: Made) -> None:
    """What pays for a post was on record wrong: one officer proposes, another confirms."""
    correction = propose_correction(
        made.actor("organisation_officer"),
        effect=_establishment(made, posts.CORRECTED),
        document=cases.FUNDING_SHEET,
        reason=WRONG_FUNDING,
        fields={"funding": figures.VOLUNTARY},
    )
    confirm_correction(made.actor("post_officer"), correction=correction)


def _establishment(made: Made, number: str) -> int:
    """The effect that established a post."""
    subject = Reference("post", made.posts[number])
    effects = world(made.organisation).effects_of([subject])[subject]
    return next(effect.id for effect in effects if effect.role is Role.ESTABLISH)
