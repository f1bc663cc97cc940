"""Holders of posts as cards: their name, their posts and the units above, and nothing else."""

from bureau.core.structure.snapshot import Snapshot
from bureau.documents.vcards import Card, CardPost
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.holders_listed import HolderLine
from bureau.web.multilingual import here


def card_of(one: HolderLine, now: Snapshot, organisation: Organisation, own: str) -> Card:
    return Card(
        identity=f"urn:uuid:{own}#person-{one.person}",
        name=one.name,
        sort_as=one.transliteration,
        organisation=here(organisation.name),
        posts=[
            CardPost(each.title, [unit.code for unit in now.path(each.post.unit)])
            for each in one.held
        ],
    )
