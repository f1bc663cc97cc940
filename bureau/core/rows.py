"""How many rows one act saves: every other who writes waits for it."""

from bureau.core.reasons import Reason, Refused

ROWS_MOST = 300
"""Of a table, or of any list that a service takes, where the service has no bound of its own."""

ANY_NUMBER = 10**9
"""Of what no form and no program gives: what joins an act that decides, or is the operator's."""


def excess(count: int, most: int = ROWS_MOST) -> Reason | None:
    """Why so many rows are not saved at once; None where they are."""
    return Reason("rows_too_many", {"rows": count, "most": most}) if count > most else None


def refuse_excess(count: int, most: int = ROWS_MOST) -> None:
    if reason := excess(count, most):
        raise Refused(reason)
