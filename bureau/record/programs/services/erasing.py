"""What programs of people who are erased were let in by and told at: the numbers stay."""

from collections.abc import Collection

from django.db.models import F, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.utils.translation import pgettext_lazy

from bureau.record.journal.models import Content
from bureau.record.journal.services import Act, service
from bureau.record.programs.models import ApiToken, Webhook
from bureau.record.programs.services.webhooks import end_webhooks


@service("programs.erase_tokens", pgettext_lazy("act in the journal", "Erase tokens of programs"))
def erase_tokens(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: their tokens let nobody in, and say neither a name nor a sign."""
    mine = ApiToken.objects.filter(person__in=people)
    act.touch("token", *mine.values_list("pk", flat=True))
    mine.filter(revoked_at=None).update(revoked_at=act.at)
    number = Cast(F("pk"), CharField(max_length=20))
    mine.update(name="", hint="", digest=Concat(Value("erased-"), number))


@service("programs.erase_webhooks", pgettext_lazy("act in the journal", "Erase webhooks"))
def erase_webhooks(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: their addresses are told nothing, and are known no more."""
    mine = Webhook.objects.filter(person__in=people)
    numbers = list(mine.values_list("pk", flat=True))
    end_webhooks(act, mine)
    act.touch("webhook", *numbers)
    mine.update(name="", address="", nonce="")
    fields = [f"address_{number}" for number in numbers]
    Content.objects.filter(entry__act="programs.make_webhook", field__in=fields).delete()
