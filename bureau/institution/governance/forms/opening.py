"""The form of an opening record: two tables, pasted or as files, their day, language and title."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from bureau.core.changes.actions import words_hash
from bureau.institution.governance.forms.keyed import KeyedForm, day_field
from bureau.institution.governance.forms.opening_tables import COLUMNS, Flaw, read_tables
from bureau.institution.governance.forms.worded import languages
from bureau.institution.governance.queries.opening import Known, Tables
from bureau.institution.governance.texts.opening import TABLES

CHARACTERS_MOST = 1_000_000


class OpeningForm(KeyedForm):
    """Cleans to `tables`; what is wrong in them is in `flaws`, all at once."""

    title = forms.CharField(
        label=_("Title of the instrument"),
        max_length=200,
        help_text=_("what everything recorded here rests on"),
    )
    day = day_field(_("Day"), _("the day on which all of it stands"))
    language = forms.ChoiceField(
        label=_("Language of the original"),
        choices=languages,
        help_text=_("of the names of units and the titles of posts"),
    )

    def __init__(
        self,
        known: Known,
        today: date,
        data: QueryDict | None = None,
        files: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        self.unread: list[str] = []
        super().__init__(self._with_files(data, files or {}), **options)
        self.known, self.today = known, today
        self.tables = Tables(())
        self.flaws: list[Flaw] = []
        self.fields["language"].initial = get_language() or "en"
        for table, words in TABLES.items():
            self.fields[table] = forms.CharField(
                label=str(words),
                required=table == "units",
                max_length=CHARACTERS_MOST,
                strip=False,
                widget=forms.Textarea(attrs={"rows": 10, "class": "mono", "dir": "auto"}),
                help_text=_("one a line; columns: %s") % ", ".join(COLUMNS[table]),
            )
            self.fields[f"{table}_file"] = forms.FileField(
                label=_("%s from a file") % words,
                required=False,
                widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"}),
                help_text=_("CSV or TSV in UTF-8; it takes the place of what is written above"),
            )

    def _with_files(self, data: QueryDict | None, files: Mapping[str, Any]) -> QueryDict | None:
        """What was sent, with the text of each file in place of what its table had."""
        if data is None:
            return None
        sent = data.copy()
        for table in TABLES:
            file = files.get(f"{table}_file")
            if file is None:
                continue
            if (file.size or 0) > CHARACTERS_MOST:
                self.unread.append(table)
                continue
            try:
                sent[table] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.unread.append(table)
        return sent

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for table in self.unread:
            self.add_error(
                f"{table}_file", _("The file is too long or not in UTF-8: save it as UTF-8.")
            )
        if "units" in said:
            self.tables, self.flaws = read_tables(said["units"], said.get("posts", ""), self.known)
        for table in TABLES:
            count = sum(1 for flaw in self.flaws if flaw.table == table)
            if count:
                told = ngettext(
                    "{count} cell cannot be taken: see the list.",
                    "{count} cells cannot be taken: see the list.",
                    count,
                )
                self.add_error(table, told.format(count=count))
        return said

    def checked(self) -> str:
        """Stands for everything that was checked: confirming anything else is checking again."""
        said = self.cleaned_data
        names = ("title", "units", "posts")
        parts = {"day": said["day"].isoformat(), **{name: said[name] for name in names}}
        return words_hash(said["language"], parts)
