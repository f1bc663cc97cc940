"""What is kept of a draft before each edit, so that the last one can be taken back."""

import json
from collections.abc import Mapping, Sequence

from bureau.core.changes.actions import Action, canonical, from_json, to_json
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.web.multilingual import data_of, text_of


def kept_before(
    row: models.Reorganisation, actions: Sequence[Action], texts: Mapping[str, Text]
) -> str:
    """The actions; with `texts` that the edit gives the case, also what they were and became."""
    if not texts:
        return to_json(actions)
    return canonical(
        {
            "actions": json.loads(to_json(actions)),
            "texts": {
                name: [_plain(getattr(row, name)), _plain(said)] for name, said in texts.items()
            },
        }
    )


def restored(
    row: models.Reorganisation, before: str
) -> tuple[tuple[Action, ...], dict[str, Text | None]]:
    """Of what was kept, the actions, and the texts that are still as the edit left them: one that
    was written anew since stays."""
    kept = json.loads(before)
    if isinstance(kept, list):
        return from_json(before), {}
    texts = {
        name: text_of(was)
        for name, (was, became) in kept["texts"].items()
        if _plain(getattr(row, name)) == became
    }
    return from_json(canonical(kept["actions"])), texts


def stood_before(row: models.Reorganisation, place: int) -> bool:
    """Whether the draft ever had an action of that number before an edit."""
    edits = models.DraftEdit.objects.filter(reorganisation=row).order_by("-pk")
    kept = edits.values_list("before", flat=True).iterator()
    return any(place in {action.id for action in restored(row, before)[0]} for before in kept)


def _plain(said: Text | None) -> object:
    return data_of(said) if said else None
