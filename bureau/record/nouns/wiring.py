"""The rows of nouns in the wiring table: each column answered from the definition of the noun."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.record.nouns.found import nouns
from bureau.record.nouns.noun import Noun
from bureau.record.nouns.rows import label_of
from bureau.web.answers import Label, Owned, Searchable, Work
from bureau.web.wired import Kind
from bureau.web.wired import row as kind


def rows_of_nouns() -> tuple[Kind, ...]:
    """A row for each noun; what the noun says in `wiring` comes beside or in place of the usual."""
    return tuple(row_of(noun) for noun in nouns().values())


def row_of(noun: Noun) -> Kind:
    columns: dict[str, Any] = {
        "describe": described(noun),
        "visible": visible(noun),
        "search": searched(noun),
    }
    if noun.owner:
        columns |= {"owner": owner(noun), "hangs_on": hanging(noun), "work": work(noun)}
        columns["owned"] = owned(noun)
    if noun.days:
        columns["calendar"] = calendar(noun)
    scope = noun.programs.reads if noun.programs else None
    return kind(noun.name, noun.named.many, scope=scope, **{**columns, **noun.wiring})


def described(noun: Noun) -> Callable[..., dict[int, Label]]:
    def describe(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
        rows = noun.rows(ids)
        return {row.pk: label_of(noun, row) for row in rows}

    return describe


def visible(noun: Noun) -> Callable[..., set[int]]:
    def seen(actor: Actor, ids: Collection[int]) -> set[int]:
        return set(noun.rights.see(actor).filter(pk__in=ids).values_list("pk", flat=True))

    return seen


def owner(noun: Noun) -> Callable[..., dict[int, int | None]]:
    def owners(actor: Actor, ids: Collection[int]) -> dict[int, int | None]:
        rows = noun.model._default_manager.filter(pk__in=ids)
        return dict(rows.values_list("pk", noun.owner))

    return owners


def hanging(noun: Noun) -> Callable[..., list[tuple[Reference, Reference]]]:
    """What a post that ends owns still: somebody must say who owns it next."""

    def hang(ended: Sequence[Reference]) -> list[tuple[Reference, Reference]]:
        posts = {of.id: of for of in ended if of.kind == "post"}
        rows = noun.model._default_manager.filter(**{f"{noun.owner}__in": posts})
        if noun.flow:
            rows = rows.exclude(state__in=noun.flow.done)
        pairs = rows.values_list("pk", noun.owner)
        return [(posts[post], Reference(noun.name, pk)) for pk, post in pairs]

    return hang


def work(noun: Noun) -> Callable[..., list[Work]]:
    """What posts own of this kind; what is in a final state, or over by its days, is done."""

    def of_posts(actor: Actor, posts: Collection[int]) -> list[Work]:
        rows = noun.rights.see(actor).filter(**{f"{noun.owner}__in": posts})
        rows = noun.joined(rows).order_by(*noun.listing.order, "pk")
        return [_work(noun, row) for row in rows]

    return of_posts


def owned(noun: Noun) -> Callable[..., list[Owned]]:
    """What the posts of an actor own and is not done."""
    of_posts = work(noun)

    def of_actor(actor: Actor) -> list[Owned]:
        return [
            Owned(line.label.name, line.label.address, str(line.kind), line.mark, str(line.state))
            for line in of_posts(actor, actor.posts)
            if not line.is_done
        ]

    return of_actor


def _work(noun: Noun, row: Any) -> Work:
    state = noun.field("state") if noun.flow else None
    return Work(
        post=getattr(row, f"{noun.owner}_id"),
        label=label_of(noun, row),
        kind=noun.named.one,
        mark=(state.marks or {}).get(row.state, "") if state else "",
        state=(state.words or {}).get(row.state, "") if state else "",
        is_done=bool(noun.flow and row.state in noun.flow.done),
    )


def calendar(noun: Noun) -> Callable[..., list[tuple[date, Reference]]]:
    def days(actor: Actor, first: date, until: date) -> list[tuple[date, Reference]]:
        found = []
        for name in noun.days:
            rows = noun.rights.see(actor).filter(**{f"{name}__gte": first, f"{name}__lt": until})
            found += [(day, Reference(noun.name, pk)) for pk, day in rows.values_list("pk", name)]
        return found

    return days


def searched(noun: Noun) -> Callable[..., dict[int, Searchable]]:
    """By code, and by what it is called."""

    def search(ids: Collection[int]) -> dict[int, Searchable]:
        rows = noun.rows(ids)
        return {row.pk: _searchable(noun, row) for row in rows}

    return search


def _searchable(noun: Noun, row: Any) -> Searchable:
    code = getattr(row, "code", "")
    name = noun.name_of(row)
    said = (
        {"": name}
        if isinstance(name, str)
        else {language: words for language, (words, _status) in name.said.items()}
    )
    return Searchable(names=said, audience=noun.rights.audience, codes=(code,) if code else ())
