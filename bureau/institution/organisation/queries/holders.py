"""Who is in a post, for a page: by name where names may be seen, and whether anybody is."""

from dataclasses import dataclass

from bureau.core.layout.boxes import PostState
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post
from bureau.institution.organisation.queries.charts import state_of
from bureau.institution.organisation.queries.names import Names
from bureau.institution.organisation.queries.structure import belonging
from bureau.record.accounts.queries import people_by_id


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one post; `share` in hundredths, `manner` holder, acting or lien."""

    person: int
    name: str
    share: int
    manner: str
    since: Day


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post as a list shows it."""

    post: Post
    title: str
    state: PostState
    holders: tuple[Holder, ...]


def holders_told(now: Snapshot, names: Names, post: int) -> tuple[Holder, ...]:
    """Those in the post, holders first; none where their names may not be seen."""
    order = ("holder", "acting", "lien")
    found = [
        Holder(each.person, names.people[each.person], each.share, each.manner, each.valid_from)
        for each in now.incumbencies_of(post)
        if each.person in names.people
    ]
    return tuple(sorted(found, key=lambda one: (order.index(one.manner), one.since)))


def people_in_posts(now: Snapshot, organisation: int) -> list[tuple[int, str]]:
    """Everyone who holds or acts in a post of the organisation, by name."""
    posts = set(belonging("post", [post.id for post in now.posts()], organisation))
    held = {
        each.person for post in posts for each in now.incumbencies_of(post) if each.manner != "lien"
    }
    people = people_by_id(held)
    return sorted(((id, people[id].name) for id in held), key=lambda one: one[1])


def post_line(now: Snapshot, names: Names, post: Post) -> PostLine:
    return PostLine(post, names.post(post), state_of(now, post), holders_told(now, names, post.id))
