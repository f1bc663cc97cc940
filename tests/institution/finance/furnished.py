"""A budget, and a rate of exchange."""

from bureau.institution.finance.services.rates import add_exchange_rate
from tests.institution.finance.budgeted import Budgeted
from tests.institution.house import OPENED, House


def furnish(house: House) -> dict[str, int]:
    add_exchange_rate(
        house.administrator,
        organisation=house.organisation,
        source="USD",
        into="CHF",
        millionths=900_000,
        valid_from=OPENED,
    )
    return {"budget": Budgeted(house).number}
