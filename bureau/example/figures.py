"""Days, grades, numbers and standard costs of the demonstration; none comes from the paper."""

from datetime import date

from bureau.core.procedures.deciding import Tally

REFERENCE = "TSB-2024"
STAFFING_REFERENCE = "SED-STAFFING"
OPENS_AT = "TSB"
CHIEF_NUMBER = "ST02/D1/579"
NUMBER_PATTERN = r"DEMO/[A-Z]{2,3}/[A-Z0-9]{2}/\d{2}|[A-Z]{2}\d{2}/[GPD]\d/\d{3}"
PLACE = "GVA"
ZONE = "Europe/Zurich"
CURRENCY = "CHF"

OPENING = date(2020, 1, 1)
VACANCY = date(2022, 9, 1)
REORGANISATION = date(2024, 7, 1)

# The days of the case and the count, none of which the paper gives: demonstration values.
PUT_FORWARD = date(2024, 4, 22)
DETERMINED = date(2024, 4, 24)
RECOMMENDED = date(2024, 4, 29)
APPROVED = date(2024, 5, 3)
COMMITTEE_AGREED = Tally(present=4, supporting=4, against=0)
COUNCIL_OPENS = date(2024, 6, 4)
NOTED = date(2024, 6, 11)

REGULAR = "regular_budget"
VOLUNTARY = "voluntary_contributions"
FIXED_TERM = "fixed_term"

# Grade, its class, and what such a post costs a year in 2024 in francs; lowest grade first.
GRADES = (
    ("G.1", "general_service", 75_000),
    ("G.2", "general_service", 82_000),
    ("G.3", "general_service", 90_000),
    ("G.4", "general_service", 100_000),
    ("G.5", "general_service", 112_000),
    ("G.6", "general_service", 126_000),
    ("G.7", "general_service", 142_000),
    ("P.1", "professional", 128_000),
    ("P.2", "professional", 148_000),
    ("P.3", "professional", 178_000),
    ("P.4", "professional", 212_000),
    ("P.5", "professional", 246_000),
    ("D.1", "director", 282_000),
    ("D.2", "director", 310_000),
    ("elected", "elected", 360_000),
)
CLASS_OF = {code: grade_class for code, grade_class, _ in GRADES}
UP_TO_P5 = frozenset(code for code, _, _ in GRADES if code[0] in "GP")
DIRECTORS = frozenset({"D.1", "D.2"})
RISE_2025_PERMILLE = 15


# The ceilings of the two delegations: demonstration amounts in centimes, for the biennium.
def biennium(day: date) -> tuple[date, date]:
    """The two years of one budget, of which the first is even: first day, and first day after."""
    first = day.year - day.year % 2
    return date(first, 1, 1), date(first + 2, 1, 1)


def begins_after(today: date) -> date:
    """The day from which the second draft takes effect: the first of next year."""
    return date(today.year + 1, 1, 1)


BIENNIUM = biennium(date(2024, 7, 1))
CREDITS_FOR_POSTS = 150_000_000_00
RECLASSIFY_MILLIONTHS = 1_000
ROOM_FOR_POSTS = 1_200_000_00
# The budget: its factors in hundredths; unit, object, what its posts are paid from, francs by year.
BUDGET_YEARS = (2024, 2025)
VACANCY_FACTOR = 5
DELAYED_RECRUITMENT_FACTOR = 25
BUDGET_LINES = (
    ("GS", "POSTS", REGULAR, 1_600_000, 1_625_000),
    ("GS", "TRAVEL", "", 90_000, 90_000),
    ("TSB", "POSTS", REGULAR, 8_300_000, 8_450_000),
    ("TSB", "POSTS", VOLUNTARY, 230_000, 235_000),
    ("TSB", "TRAVEL", "", 260_000, 240_000),
    ("TSB", "MEETINGS", "", 1_150_000, 980_000),
    ("TSB", "CONTRACTS", "", 420_000, 430_000),
)

DAYS_OF_BALLOT = 5
"""How long a ballot of the Committee is open at least: of the demonstration."""
DAYS_TO_REPORT = 30
"""Within which the chair reports to the Council what it decided alone: of the demonstration."""


def costs_by_year() -> tuple[tuple[date, date | None, dict[str, int]], ...]:
    """First day, day after the last, and standard costs in centimes by grade: 2024, then 2025."""
    of_2024 = {code: francs * 100 for code, _, francs in GRADES}
    of_2025 = {code: cost * (1000 + RISE_2025_PERMILLE) // 1000 for code, cost in of_2024.items()}
    turn = date(2025, 1, 1)
    return (date(2024, 1, 1), turn, of_2024), (turn, None, of_2025)
