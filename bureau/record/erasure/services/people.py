"""What becomes of a person's own rows: the number stays, for the record names it; nothing else."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bureau.record.accounts.models import Person
from bureau.record.accounts.services.erasing import end_grants, erase_sign_in
from bureau.record.erasure.models import LegalHold
from bureau.record.erasure.queries import contents_about, name_erased
from bureau.record.journal.models import Answered, Content
from bureau.record.journal.services import Act, service

MAKING = ("accounts.create_person", "accounts.enrol_person")


@service("erasure.erase_people", pgettext_lazy("act in the journal", "Erase people"))
def erase_people(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: name, mail address, the way to sign in, answers kept for asked keys,
    and what the journal's commitments about them stand for. Their direct grants end."""
    for person in people:
        Person.objects.filter(pk=person).update(
            name=name_erased(person), transliteration="", email="", language="en"
        )
    erase_sign_in(act, people)
    end_grants(act, people)
    LegalHold.objects.filter(person__in=people).update(ground="")
    Content.objects.filter(pk__in=[content for _person, content in contents_about(people)]).delete()
    made = Q(act__in=MAKING, result__in=list(people))
    Answered.objects.filter(Q(person__in=people) | made).delete()
    act.touch("person", *people)
