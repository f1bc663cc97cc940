"""Why something of a file is left out, and refusals of this app, as sentences."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from bureau.core.reasons import Reason
from bureau.institution.imports.texts.words import column_in_words
from bureau.web.formats import day_in_words
from bureau.web.refusing import others_wrote, permission_ended, sentence_in

sentence = sentence_in("imports")


def refusal(reason: Reason) -> str:
    """What is wrong, what becomes of it and what to do; empty where this app does not know it."""
    facts: dict[str, Any] = dict(reason.facts)
    found = _of_files(facts) | _of_rows(facts) | _of_lines(facts) | _of_tables(facts)
    found |= _of_acts(facts) | _of_budget_lines(facts)
    return found.get(reason.code, "")


def of_file(name: str, reason: Reason) -> str:
    """Why nothing of a file can be taken, with its name."""
    return _("{file}: {why}").format(file=name, why=sentence(reason))


def _of_files(facts: dict[str, Any]) -> dict[str, str]:
    comma = pgettext("between names", ", ")
    missing = comma.join(str(FIELDS[each]()) for each in facts.get("columns", ()) if each in FIELDS)
    return {
        "file_empty": _("The file is empty."),
        "no_rows": _("The file has headings and no rows. It changes nothing."),
        "file_too_large": _("The file is larger than {most} megabytes. Part it.").format(
            most=facts.get("most", "")
        ),
        "file_takes_too_much": _(
            "Reading the file took more than {seconds} seconds or {megabytes} megabytes of memory."
        ).format(seconds=facts.get("seconds", ""), megabytes=facts.get("megabytes", "")),
        "not_delimited": _(
            "This is not a text file with separated columns. Save it as CSV and bring that."
        ),
        "holds_null": _("The file holds null characters: it is damaged, or not a text file."),
        "encoding_broken": _(
            "The file says that it is in {encoding} and is not. Save it as UTF-8."
        ).format(encoding=facts.get("encoding", "")),
        "row_unreadable": _("From this row on, the file cannot be parted into columns."),
        "rows_too_many": _("The file has more than {most} rows. Part it.").format(
            most=facts.get("most", "")
        ),
        "columns_too_many": _("The row has more than {most} columns.").format(
            most=facts.get("most", "")
        ),
        "columns_missing": _("Columns are missing: {columns}.").format(columns=missing),
        "department_missing": _("Neither the file nor its name says whose posts these are."),
        "day_missing": _(
            "The name of the file does not say of which day it is. Name it as in "
            "“department-2012-03-31-senior.csv”."
        ),
        "half_twice": _(
            "Another file tells of the same posts on the same day and has more rows: {other}. "
            "This one counts for nothing while the other stands."
        ).format(other=facts.get("other", "")),
    }


def _of_rows(facts: dict[str, Any]) -> dict[str, str]:
    text = facts.get("text", "")
    return {
        "row_too_wide": _(
            "The row has more cells than the headings, so its columns may be shifted. It is left "
            "out."
        ),
        "looks_alike": _("“{code}” is there already. Choose another.").format(
            code=facts.get("key", "")
        ),
        "text_too_long": _("The text is too long: {length} characters.").format(
            length=facts.get("length", "")
        ),
        "row_of_totals": _(
            "“{text}” says that the row counts others, so it is of no post. It is left out."
        ).format(text=text),
        "reference_missing": _("“{text}” names no post. The row is left out.").format(text=text)
        if text
        else _("There is no reference, so nothing says which post this is. The row is left out."),
        "reference_twice": _(
            "Post {reference} stands in row {other} already, otherwise described. This row is "
            "left out."
        ).format(reference=facts.get("reference", ""), other=facts.get("other", "")),
        "post_eliminated": _(
            "The file says that post {reference} is no more (“{text}”). The row is left out."
        ).format(reference=facts.get("reference", ""), text=text),
        "share_unreadable": _(
            "“{text}” is not a share of a full post. The post is taken to be full time."
        ).format(text=text),
        "count_unreadable": _("“{text}” is not a number of posts. The row is left out.").format(
            text=text
        )
        if text
        else _("The number of posts is missing. The row is left out."),
        "count_nothing": _("The row counts no posts. It is left out."),
        "block_nameless": _("The row has neither a title nor a grade. It is left out."),
    }


def _of_lines(facts: dict[str, Any]) -> dict[str, str]:
    reference = facts.get("reference", "")
    circle = pgettext("between names", ", ").join(facts.get("circle", ()))
    return {
        "superior_missing": _(
            "Nothing says to which post this reports. It is taken without a line."
        ),
        "superior_unknown": _(
            "Post {reference}, to which this reports, does not stand on that day. It is taken "
            "without a line."
        ).format(reference=reference),
        "line_to_itself": _(
            "Post {reference} would report to itself. It is taken without a line."
        ).format(reference=reference),
        "line_in_a_circle": _(
            "These posts would report to each other in a circle: {circle}. Post {reference} is "
            "taken without a line."
        ).format(circle=circle, reference=reference),
        "decided_otherwise": _decided(facts),
    }


def _decided(facts: dict[str, Any]) -> str:
    day = day_in_words(date.fromordinal(facts["day"])) if "day" in facts else ""
    words = {
        "incumbency": _(
            "Of this hold something else was decided for {day}. What was decided stands."
        ),
        "unit": _("Of this unit something else was decided for {day}. What was decided stands."),
        "post": _("Of this post something else was decided for {day}. What was decided stands."),
        "reporting": _(
            "Of the line of this post something else was decided for {day}. What was decided "
            "stands."
        ),
    }
    other = _("Of these posts something else was decided for {day}. What was decided stands.")
    return words.get(facts.get("kind", ""), other).format(day=day)


def _of_headings(facts: dict[str, Any]) -> dict[str, str]:
    cell = facts.get("cell", "")
    column = column_in_words(facts.get("column", ""))
    return {
        "column_of_key_missing": _(
            "No column is taken for this: {column}. Say which one holds it."
        ).format(column=column),
        "heading_unknown": _(
            "No column is called “{cell}” here, so the column is left out. Say what it is taken "
            "for, or head it otherwise."
        ).format(cell=cell),
        "heading_twice": _(
            "Column “{other}” is taken for this already, so “{cell}” is left out."
        ).format(cell=cell, other=facts.get("other", "")),
    }


def _of_tables(facts: dict[str, Any]) -> dict[str, str]:
    cell, key = facts.get("cell", ""), facts.get("key", "")
    found = _of_headings(facts) | _of_cells(facts) | _of_workbooks()
    return found | {
        "key_missing": _("The row does not say of what it is. It is left out."),
        "key_twice": _("“{key}” stands in row {other} already. This row is left out.").format(
            key=key, other=facts.get("other", "")
        ),
        "grade_unknown": _("The organisation has no grade “{cell}”.").format(cell=cell),
        "duty_station_unknown": _("The organisation has no place “{cell}”.").format(cell=cell),
        "unit_unknown": _("No unit “{cell}” stands on that day.").format(cell=cell),
        "post_unknown": _("No post “{cell}” stands on that day.").format(cell=cell),
        "unit_kind_unknown": _("“{cell}” is no kind of unit.").format(cell=cell),
        "unit_in_a_circle": _("“{key}” would stand under itself. The row is left out.").format(
            key=key
        ),
        "said_otherwise": _(
            "Another table says something else of “{key}” for the same day and stands: {other}."
        ).format(key=key, other=facts.get("other", "")),
        "needed_to_record": _(
            "“{key}” is told of here first, and to put it on record this column is needed."
        ).format(key=key),
        "table_not_drafted": _(
            "Holders and standard costs are put on record; they are not changed by a draft."
        ),
        "needed_to_establish": _(
            "“{key}” does not stand on that day, and to establish it this column is needed."
        ).format(key=key),
        "not_changed_by_draft": _(
            "This is not changed by a reorganisation; it stays as it is for “{key}”."
        ).format(key=key),
        "table_changes_nothing": _(
            "The table says what stands already: there is nothing to draft."
        ),
        "table_of_no_kind": _(
            "Say of what the table is: units, posts, staffing blocks, holders or costs."
        ),
        "column_unknown": _("There is no such column."),
        "reference_taken": _("There is a reorganisation of that reference already."),
    }


def _of_workbooks() -> dict[str, str]:
    return {
        "not_a_workbook": _("This is not a workbook. Save it as XLSX or CSV."),
        "file_damaged": _("The file is damaged or cut off. Save it anew."),
        "file_locked": _("The file is locked: nobody could read it. Save it without a password."),
        "file_grows": _("Unpacked, the workbook would be too large. Part it."),
        "file_unsafe": _("The workbook holds entries that no workbook has. It was not opened."),
        "file_has_macros": _(
            "The file has macros, embedded objects or links to other files. Save it without them."
        ),
        "file_fetches": _(
            "The file fetches a template from elsewhere when it is opened. Save it without one."
        ),
    }


def _of_budget_lines(facts: dict[str, Any]) -> dict[str, str]:
    cell = facts.get("cell", "")
    return {
        "line_column_missing": _("No column holds the code of the line. Head one with “line”."),
        "line_code_missing": _("The row does not say which line it is of. It is left out."),
        "needed_for_line": _("There is no line {line} yet, and to add it this is needed.").format(
            line=facts.get("line", "")
        ),
        "object_unknown": _("The organisation has no object of expenditure “{cell}”.").format(
            cell=cell
        ),
        "funding_unknown": _("No post is paid from “{cell}”.").format(cell=cell),
        "amount_unreadable": _(
            "“{text}” is no amount that can be read one way only. Write it as 12345.67."
        ).format(text=facts.get("text", "")),
        "year_not_of_budget": _("The budget is of one year and has no second one."),
        "nothing_to_keep": _("No row of the table can be kept."),
    }


def _of_cells(facts: dict[str, Any]) -> dict[str, str]:
    cell, key = facts.get("cell", ""), facts.get("key", "")
    day = day_in_words(date.fromordinal(facts["day"])) if "day" in facts else ""
    return {
        "share_unknown": _("“{cell}” is no share of a whole: write 1 or 0.5.").format(cell=cell),
        "flag_unknown": _("“{cell}” is neither yes nor no.").format(cell=cell),
        "day_unknown": _("“{cell}” is no day: write it as 2024-03-31.").format(cell=cell),
        "amount_unknown": _(
            "It cannot be known which amount “{cell}” is: write it as 120000 or 120000.50."
        ).format(cell=cell),
        "currency_unknown": _("“{cell}” is no currency: write three letters, as CHF.").format(
            cell=cell
        ),
        "manner_unknown": _("“{cell}” is not how a post is held: holder, acting or lien.").format(
            cell=cell
        ),
        "ends_before_it_begins": _("“{key}”: the end must be later than the start.").format(
            key=key
        ),
        "person_unknown": _(
            "Nobody is called “{cell}” here. Enrol the person first, or give their login."
        ).format(cell=cell),
        "person_ambiguous": _("Several people are called “{cell}”. Give the login.").format(
            cell=cell
        ),
        "post_stands_later": _(
            "Post “{key}” stands only from {day} on. It is held from that day."
        ).format(key=key, day=day),
        "post_held_already": _(
            "More than the whole of post “{key}” would be held. The row is left out."
        ).format(key=key),
        "person_holds_more": _(
            "“{cell}” would hold more than one whole post from {day} on. It is taken as it is said."
        ).format(cell=cell, day=day),
        "cost_overlaps": _("Another row has a cost of “{key}” for the same time.").format(key=key),
        "cost_stands": _(
            "A cost of “{key}” was recorded by hand for that time, and stands. End it first."
        ).format(key=key),
        "cost_ended_since": _("The cost of “{key}” was ended since, and stays so.").format(key=key),
    }


def _of_acts(facts: dict[str, Any]) -> dict[str, str]:
    return {
        "many_at_the_top": ngettext(
            "{count} unit would stand under no other. Say that it is meant so, or which column "
            "holds the unit above it.",
            "{count} units would stand under no other. Say that it is meant so, or which column "
            "holds the unit above each.",
            facts.get("count", 0),
        ).format(count=facts.get("count", "")),
        "no_files": _("There is no file to import."),
        "nothing_to_import": _("None of the files could be read, so there is nothing to import."),
        "language_unknown": _("The files are in a language that Bureau does not have."),
        "nothing_left_to_write": _(
            "The import is on record already, and nothing of it is left to write. To take it back, "
            "choose “Take it back”."
        ),
        "summary_not_ready": _(
            "The summary of the import is not computed yet. Wait until its page shows the summary."
        ),
        "staged_rows_edited": _(
            "Somebody changed rows directly in the database after they were read: {rows}. Nothing"
            " more of the import is written. Tell the operator, who finds the change by “bureau"
            " verify”. Then read the file in again."
        ).format(rows=facts.get("rows", "")),
        "two_persons_needed": _("Another person must confirm it: two persons are needed."),
        "own_post": _(
            "The table changes a post that you hold. Other persons must propose and confirm it."
        ),
        "names_yourself": _("The table gives a post to you. Somebody else must confirm it."),
        "import_is_past_that": _(
            "The import has another state by now. Open it again and choose one of the steps shown."
        ),
        "files_moved_on": _("Others imported files of the same department meanwhile. Try again."),
        "not_your_organisation": _(
            "You may import into your own organisation only. Ask an administrator."
        ),
        "not_yours_to_do": _(
            "Imports are for organisation officers and administrators. Ask one of them."
        ),
        "administrator_only": _("Only an administrator may begin another organisation."),
        "already_there": _("There is something of that code already."),
        "permission_ended": permission_ended(),
        "others_wrote": others_wrote(),
        "key_used_for_something_else": _(
            "This form was sent before with other answers. Look at the list, then start again."
        ),
    }


FIELDS = {
    "reference": lambda: _("reference of the post"),
    "title": lambda: _("job title"),
    "unit": lambda: _("unit"),
    "superior": lambda: _("post to which it reports"),
    "grade": lambda: _("grade"),
    "fte": lambda: _("number of posts"),
    "organisation": lambda: _("organisation"),
}
