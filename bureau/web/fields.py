"""Form fields of our own: a day, a text in six languages with the original first, rows shown."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from bureau.core.costs import is_currency
from bureau.core.days import FIRST_DAY, LAST_DAY, is_reckoned
from bureau.core.texts import LANGUAGES, Status, Text
from bureau.web.codes import code_faults, refuse_unfit_code
from bureau.web.formats import days_reckoned, tag_of_language
from bureau.web.readable import holds_unstorable


class DayField(forms.DateField):
    """A day, picked or typed as 2024-07-01, of those that Bureau reckons with."""

    widget = forms.DateInput(
        format="%Y-%m-%d",
        attrs={"type": "date", "min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()},
    )

    def validate(self, value: date | None) -> None:
        """As every field, and a day that was mistyped is told as one."""
        super().validate(value)
        if value is not None and not is_reckoned(value):
            raise forms.ValidationError(days_reckoned())


class ZoneField(forms.CharField):
    """A time zone by its name: Europe/Zurich."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and value not in available_timezones():
            raise forms.ValidationError(gettext("There is no such time zone."))


class PlainCodeField(forms.CharField):
    """A code: a text by which readers tell things apart, so none that is taken for another."""

    default_validators = (refuse_unfit_code,)  # type: ignore[assignment]


class CurrencyField(forms.CharField):
    """A currency by its three letters, which may be typed small."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=3, min_length=3, **options)

    def clean(self, value: Any) -> str:
        said: str = super().clean(value)
        if said and not is_currency(said):
            raise forms.ValidationError(code_faults()["currency_unfit"])
        return said.upper()


class BytesField(forms.FileField):
    """A file as its bytes, at most one more than may be taken."""

    def __init__(self, most: int, accept: str, **options: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": accept}), **options)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> bytes:
        content: bytes = super().clean(data, initial).read(self.most + 1)
        return content


class OfferedInput(forms.TextInput):
    """A text that may be picked from what is offered, or typed; an offer may say what it is."""

    template_name = "web/parts/offered_input.html"

    def __init__(
        self, offers: Sequence[str | tuple[str, str]], attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__(attrs)
        self.offers = [one if isinstance(one, tuple) else (one, "") for one in offers]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The offers, and the name by which the control finds them."""
        listed = f"offers-{name}"
        more = {"list": listed} if self.offers else {}
        context = super().get_context(name, value, {**(attrs or {}), **more})
        return {**context, "offers": self.offers, "listed": listed}


class TextWidget(forms.MultiWidget):
    """The original language, then the words in each language in the order of `LANGUAGES`."""

    template_name = "web/parts/text_widget.html"

    def __init__(self, rows: int = 1) -> None:
        words = forms.TextInput if rows == 1 else forms.Textarea
        attrs = {} if rows == 1 else {"rows": rows}
        choices = [(code, get_language_info(code)["name_local"]) for code in LANGUAGES]
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "original": forms.Select(choices=choices)
        }
        for code in LANGUAGES:
            parts[code.replace("-", "_")] = words({**attrs, "lang": tag_of_language(code)})
        super().__init__(parts)

    def decompress(self, value: Text | None) -> list[str]:
        if value is None:
            return ["en", *("" for _code in LANGUAGES)]
        return [value.original, *(value.said.get(code, ("",))[0] for code in LANGUAGES)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The parts by name: `original`, `first` (the original's words), `others` with names."""
        context = super().get_context(name, value, attrs)
        original, *words = context["widget"]["subwidgets"]
        chosen = (original["value"] or ["en"])[0]
        named = [
            (get_language_info(code)["name_local"], part)
            for code, part in zip(LANGUAGES, words, strict=True)
        ]
        place = LANGUAGES.index(chosen) if chosen in LANGUAGES else 1
        parts = {"original": original, "first": named[place]}
        others = named[:place] + named[place + 1 :]
        return {**context, **parts, "others": others}


class TextField(forms.MultiValueField):
    """Cleans to a `Text`; what was not the original counts as revised."""

    is_multilingual = True

    def __init__(self, *, rows: int = 1, required: bool = True, **options: Any) -> None:
        fields = [forms.CharField(required=False) for _part in range(len(LANGUAGES) + 1)]
        super().__init__(
            fields=fields,
            widget=TextWidget(rows),
            require_all_fields=False,
            required=required,
            **options,
        )

    def clean(self, value: Sequence[str] | None) -> Text | None:
        original, *words = [str(part or "").strip() for part in value or [""]]
        said = {code: word for code, word in zip(LANGUAGES, words, strict=False) if word}
        if not said and not self.required:
            return None
        if original not in said:
            raise forms.ValidationError(_("Write the words in the original language."))
        statuses = {code: (word, Status.REVISED) for code, word in said.items()}
        return Text(original, {**statuses, original: (said[original], Status.ORIGINAL)})


class RowsField(forms.CharField):
    """What was read of a file and shown, sent back as JSON; `read` makes of it what it means, and
    raises ValueError, TypeError or LookupError where it means nothing."""

    widget = forms.HiddenInput

    def __init__(self, read: Callable[[Any], Any], letters_most: int = 2_000_000) -> None:
        super().__init__(max_length=letters_most, strip=False)
        self.read = read

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            said = json.loads(text)
            if holds_unstorable(said):
                raise ValueError("a text that no database holds")
            return self.read(said)
        except (ValueError, TypeError, LookupError, RecursionError):
            words = gettext("The rows cannot be read: choose the file again.")
            raise forms.ValidationError(words) from None


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str | int, Any]]) -> None:
    """What may be chosen in a field of one form; groups have their choices in place of a word."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def offer_one(form: forms.Form, name: str, choices: Iterable[tuple[str | int, Any]]) -> None:
    """Likewise, where one must be chosen: of several, none is until somebody does."""
    offered = list(choices)
    offer(form, name, [("", gettext("Choose")), *offered] if len(offered) > 1 else offered)


def needed[F: forms.Field](field: F, where: Promise | str) -> F:
    """A field that may be empty in some cases; beside its label it says `where` it may not."""
    field.needed_where = where  # type: ignore[attr-defined]
    return field
