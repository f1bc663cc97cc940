"""While there is no organisation: to whoever is signed in, the first page says so."""

from bureau.web.answers import Panel
from bureau.web.requests import Asking


def panel(request: Asking) -> Panel | None:
    if request.actor.person is None or request.organisation is not None:
        return None
    return Panel("organisation/begin_one.html", {})
