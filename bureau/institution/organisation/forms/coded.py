"""A code that the record keeps, given and shown as its word in the reader's language."""

from collections.abc import Iterable
from typing import Any

from django import forms

from bureau.institution.organisation.texts.words import VOCABULARIES, code_for, word_for
from bureau.web.fields import OfferedInput


class CodeField(forms.CharField):
    """Picked or typed; a word of the vocabulary is kept as its code, any other as it was typed.

    `used` are codes that the record uses besides.
    """

    def __init__(self, vocabulary: str, used: Iterable[str] = (), **options: Any) -> None:
        words = VOCABULARIES[vocabulary]
        offered: list[Any] = [*words.values(), *(one for one in used if one not in words)]
        super().__init__(widget=OfferedInput(offered), **options)
        self.vocabulary = vocabulary

    def to_python(self, value: Any) -> str:
        return code_for(super().to_python(value) or "", self.vocabulary)

    def prepare_value(self, value: Any) -> Any:
        return word_for(value, self.vocabulary) if value else value
