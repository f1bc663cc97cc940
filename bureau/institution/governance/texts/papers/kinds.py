"""What kinds of papers are called."""

from django.utils.translation import gettext_lazy, pgettext_lazy

KINDS_IN_WORDS = {
    "council-paper": pgettext_lazy("paper", "Paper to the council"),
    "committee-document": pgettext_lazy("paper", "Document to the committee"),
    "decision": pgettext_lazy("paper", "Decision"),
    "job-description": pgettext_lazy("paper", "Job description"),
    "delegation-report": pgettext_lazy("paper", "Annual report on delegations"),
    "letter": pgettext_lazy("paper", "Letter to somebody affected"),
    "staffing-table": pgettext_lazy("paper", "Staffing table"),
    "chart-poster": pgettext_lazy("paper", "Organisation chart as a poster"),
}

LACKS = {
    "draft_paper": gettext_lazy("the case is a draft"),
    "claim_false": gettext_lazy("a claim is false"),
    "untranslated": gettext_lazy("words not translated"),
    "draft_translation": gettext_lazy("draft translations"),
    "draft_phrases": gettext_lazy("formal phrases not confirmed"),
}
"""What stands between a paper and its final form in a language, by what its face warns of."""
