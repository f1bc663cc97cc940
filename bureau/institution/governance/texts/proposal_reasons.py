"""Why something about a budget proposal is refused, by code."""

from typing import Any

from django.utils.translation import gettext as _


def reasons_of_proposals(facts: dict[str, Any]) -> dict[str, str]:
    return {
        "amount_missing": _("Say what is to be voted on each line."),
        "line_stays_where_it_is": _(
            "A line that is there keeps its unit and object: only its amounts change. To move "
            "money, vote less on one line and more on another."
        ),
        "lines_voted_meanwhile": _(
            "Other amounts were voted meanwhile on these lines: {lines}. Write them anew."
        ).format(lines=", ".join(map(str, facts.get("lines", ())))),
        "act_not_on_budgets": _("A budget proposal is decided as a whole and without conditions."),
        "no_line_to_submit": _("There is no line in it yet."),
        "line_not_proposed": _("This line is not in the draft any more."),
    }
