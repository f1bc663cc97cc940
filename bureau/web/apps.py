"""The app of what pages share: it has no tables."""

from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from bureau.web.lookups import register

NEEDED = _("This field is required.")


class WebConfig(AppConfig):
    name = "bureau.web"
    label = "web"

    def ready(self) -> None:
        """Whatever a form asks for is missed in our own words, where its field has none; what is
        looked for is found whatever its case."""
        register()
        Field.default_error_messages = {**Field.default_error_messages, "required": NEEDED}
