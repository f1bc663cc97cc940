"""Who works at the shell: a person too, with the rights that person has today."""

from bureau.core.actors import Actor


def actor_with_login(login: str) -> Actor:
    """The person with this login, acting in the first post held; ends the command where none."""
    from bureau.institution.organisation.models import Organisation
    from bureau.institution.organisation.queries.actors import actor_of
    from bureau.institution.organisation.queries.structure import today
    from bureau.record.accounts.models import User

    user = User.objects.select_related("person").filter(login=login, is_active=True).first()
    if user is None:
        raise SystemExit(f"Nobody signs in as {login}.")
    return actor_of(user.person, today(Organisation.objects.first()))
