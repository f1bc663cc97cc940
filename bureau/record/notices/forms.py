"""What a person chooses about being told, and until when a calendar's address holds."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy

from bureau.core.telling import HOURS, Choice
from bureau.record.journal.forms import KeyedForm
from bureau.record.notices.texts import MANNERS
from bureau.web.fields import DayField, ZoneField


class ChoiceForm(KeyedForm):
    """At once, by a letter of the day or week, or not by mail."""

    manner = forms.ChoiceField(
        label=gettext_lazy("How you are told"),
        choices=[*MANNERS.items()],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "What would come too late is told at once, and what others wait for is never silenced."
        ),
    )
    hour = forms.TypedChoiceField(
        label=gettext_lazy("Hour of the letter"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in HOURS],
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day of a weekly letter"), coerce=int, choices=[*WEEKDAYS.items()]
    )
    zone = ZoneField(
        label=gettext_lazy("Time zone"),
        max_length=60,
        help_text=gettext_lazy("Hours on pages are told in it too; for example Europe/Zurich."),
    )

    def __init__(self, chosen: Choice, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {
            "manner": chosen.manner.value,
            "hour": chosen.hour,
            "weekday": chosen.weekday,
            "zone": chosen.zone,
        }


class FeedForm(KeyedForm):
    """Until which day an address is to hold."""

    last_day = DayField(label=gettext_lazy("Last day"))

    def __init__(self, today: date, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["last_day"].initial = today + timedelta(days=180)

    def valid_until(self) -> date:
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)
