"""What a program may know of itself, and the webhooks of its person."""

from datetime import date, datetime

from ninja import Query, Router, Schema, Status
from pydantic import Field

from bureau.core.scopes import Scope
from bureau.record.journal.services import Asked
from bureau.record.programs.models import ApiToken, Delivery, Webhook
from bureau.record.programs.queries.webhooks import deliveries_of, secret_of, webhooks_of
from bureau.record.programs.services import webhooks as services
from bureau.record.programs.texts import failure_in_words
from bureau.web.api import pages
from bureau.web.api.calls import Call, Once, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Given, Id, Line, Short

router = Router(tags=["programs"])


class Me(Schema):
    """Whom this token acts for, in which post, and until when."""

    person: int
    name: str
    post: int | None
    posts: list[int]
    organisation: int | None
    roles: list[str]
    grants: list[str]
    scopes: list[str]
    last_day: date


class WebhookIn(Given):
    """`kinds` narrows what is told to things of these kinds; empty is all that you may see and the
    token may read."""

    name: Line = Field(min_length=1, max_length=80)
    address: str = Field(min_length=1, max_length=500)
    kinds: list[Short] = Field([], max_length=100)


class WebhookOut(Schema):
    """`token` is the token that made it: it is told no more than that may read, and is over with
    it; null where a person made it on the page."""

    id: int
    name: str
    address: str
    kinds: list[str]
    since: int
    token: int | None
    made_at: datetime
    ended_at: datetime | None


class WebhookMade(Schema):
    """`secret` signs every delivery; it is told here and nowhere else."""

    id: int
    address: str
    secret: str


class Webhooks(Schema):
    items: list[WebhookOut]


class DeliveryOut(Schema):
    """One entry of the journal on its way; `answer` is the status that came back last, `failure`
    the code of why it was not heard or not sent, and `why` the same in words."""

    id: int
    entry: int
    state: str
    attempts: int
    not_before: datetime
    settled_at: datetime | None
    answer: int | None
    failure: str
    why: str


class Deliveries(Schema):
    items: list[DeliveryOut]
    next: str | None


class ReplayIn(Given):
    """Everything behind this entry is sent again, under the same delivery numbers."""

    after: int = Field(ge=0, le=2**53)


class Replayed(Schema):
    entries: int


@router.get("me", response={200: Me, **REFUSED})
@needs()
def me(request: Call) -> object:
    """Whom this token acts for."""
    token = ApiToken.objects.get(pk=request.actor.token or 0)
    actor = request.actor
    return Me(
        person=actor.person or 0,
        name=actor.name,
        post=actor.post,
        posts=sorted(actor.posts),
        organisation=actor.organisation,
        roles=sorted({str(held.role) for held in actor.roles}),
        grants=sorted(map(str, actor.grants)),
        scopes=token.scopes,
        last_day=date.fromordinal(token.valid_until.toordinal() - 1),
    )


@router.get("webhooks", response={200: Webhooks, **REFUSED})
@needs(Scope.WEBHOOKS)
def webhooks(request: Call) -> object:
    """Your webhooks, newest first."""
    return Webhooks(items=[_webhook(row) for row in webhooks_of(request.actor.person or 0)])


@router.post("webhooks", response={201: WebhookMade, **REFUSED_CHANGE})
@needs(Scope.WEBHOOKS)
def make_webhook(request: Call, given: WebhookIn, key: Once) -> object:
    """Have an address told, from now on and while the token holds, of what happens to what you may
    see and the token may read."""
    made = services.make_webhook(
        Asked(request.actor, key),
        name=given.name.strip(),
        address=given.address.strip(),
        kinds=tuple(sorted(set(given.kinds))),
    )
    secret = secret_of(Webhook.objects.get(pk=made))
    return Status(201, WebhookMade(id=made, address=f"/api/webhooks/{made}", secret=secret))


@router.get("webhooks/{webhook}", response={200: WebhookOut, **REFUSED})
@needs(Scope.WEBHOOKS)
def webhook(request: Call, webhook: Id) -> object:
    """One of your webhooks."""
    return _webhook(_own(request, webhook))


@router.delete("webhooks/{webhook}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.WEBHOOKS)
def end_webhook(request: Call, webhook: Id, key: Once) -> object:
    """Tell the address nothing any more."""
    _own(request, webhook)
    services.end_webhook(Asked(request.actor, key), webhook=webhook)
    return Status(204, None)


@router.get("webhooks/{webhook}/deliveries", response={200: Deliveries, **REFUSED})
@needs(Scope.WEBHOOKS)
def deliveries(request: Call, webhook: Id, page: Query[Paged]) -> object:
    """What it was told, newest first."""
    rows = deliveries_of(_own(request, webhook).pk)
    if after := pages.read(page.cursor, int):
        rows = rows.filter(entry__lt=after[0])
    shown, following = pages.page_of(rows[: page.limit + 1], page, lambda row: (row.entry,))
    return Deliveries(items=[_delivery(row) for row in shown], next=following)


@router.post("webhooks/{webhook}/replay", response={200: Replayed, **REFUSED_CHANGE})
@needs(Scope.WEBHOOKS)
def replay_webhook(request: Call, webhook: Id, given: ReplayIn, key: Once) -> object:
    """Send again all from behind an entry on."""
    _own(request, webhook)
    by = Asked(request.actor, key)
    return Replayed(entries=services.replay_webhook(by, webhook=webhook, after=given.after))


def _own(request: Call, webhook: int) -> Webhook:
    found = webhooks_of(request.actor.person or 0).filter(pk=webhook).first()
    if found is None:
        raise Problem(404, "nothing_there")
    return found


def _webhook(row: Webhook) -> WebhookOut:
    return WebhookOut(
        id=row.pk,
        name=row.name,
        address=row.address,
        kinds=row.kinds,
        since=row.since,
        token=row.token_id,
        made_at=row.made_at,
        ended_at=row.ended_at,
    )


def _delivery(row: Delivery) -> DeliveryOut:
    return DeliveryOut(
        id=row.pk,
        entry=row.entry,
        state=row.state,
        attempts=row.attempts,
        not_before=row.not_before,
        settled_at=row.settled_at,
        answer=row.answer,
        failure=row.failure,
        why=failure_in_words(row),
    )
