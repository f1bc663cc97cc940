"""Forms whose texts are typed in one language, each the original of what it will say."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from bureau.core.texts import LANGUAGES, Text
from bureau.institution.governance.forms.keyed import KeyedForm, as_typed, text_in


def languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code in LANGUAGES]


class WordedForm(KeyedForm):
    """With what `row` says now, where there is one. `worded` are the fields that are texts."""

    worded: ClassVar[tuple[str, ...]] = ()
    language = forms.ChoiceField(label=_("Language of the original"), choices=languages)

    def __init__(self, *args: Any, row: models.Model | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before: dict[str, Text | None] = {
            name: getattr(row, name, None) for name in self.worded
        }
        said = {name: text for name, text in self.before.items() if text}
        written = next((text.original for text in said.values()), get_language() or "en")
        self.fields["language"].initial = written
        self.initial = {
            **{name: text.in_original for name, text in said.items()},
            **self.initial,
        }
        self.order_fields([*(one for one in self.fields if one != "language"), "language"])

    def texts(self) -> dict[str, Any]:
        """Each as it will stand, None where nothing was typed; what is left as it is keeps its
        translations."""
        return {name: self._text(name) for name in self.worded if name in self.fields}

    def _text(self, name: str) -> Text | None:
        before, words = self.before[name], self.cleaned_data[name].strip()
        if not words:
            return None
        is_in_another = "language" in self.changed_data
        language = self.cleaned_data["language"]
        if before is None:
            return text_in(language, words)
        if not is_in_another:
            language = before.original
        is_same = as_typed(before.in_original) == as_typed(words)
        return before if is_same and language == before.original else text_in(language, words)
