"""What a paper may lack, in words."""

from django.utils.translation import gettext_lazy

LACKS = {
    "draft_paper": gettext_lazy("the case is a draft"),
    "claim_false": gettext_lazy("a claim is false"),
    "untranslated": gettext_lazy("words not translated"),
    "draft_translation": gettext_lazy("draft translations"),
    "draft_phrases": gettext_lazy("formal phrases not confirmed"),
}
"""What stands between a paper and its final form in a language, by what its face warns of."""
