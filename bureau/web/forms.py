"""The form shown on the living page of all parts, with an error in each kind of field."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SpecimenForm(forms.Form):
    """Sent nowhere: the page binds it to answers that are wrong, so that every state is seen."""

    use_required_attribute = False

    day = forms.DateField(label=_("Change from"), help_text=_("for example 2024-07-01"))
    grade = forms.ChoiceField(
        label=_("Grade"), choices=[("D.1", "D.1"), ("D.2", "D.2"), ("P.5", "P.5")]
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("A correction needs a reason.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of change"),
        widget=forms.RadioSelect,
        choices=[
            (
                "change",
                pgettext_lazy("kind of change", "Change from a day: the world changed"),
            ),
            ("correct", pgettext_lazy("kind of change", "Correct: we had it wrong")),
        ],
    )
    tell = forms.BooleanField(label=_("Tell the people affected"), required=False)
    remark = forms.CharField(label=_("Remark"), required=False)


def specimen() -> SpecimenForm:
    return SpecimenForm({"day": "2024-06-31", "grade": "D.1", "kind": "revoke"})
