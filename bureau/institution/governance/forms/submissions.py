"""Putting a draft forward: on which day, where it is recorded only now."""

from django.utils.translation import gettext_lazy as _

from bureau.institution.governance.forms.keyed import KeyedForm, day_field


class SubmissionForm(KeyedForm):
    """The day on which it was put forward; today unless said otherwise."""

    day = day_field(
        _("Day on which it is put forward"),
        _("today, or an earlier day where it is recorded only now"),
    )
    day.required = False
