"""The budget of 2024-2025, by the budget officer. Every figure of it is a demonstration figure."""

from bureau.core.texts import Text
from bureau.example import figures
from bureau.example.building.cast import Made
from bureau.example.words import budget as words
from bureau.institution.finance.services.budgets import add_expenditure_object, make_budget
from bureau.institution.finance.services.lines import keep_budget_lines
from bureau.institution.finance.store import LineGiven

BY = "budget_officer"
OBJECTS: dict[str, tuple[Text, bool]] = {
    "POSTS": (words.POSTS, True),
    "TRAVEL": (words.TRAVEL, False),
    "MEETINGS": (words.MEETINGS, False),
    "CONTRACTS": (words.CONTRACTS, False),
}


def vote_budget(made: Made) -> None:
    """The budget with its objects and lines; the numbers of lines by their code."""
    by, organisation = made.actor(BY), made.organisation
    objects = {
        code: add_expenditure_object(
            by, organisation=organisation, code=code, name=name, pays_posts=pays_posts
        )
        for code, (name, pays_posts) in OBJECTS.items()
    }
    number = make_budget(
        by,
        organisation=organisation,
        name=words.BUDGET,
        first_year=figures.BUDGET_YEARS[0],
        last_year=figures.BUDGET_YEARS[1],
        currency=figures.CURRENCY,
        vacancy=figures.VACANCY_FACTOR,
        delayed_recruitment=figures.DELAYED_RECRUITMENT_FACTOR,
    )
    lines = [
        LineGiven(
            code=f"{unit}-{object}" if funding != figures.VOLUNTARY else f"{unit}-{object}-VC",
            unit=made.units[unit],
            object=objects[object],
            funding=funding,
            voted={
                year: francs * 100
                for year, francs in zip(figures.BUDGET_YEARS, amounts, strict=True)
            },
        )
        for unit, object, funding, *amounts in figures.BUDGET_LINES
    ]
    kept = keep_budget_lines(by, budget=number, lines=lines)
    made.lines = {line.code: number for line, number in zip(lines, kept, strict=True)}
