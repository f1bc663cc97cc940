"""What nouns of other apps take from this one: the field of the post that owns a thing."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bureau.institution.organisation.queries.owners import posts_offered
from bureau.record.nouns.fields import Field, thing
from bureau.web.requests import Asking

OWNER = _("Owner post")


def owner(label: Any = OWNER, **more: Any) -> Field:
    """The post that owns a thing, out of those of the reader's organisation."""

    def options(request: Asking) -> Any:
        return posts_offered(request.actor.organisation) if request.actor.organisation else []

    return thing(
        "post", label, "post", options, **{"refused": ("owner_elsewhere", "owner_not_led"), **more}
    )
