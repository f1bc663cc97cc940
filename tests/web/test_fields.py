import pytest
from django import forms

from bureau.core.texts import Status
from bureau.web.fields import RowsField, TextField, offer_one
from bureau.web.multilingual import text


class NameForm(forms.Form):
    name = TextField(label="Name")
    note = TextField(label="Note", rows=3, required=False)


def said(**words: str) -> NameForm:
    return NameForm({"name_original": "fr", "note_original": "en", **words})


def test_a_text_keeps_its_original_and_its_translations() -> None:
    form = said(name_fr="Genève", name_zh_hans="日内瓦")
    assert form.is_valid()
    name = form.cleaned_data["name"]
    assert name.said == {"fr": ("Genève", Status.ORIGINAL), "zh-hans": ("日内瓦", Status.REVISED)}
    assert form.cleaned_data["note"] is None


def test_translations_alone_are_not_enough() -> None:
    assert said(name_en="Geneva").errors["name"] == ["Write the words in the original language."]


def test_an_optional_text_in_a_translation_alone_is_refused() -> None:
    assert "note" in said(name_fr="Genève", note_fr="Remarque").errors


def test_the_words_of_the_original_come_first_and_are_filled_in() -> None:
    form = NameForm(initial={"name": text("ar", ar="جنيف", en="Geneva")})
    written = str(form["name"])
    assert written.index('value="جنيف"') < written.index("<details") < written.index("Geneva")


def test_every_words_field_names_its_language() -> None:
    written = str(NameForm()["name"])
    assert 'lang="zh-Hans"' in written and 'lang="ar"' in written


@pytest.mark.parametrize("sent", ["", "[1]", "1", "{", "[" * 200_000])
def test_rows_that_were_not_shown_are_refused(sent: str) -> None:
    class RowsForm(forms.Form):
        rows = RowsField(lambda rows: [str(words) for (words,) in rows])

    assert "rows" in RowsForm({"rows": sent}).errors
    again = RowsForm(initial={"rows": [["a"], ["é"]]})["rows"].value()
    assert RowsForm({"rows": again}).is_valid()


class ChosenForm(forms.Form):
    one = forms.TypedChoiceField(coerce=int)


def test_of_several_none_is_chosen_until_somebody_does() -> None:
    form = ChosenForm()
    offer_one(form, "one", [(1, "Decision 5"), (2, "Decision 6")])
    assert "selected" not in str(form["one"]).partition("Decision 5")[2]
    assert str(form["one"]).index("Choose") < str(form["one"]).index("Decision 5")
    form = ChosenForm({"one": ""})
    offer_one(form, "one", [(1, "Decision 5"), (2, "Decision 6")])
    assert "one" in form.errors


def test_the_only_one_stands_there() -> None:
    form = ChosenForm()
    offer_one(form, "one", [(1, "Decision 5")])
    assert "Choose" not in str(form["one"])
