"""A field for one of many things: from a list, or typed where a list would be too long."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.tokens import folded
from bureau.web.formats import listed

LISTED_MOST = 500
"""What people still look through, and a page still carries."""
NEAR_MOST = 5

type Option = tuple[int | str, str]
type Grouped = tuple[str, Sequence[Option]]


class Offer(Protocol):
    """What may be picked where it is found by what is typed; `hint` says what that is."""

    @property
    def hint(self) -> str | Promise: ...

    def find(self, typed: str) -> tuple[list[Option], list[Option]]:
        """What is called just so, by code, number or name; and what is near it."""

    def called(self, value: int) -> str:
        """What one is called, as it may be typed; "" where it may not be picked."""


@dataclass(frozen=True, slots=True)
class OfListed:
    """Options of a list that is too long, each called by its label or a part of it."""

    options: Sequence[Option]

    @property
    def hint(self) -> Promise:
        return gettext_lazy("its code, its number or its name, in whole")

    def find(self, typed: str) -> tuple[list[Option], list[Option]]:
        wanted, alike = typed.casefold(), folded(typed)
        exact = [one for one in self.options if wanted in _names_of(one[1])]
        near = [one for one in self.options if alike in folded(one[1])]
        return exact, near[:NEAR_MOST]

    def called(self, value: int) -> str:
        return next((label.strip() for one, label in self.options if one == value), "")


def _names_of(label: str) -> set[str]:
    """All of a label, its parts, and the code that it begins with."""
    whole = label.strip().casefold()
    parts = {part.strip() for part in whole.replace("،", ",").replace("、", ",").split(",")}
    return {whole, *parts, whole.partition(" ")[0]}


def flat(offered: Iterable[Option | Grouped]) -> Iterator[Option]:
    for value, said in offered:
        if isinstance(said, str):
            yield value, said
        else:
            yield from said


class TypedPick(forms.CharField):
    """One of what is offered, typed; cleaned to its number as `coerce` has it."""

    def __init__(self, offer: Offer, coerce: Callable[[Any], Any] = str, **said: Any) -> None:
        super().__init__(**said)
        self.offer, self.coerce = offer, coerce

    def prepare_value(self, value: Any) -> Any:
        """A number that a page begins with is shown as what it is called."""
        return self.offer.called(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        typed = str(super().clean(value)).strip()
        if not typed:
            return None
        exact, near = self.offer.find(typed)
        numbers = list(dict.fromkeys(number for number, _label in exact))
        if len(numbers) == 1:
            return self.coerce(numbers[0])
        if numbers:
            raise forms.ValidationError(_("Several are called so. Write what tells it apart."))
        said = listed(dict.fromkeys(label.strip() for _number, label in near))
        raise forms.ValidationError(
            _("Nothing that may be chosen here is called so. Near it: {names}.").format(names=said)
            if near
            else _("Nothing that may be chosen here is called so.")
        )


def pick_field(
    offered: Sequence[Any] | Offer,
    *,
    label: Any,
    required: bool = True,
    empty: Any = "",
    help_text: Any = "",
    coerce: Callable[[Any], Any] = str,
) -> forms.Field:
    """From a list where it is short; else its code, number or name is typed."""
    if isinstance(offered, Sequence):
        grouped = list(offered)
        options = list(flat(grouped))
        if len(options) <= LISTED_MOST:
            return forms.TypedChoiceField(
                label=label,
                required=required,
                help_text=help_text,
                coerce=coerce,
                empty_value=None,
                choices=[("", empty), *grouped],
            )
        offered = OfListed(options)
    said: dict[str, Any] = {"label": label, "required": required, "max_length": 200}
    return TypedPick(offered, coerce, help_text=help_text or offered.hint, **said)
