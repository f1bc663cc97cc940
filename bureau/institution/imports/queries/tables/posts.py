"""Rows of posts beside those that stand: what they change, establish, and to whom they report."""

from collections.abc import Iterator

from bureau.core.changes.actions import ActionKind
from bureau.core.imports import cells
from bureau.core.imports.names import key_of
from bureau.core.imports.plan import LINE
from bureau.core.imports.tabled.posts import AS_WRITTEN, NEEDED, POST
from bureau.core.imports.tables import SUPERIORS, Misfit, Wish
from bureau.core.structure.kinds import Value
from bureau.core.structure.views import Post
from bureau.institution.imports.queries.tables.changes import Change, Compared


class ComparedPosts(Compared):
    """Lines of reporting come last: they lead to posts that the same table establishes too."""

    def all(self) -> Iterator[Change | Misfit]:
        """What each row asks for, or why it cannot be."""
        for wish in self.read.wishes:
            post = self.posts.get(key_of(wish.key))
            yield from self._of_post(wish, post) if post else self._new_post(wish)
        for wish in self.read.wishes:
            yield from self._lines(wish)

    def _of_post(self, wish: Wish, post: Post) -> Iterator[Change | Misfit]:
        def change(kind: ActionKind, column: str, before: str, **given: object) -> Change:
            return Change(
                wish.row,
                kind,
                post.number,
                post.id,
                before=before,
                after=wish.said[column],
                **given,  # type: ignore[arg-type]
            )

        said = wish.said
        unit = self.units.get(key_of(said.get("unit", "")))
        if "unit" in said and unit is None:
            yield self.misfit(wish, "unit", "unit_unknown")
        elif unit and unit.id != post.unit:
            stood = self.now.unit(post.unit)
            before, into = stood.code if stood else "", {"unit": unit.id}
            yield change(ActionKind.MOVE_POST, "unit", before, values=into)
        if "title" in said and said["title"] not in self.words.get(post.title, ()):
            before = next(iter(self.words.get(post.title, ())), "")
            words = {"title": said["title"]}
            yield change(ActionKind.RETITLE_POST, "title", before, words=words)
        for column, kind, known in (
            ("grade", ActionKind.RECLASSIFY_POST, self.grades),
            ("duty_station", ActionKind.MOVE_DUTY_STATION, self.places),
        ):
            if column in said and said[column] != getattr(post, column):
                if said[column] not in known:
                    yield self.misfit(wish, column, f"{column}_unknown")
                else:
                    values = {column: said[column]}
                    yield change(kind, column, getattr(post, column), values=values)
        yield from self._rest_of_post(wish, post)

    def _rest_of_post(self, wish: Wish, post: Post) -> Iterator[Change | Misfit]:
        frozen = cells.flag(wish.said.get("frozen", ""))
        if "frozen" in wish.said and frozen is None:
            yield self.misfit(wish, "frozen", "flag_unknown")
        elif frozen is not None and frozen != post.frozen:
            kind = ActionKind.FREEZE_POST if frozen else ActionKind.UNFREEZE_POST
            yield Change(wish.row, kind, post.number, post.id, after=wish.said["frozen"])
        stands = {name: getattr(post, name) for name in ("funding", "category", "contract")}
        for column, value in stands.items():
            if wish.said.get(column, value) != value:
                yield self.misfit(wish, column, "not_changed_by_draft")
        if "fte" in wish.said and (fte := cells.fte(wish.said["fte"])) != post.fte:
            yield self.misfit(wish, "fte", "not_changed_by_draft" if fte else "share_unknown")

    def _lines(self, wish: Wish) -> Iterator[Change | Misfit]:
        """To whom a post reports that stands or is established; where it has no line of its own,
        it reports to the head above it already."""
        key = key_of(wish.key)
        post = self.posts.get(key)
        columns = SUPERIORS if post or key in self.established else {}
        for column, manner in columns.items():
            if column not in wish.said:
                continue
            above = key_of(wish.said[column])
            superior = self.posts.get(above)
            stood = self._superior(post, manner) if post else None
            if superior is None and above not in self.established:
                yield self.misfit(wish, column, "post_unknown")
            elif superior is None or stood is None or superior.id != stood.id:
                values: dict[str, Value] = {"superior": superior.id} if superior else {}
                yield Change(
                    wish.row,
                    ActionKind.CHANGE_REPORTING,
                    wish.key,
                    post.id if post else None,
                    {**values, "manner": manner},
                    key="" if post else key,
                    named={} if superior else {"superior": above},
                    before=stood.number if stood else "",
                    after=wish.said[column],
                )

    def _superior(self, post: Post, manner: str) -> Post | None:
        own = self.now.superiors(post.id, manner)
        return own[0] if own else self.now.superior(post.id) if manner == LINE else None

    def _new_post(self, wish: Wish) -> Iterator[Change | Misfit]:
        said, wrong = wish.said, self._wrong_in_new_post(wish)
        if wrong:
            yield wrong
            return
        values: dict[str, Value] = {name: said[name] for name in AS_WRITTEN if name in said}
        values |= {"number": wish.key, "fte": cells.share(said.get("fte", "1"))}
        if cells.flag(said.get("frozen", "")):
            values["frozen"] = True
        values["unit"] = self.units[key_of(said["unit"])].id
        self.established.add(key_of(wish.key))
        yield Change(
            wish.row,
            ActionKind.ESTABLISH_POST,
            wish.key,
            values=values,
            words={"title": wish.said["title"]},
            key=key_of(wish.key),
            after=wish.said["title"],
        )

    def _wrong_in_new_post(self, wish: Wish) -> Misfit | None:
        """The first thing for which a post cannot be established."""
        said = wish.said
        for column in NEEDED:
            if column not in said:
                return self.row_out(wish, column, "needed_to_establish")
        if key_of(said["unit"]) not in self.units:
            return self.row_out(wish, "unit", "unit_unknown")
        for column, known in (("grade", self.grades), ("duty_station", self.places)):
            if column in said and said[column] not in known:
                return self.row_out(wish, column, f"{column}_unknown")
        for column in ("number", *AS_WRITTEN):
            if column in said and not POST.field(column).takes(said[column]):
                return self.row_out(wish, column, "text_too_long", length=len(said[column]))
        if cells.share(said.get("fte", "1")) is None:
            return self.row_out(wish, "fte", "share_unknown")
        if "frozen" in said and cells.flag(said["frozen"]) is None:
            return self.row_out(wish, "frozen", "flag_unknown")
        return None
