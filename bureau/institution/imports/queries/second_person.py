"""Whether an import takes two persons, what was proposed of it, and whom its tables name."""

from collections.abc import Collection, Iterator

from bureau.core.actors import Actor
from bureau.core.imports.names import key_of
from bureau.institution.governance.queries.opening import people_called
from bureau.institution.governance.queries.own_cases import posts_before
from bureau.institution.imports.models import Import, ImportedThing, ImportProposal, StagedFile
from bureau.institution.imports.permissions import may_confirm_import, may_write_alone
from bureau.institution.imports.queries.pages import organisations_of
from bureau.institution.imports.store import matched_of
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect, PostVersion


def is_decided(organisations: Collection[int | None]) -> bool:
    """Whether anything stands there that was decided, and not only recorded as it stood."""
    decisions = Instrument.objects.exclude(kind="opening_record")
    effects = Effect.objects.filter(organisation__in=[one for one in organisations if one])
    return effects.filter(instrument__in=decisions).exists()


def takes_two(actor: Actor, row: Import) -> bool:
    """Whether somebody else must confirm what the actor would have written."""
    return not may_write_alone(actor, is_decided=is_decided(organisations_of(row)))


def proposal_of(row: Import) -> ImportProposal | None:
    """What is proposed of an import and not settled yet."""
    return ImportProposal.objects.filter(taken_in=row, settled_by__isnull=True).first()


def may_confirm(actor: Actor, row: Import, proposal: ImportProposal) -> bool:
    return may_confirm_import(actor, {row.person_id, proposal.proposed_by_id})


def gives_post_to(row: Import, person: int | None) -> bool:
    """Whether a table of holders names this person as one; or another table that stands does, of a
    post that the table names: taking it back could give them the post again."""
    if row.kind != "holders" or person is None:
        return False
    called = {key_of(name) for name, found in people_called().items() if person in found}
    called.add(f"#{person}")
    posts = {post for post, _holder in _holders_in(row)}
    tables = Import.objects.filter(kind="holders", organisation=row.organisation_id)
    standing = tables.filter(files__stands=True).exclude(pk=row.pk).distinct()
    return any(holder in called for _post, holder in _holders_in(row)) or any(
        holder in called and post in posts
        for other in standing
        for post, holder in _holders_in(other)
    )


def names_post_of_own_case(row: Import, actor: Actor) -> bool:
    """Whether it names a post to which a case comes that the actor had a hand in, or may end one:
    who decides there is not theirs to say."""
    own = posts_before(actor)
    if not own or row.kind == "costs":
        return False
    if row.kind not in ("holders", "posts"):
        files = StagedFile.objects.filter(taken_in=row, department__isnull=False)
        things = ImportedThing.objects.filter(department__in=files.values("department"))
        return things.filter(kind="post", subject__in=own).exists()
    numbers = PostVersion.objects.filter(subject__in=own).values_list("number", flat=True)
    named = {key_of(number) for number in numbers}
    return any(post in named for post, _holder in _holders_in(row))


def _holders_in(row: Import) -> Iterator[tuple[str, str]]:
    """The post and the holder, if any, that each row of a table names."""
    for file in StagedFile.objects.filter(taken_in=row).select_related("taken_in"):
        columns = matched_of(file).by_column
        post, holder = columns.get("number"), columns.get("holder")
        for reading in file.staged.values_list("reading", flat=True).iterator():
            yield _cell(reading["cells"], post), _cell(reading["cells"], holder)


def _cell(cells: list[str], place: int | None) -> str:
    return key_of(cells[place]) if place is not None and place < len(cells) else ""
