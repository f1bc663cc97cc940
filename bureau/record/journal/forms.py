"""What every form that changes something has: its idempotency key."""

from uuid import uuid4

from django import forms

from bureau.core.actors import Actor
from bureau.record.journal.services import Asked

LONG = ("textarea", "checkbox")


def new_key() -> str:
    """One for each form shown, so that sending it twice does it once."""
    return uuid4().hex


class KeyedForm(forms.Form):
    """Sent once however often it is pressed."""

    use_required_attribute = False
    key = forms.CharField(widget=forms.HiddenInput, initial=new_key, max_length=64)

    def rows(self) -> list[tuple[bool, list[forms.BoundField]]]:
        """The fields in their order, short ones that follow each other together in a grid."""
        found: list[tuple[bool, list[forms.BoundField]]] = []
        for bound in self.visible_fields():
            is_short = not bound.use_fieldset and bound.widget_type not in LONG
            if found and found[-1][0] and is_short:
                found[-1][1].append(bound)
            else:
                found.append((is_short, [bound]))
        return found

    def asked(self, actor: Actor) -> Asked:
        return Asked(actor, self.cleaned_data["key"])
