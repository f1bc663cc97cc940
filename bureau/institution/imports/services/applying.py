"""What follows from files is written, and taken back: set-based, in portions, each an act.

Each portion compares what the files say with what is on record and writes what differs. So a run
that broke off is taken up by running it again, and running it twice writes nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import F
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.changes.pending import PendingEffect
from bureau.core.imports.differing import Due
from bureau.core.imports.names import code_of
from bureau.core.imports.plan import Named, Step, Worded
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.rows import ANY_NUMBER
from bureau.institution.imports.models import (
    Becomes,
    Department,
    Import,
    StagedFile,
    State,
)
from bureau.institution.imports.queries.costs import COST, costs_standing
from bureau.institution.imports.queries.following import (
    Following,
    Known,
    Owed,
    following,
    known_of,
    named_in,
    owed,
    words_in,
)
from bureau.institution.imports.queries.pages import edited_reason
from bureau.institution.imports.services.costs import write_costs
from bureau.institution.imports.services.outlooks import outlook_of
from bureau.institution.imports.services.pace import MOST, Doing, Portions, Tell, tell_nobody
from bureau.institution.imports.services.portions import (
    at_portion,
    departments_of,
    own,
    own_departments,
    refuse_past,
)
from bureau.institution.imports.services.proposing import (
    ASKED,
    FROM,
    UNDONE_FROM,
    refuse_alone,
    refuse_many_at_the_top,
)
from bureau.institution.imports.services.remarks import remark_what_is_not_told
from bureau.institution.imports.services.rows import (
    batches_edited,
    remember_things,
    update_rows,
)
from bureau.institution.imports.services.staging import moved_on
from bureau.institution.imports.store import (
    holders_numbered,
    import_instruments,
)
from bureau.institution.instruments.services import make_instrument
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.services.effects import put_under_several
from bureau.institution.organisation.services.identities import make_identities
from bureau.institution.organisation.services.keeping import (
    withdraw_standard_cost,
)
from bureau.institution.organisation.services.reference import (
    create_organisation,
)
from bureau.institution.organisation.services.wordings import word_each
from bureau.record.journal.services import Act, service, takes
from bureau.web.multilingual import text

TRIES = 5


def apply_import(
    by: Actor, number: int, *, is_meant: bool = False, tell: Tell = tell_nobody
) -> int:
    """Write what follows from the files of an import, or go on with it; how many effects."""
    if not is_meant and Import.objects.filter(pk=number, kind="units", state__in=ASKED).exists():
        outlook_of(number)
    begin_applying(by, number=number, is_meant=is_meant)
    return _run(by, number, Doing.WRITING, tell)


def undo_import(by: Actor, number: int, *, tell: Tell = tell_nobody) -> int:
    """Take back what only the files of an import said; how many effects that takes."""
    if Import.objects.values_list("state", flat=True).get(pk=number) != State.UNDOING:
        begin_undoing(by, number=number)
    return _run(by, number, Doing.UNDOING, tell)


def _run(by: Actor, number: int, doing: Doing, tell: Tell) -> int:
    before = Import.objects.get(pk=number).changes
    end = end_undoing if doing is Doing.UNDOING else end_applying
    for _ in range(TRIES):
        if edited := batches_edited(_standing(number)):
            end(by, number=number, edited=edited)
            raise Refused(edited_reason(edited))
        try:
            _write_all(by, number, doing, tell)
            break
        except Refused as refused:
            if [each.code for each in refused.reasons] != ["files_moved_on"]:
                raise
    else:
        raise Refused(Reason("files_moved_on"))
    end(by, number=number)
    return Import.objects.get(pk=number).changes - before


def _write_all(by: Actor, number: int, doing: Doing, tell: Tell) -> None:
    """Every portion of every department whose files the import has."""
    tell(Doing.COMPARING, 0, 0)
    found = [following(department) for department in departments_of(number)]
    left = [one.gone()[0] for one in found]
    total = sum(map(len, left)) + sum(len(one.plan.steps) + len(one.plan.costs) for one in found)
    count_things(by, number=number, total=total)
    done = 0
    for one, gone in zip(found, left, strict=True):
        for some in Portions(list(one.plan.steps.items())):
            tell(doing, done, total)
            write_things(by, number=number, found=_bare(one), steps=dict(some))
            done += len(some)
        for costs in Portions(list(one.plan.costs.items())):
            write_costs(by, number=number, found=_bare(one), costs=dict(costs))
            done += len(costs)
        for things in Portions(gone):
            tell(doing, done, total)
            take_back(by, number=number, found=_bare(one), gone=things)
            done += len(things)


def _standing(number: int) -> Collection[int]:
    """The files by which the departments of an import go."""
    files = StagedFile.objects.filter(department__in=departments_of(number), stands=True)
    return list(files.values_list("pk", flat=True))


def _bare(found: Following) -> tuple[int, int]:
    """What a portion is checked by: the department, and the edition that it was made at."""
    return found.department, found.edition


@service("imports.begin_applying", pgettext_lazy("act in the journal", "Begin to write an import"))
def begin_applying(act: Act, *, number: int, is_meant: bool = False) -> None:
    """From here on the files stand; organisations and instruments that they need are made.

    Several new units under no other are refused unless somebody says that it is meant so. What
    takes two persons is proposed before, and this confirms it.
    """
    (taken_in,) = act.lock(Import, number)
    if taken_in.becomes != Becomes.RECORD:
        raise Refused(Reason("import_is_past_that"))
    if taken_in.state == State.APPLYING:
        own_departments(act, number)
        act.touch("import", number)
        return
    if taken_in.state not in (*FROM, State.PROPOSED):
        raise Refused(Reason("import_is_past_that"))
    files = list(StagedFile.objects.filter(taken_in=number, department__isnull=False))
    if not files:
        raise Refused(Reason("nothing_to_import"))
    own_departments(act, number)
    was_asked = refuse_alone(act, taken_in)
    organisations = {each: _organisation(act, each) for each in departments_of(number)}
    has_moved = not all(file.stands for file in files)
    if has_moved and not is_meant and not was_asked:
        refuse_many_at_the_top(taken_in)
    for file in files:
        is_decided_by = file.instrument_id is None and taken_in.kind != "costs"
        if is_decided_by and organisations[file.department_id or 0]:
            _instrument(act, file, organisations[file.department_id or 0] or 0)
    StagedFile.objects.filter(taken_in=number).update(stands=True)
    if has_moved:
        moved_on(act, organisations)
    Import.objects.filter(pk=number).update(state=State.APPLYING, done=0, total=0)
    act.touch("import", number)
    if is_meant:
        act.details.update(is_meant=True)


def _organisation(act: Act, number: int) -> int | None:
    """The organisation that a department is, made where it is none yet and has rows."""
    (department,) = own(act, number)
    if department.organisation_id is not None:
        return department.organisation_id
    named = StagedFile.objects.filter(department=number, rows__gt=0).order_by("-day", "pk").first()
    if named is None:
        return None
    name = named.department_name
    made = create_organisation(act, code=code_of(name), name=text(en=name))
    Department.objects.filter(pk=number).update(organisation=made)
    return made


def _instrument(act: Act, file: StagedFile, organisation: int) -> None:
    """A file is an opening record: what it says holds from its day, because it says so."""
    made = make_instrument(
        act,
        organisation=organisation,
        kind="opening_record",
        title=text(en=file.name),
        day=file.day,
        source=f"sha256:{file.identity}",
    )
    StagedFile.objects.filter(pk=file.pk).update(instrument=made)


@service("imports.count_things", pgettext_lazy("act in the journal", "Count what an import writes"))
def count_things(act: Act, *, number: int, total: int) -> None:
    """Say how much there is to do, for whoever watches."""
    (taken_in,) = act.lock(Import, number)
    refuse_past(taken_in)
    own_departments(act, number)
    Import.objects.filter(pk=number).update(total=total, done=0)
    act.touch("import", number)
    act.details.update(things=total)


@service("imports.write_things", pgettext_lazy("act in the journal", "Write part of an import"))
@takes(MOST)
def write_things(
    act: Act, *, number: int, found: tuple[int, int], steps: Mapping[Named, Sequence[Step]]
) -> int:
    """Bring one portion of things to what the files say of them; how many effects it took."""
    _, department = at_portion(act, number, found)
    organisation = department.organisation_id or 0
    known = _numbered(act, department, steps, known_of(department, steps))
    wanted = {
        Reference(thing.kind, known.things[thing]): known.wanted(listed)
        for thing, listed in steps.items()
    }
    update_rows(act, holders_numbered(steps))
    found_owed = owed(wanted, import_instruments(department.pk))
    act.name_anew(*_holders_begun(found_owed))
    return _put(act, number, organisation, found_owed, len(steps))


def _holders_begun(found: Owed) -> Iterator[int]:
    """Whom files give a post that they did not give them before."""
    for subject, one in found.dues:
        person = one.fields.get("person")
        if subject.kind == "incumbency" and not one.replaces and isinstance(person, int):
            yield person


@service("imports.take_back", pgettext_lazy("act in the journal", "Take back part of an import"))
@takes(MOST)
def take_back(act: Act, *, number: int, found: tuple[int, int], gone: Collection[Reference]) -> int:
    """Take back what imports wrote of things that no standing file names.

    Where something decided hangs on one of them since they were compared, all is compared anew.
    """
    _, department = at_portion(act, number, found)
    organisation = department.organisation_id or 0
    costs = list(costs_standing([one.id for one in gone if one.kind == COST]))
    for cost in costs:
        withdraw_standard_cost(act, cost=cost)
    things = [one for one in gone if one.kind != COST]
    found_owed = owed({each: () for each in things}, import_instruments(department.pk))
    if found_owed.held:
        raise Refused(Reason("files_moved_on"))
    written = _put(act, number, organisation, found_owed, len(gone))
    Import.objects.filter(pk=number).update(changes=F("changes") + len(costs))
    return written + len(costs)


def _numbered(
    act: Act, department: Department, steps: Mapping[Named, Sequence[Step]], known: Known
) -> Known:
    """With numbers for what has none yet, and the wordings kept."""
    organisation = department.organisation_id or 0
    things = dict(known.things)
    missing = sorted(named_in(steps) - things.keys())
    for kind in sorted({thing.kind for thing in missing}):
        new = [thing for thing in missing if thing.kind == kind]
        made = make_identities(act, organisation=organisation, kind=kind, count=len(new))
        things |= dict(zip(new, made, strict=True))
    remember_things(act, department.pk, things)
    said = words_in(steps)
    words: dict[Worded, int] = {}
    for language in sorted({one.language for one in said}):
        asked = {one.words for one in said if one.language == language}
        kept = word_each(act, organisation=organisation, words=asked, language=language)
        words |= {Worded(each, language): wording for each, wording in kept.items()}
    return Known(things, words)


def _put(act: Act, number: int, organisation: int, found: Owed, things: int) -> int:
    act.touch("import", number)
    act.details.update({"import": number, "differing": len(found.differing)})
    if found.dues:
        put_under_several(
            act,
            organisation=organisation,
            effects=[
                PendingEffect(
                    subject=subject,
                    day=one.day,
                    role=one.role,
                    fields=one.fields,
                    place=place,
                    action=0,
                    replaces=one.replaces,
                    manner=one.manner,
                )
                for place, (subject, one) in enumerate(found.dues, 1)
            ],
            instruments=_instruments([one for _, one in found.dues]),
        )
    Import.objects.filter(pk=number).update(
        done=F("done") + things, changes=F("changes") + len(found.dues)
    )
    return len(found.dues)


def _instruments(dues: Sequence[Due]) -> list[int]:
    """Of the file that says it; what is only taken back is so under what it was written under."""
    files = {int(one.source.file) for one in dues if one.source}
    of_file = dict(StagedFile.objects.filter(pk__in=files).values_list("pk", "instrument"))
    taken = {earlier for one in dues if not one.source for earlier in one.replaces}
    of_effect = dict(Effect.objects.filter(pk__in=taken).values_list("pk", "instrument"))
    return [
        of_file[int(one.source.file)] or 0 if one.source else of_effect[one.replaces[0]]
        for one in dues
    ]


@service(
    "imports.end_applying", pgettext_lazy("act in the journal", "End the writing of an import")
)
@takes(ANY_NUMBER)
def end_applying(act: Act, *, number: int, edited: Sequence[int] = ()) -> None:
    """All is written; or it has failed, as batches of rows were `edited` past the application."""
    _end(act, number, State.APPLYING, State.APPLIED, edited)


@service(
    "imports.begin_undoing", pgettext_lazy("act in the journal", "Begin to take back an import")
)
def begin_undoing(act: Act, *, number: int) -> None:
    """From here on the files no longer stand. What takes two persons is proposed before, and this
    confirms it."""
    (taken_in,) = act.lock(Import, number)
    act.touch("import", number)
    departments = own_departments(act, number)
    if taken_in.state == State.UNDOING:
        return
    if taken_in.state not in (*UNDONE_FROM, State.PROPOSED):
        raise Refused(Reason("import_is_past_that"))
    refuse_alone(act, taken_in, undoes=True)
    StagedFile.objects.filter(taken_in=number).update(stands=False)
    moved_on(act, [department.pk for department in departments])
    Import.objects.filter(pk=number).update(state=State.UNDOING, done=0, total=0)


@service(
    "imports.end_undoing", pgettext_lazy("act in the journal", "End the taking back of an import")
)
@takes(ANY_NUMBER)
def end_undoing(act: Act, *, number: int, edited: Sequence[int] = ()) -> None:
    """All is taken back; or that has failed, likewise."""
    _end(act, number, State.UNDOING, State.UNDONE, edited)


def _end(act: Act, number: int, before: State, after: State, edited: Sequence[int]) -> None:
    (taken_in,) = act.lock(Import, number)
    if taken_in.state != before:
        raise Refused(Reason("import_is_past_that"))
    for department in own_departments(act, number):
        if not department.of_tables and not edited:
            remark_what_is_not_told(act, department)
    Import.objects.filter(pk=number).update(state=State.FAILED if edited else after)
    act.touch("import", number)
    if edited:
        act.details.update(edited=list(edited))
