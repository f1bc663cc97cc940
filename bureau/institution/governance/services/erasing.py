"""What becomes of the words of people who are erased: rows stand, the words go."""

from collections.abc import Collection

from django.utils.translation import pgettext_lazy

from bureau.institution.governance import models
from bureau.record.journal.services import Act, service


@service(
    "governance.erase_comments", pgettext_lazy("act in the journal", "Erase the words of comments")
)
def erase_comments(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: every version of what they said, and the words they settled with."""
    mine = models.Comment.objects.filter(person__in=people)
    act.touch("comment", *mine.values_list("pk", flat=True))
    models.CommentWords.objects.filter(comment__in=mine).update(said="")
    for settled in (models.Resolution, models.FormerResolution):
        settled._default_manager.filter(person__in=people).update(said="")


@service(
    "governance.erase_reasons",
    pgettext_lazy("act in the journal", "Erase reasons about people affected"),
)
def erase_reasons(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: why somebody was said to be affected otherwise is emptied; why they
    proposed a correction, or withdrew one, goes."""
    rows = models.AffectedPerson.objects.filter(person__in=people)
    act.touch("people_list", *rows.values_list("submission", flat=True).distinct())
    rows.update(reason="")
    proposed = models.CorrectionReason.objects.filter(correction__person__in=people)
    withdrawn = models.WithdrawalReason.objects.filter(withdrawal__person__in=people)
    act.touch("correction", *proposed.values_list("correction", flat=True))
    act.touch("correction", *withdrawn.values_list("withdrawal__correction", flat=True))
    proposed.delete()
    withdrawn.delete()
