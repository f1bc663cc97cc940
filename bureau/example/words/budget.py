"""The demonstration budget: what it and its objects of expenditure are called."""

from bureau.web.multilingual import text

BUDGET = text(
    en="Budget for 2024-2025 (demonstration figures)",
    ar="ميزانية 2024-2025 (أرقام للعرض)",
    es="Presupuesto 2024-2025 (cifras de demostración)",
    fr="Budget 2024-2025 (chiffres de démonstration)",
    ru="Бюджет на 2024–2025 годы (демонстрационные данные)",
    zh_hans="2024-2025年预算（演示数字）",
)

POSTS = text(
    en="Posts",
    ar="الوظائف",
    es="Puestos",
    fr="Postes",
    ru="Должности",
    zh_hans="职位",
)

TRAVEL = text(
    en="Travel on duty",
    ar="السفر في مهام رسمية",
    es="Viajes oficiales",
    fr="Frais de mission",
    ru="Служебные поездки",
    zh_hans="公务差旅",
)

MEETINGS = text(
    en="Meetings and events",
    ar="الاجتماعات والأحداث",
    es="Reuniones y eventos",
    fr="Réunions et manifestations",
    ru="Собрания и мероприятия",
    zh_hans="会议和活动",
)

CONTRACTS = text(
    en="Contractual services",
    ar="الخدمات التعاقدية",
    es="Servicios por contrata",
    fr="Services contractuels",
    ru="Услуги по контрактам",
    zh_hans="承包服务",
)
