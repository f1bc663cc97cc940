"""Deeds of human resources, and corrections."""

from collections.abc import Iterator
from datetime import timedelta

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.institution.governance.models import Correction
from bureau.institution.governance.services import corrections, personnel
from bureau.institution.organisation.models import Engagement
from bureau.institution.organisation.models.effects import Effect
from bureau.record.accounts.models import Person
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    now = acts.as_it_is()
    post = next(one for one in now.posts() if now.is_vacant(one.id))
    person = Person.objects.order_by("-pk")[0].pk
    by, day = actor_with_login("human-resources"), acts.the_day()
    yield lambda: personnel.appoint(by, post=post.id, person=person, day=day)
    unit, other = (one.id for one in now.units()[:2])
    yield lambda: personnel.engage(by, unit=unit, person=person, manner="intern", day=day)
    engagement = Engagement.objects.order_by("-pk")[0].pk
    yield lambda: personnel.change_engagement(by, engagement=engagement, day=day, unit=other)
    later = day + timedelta(days=9)
    yield lambda: personnel.end_engagement(by, engagement=engagement, day=later)
    effect = Effect.objects.order_by("-pk")[0]
    yield lambda: corrections.propose_rescission(
        actor_with_login(acts.AUTHOR), effect=effect.pk, document=text(en="File"), reason="Never"
    )
    proposed = Correction.objects.order_by("-pk")[0].pk
    yield lambda: corrections.withdraw_correction(
        actor_with_login(acts.AUTHOR), correction=proposed, reason="It was"
    )
