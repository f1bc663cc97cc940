"""Names of bodies, meetings and offices."""

from bureau.web.multilingual import text

COORDINATION_COMMITTEE = text(
    en="Coordination Committee",
    ar="لجنة التنسيق",
    es="Comité de Coordinación",
    fr="Comité de coordination",
    ru="Координационный комитет",
    zh_hans="协调委员会",
)

COUNCIL = text(
    en="ITU Council",
    ar="مجلس الاتحاد",
    es="Consejo de la UIT",
    fr="Conseil de l’UIT",
    ru="Совет МСЭ",
    zh_hans="国际电联理事会",
)

COMMITTEE_MEETING = text(
    en="Meeting of the Coordination Committee (demonstration)",
    ar="اجتماع لجنة التنسيق (للعرض)",
    es="Reunión del Comité de Coordinación (demostración)",
    fr="Réunion du Comité de coordination (démonstration)",
    ru="Собрание Координационного комитета (демонстрационное)",
    zh_hans="协调委员会会议（演示）",
)

COUNCIL_SESSION = text(
    en="Session of the Council (demonstration)",
    ar="دورة المجلس (للعرض)",
    es="Reunión del Consejo (demostración)",
    fr="Session du Conseil (démonstration)",
    ru="Сессия Совета (демонстрационная)",
    zh_hans="理事会届会（演示）",
)

OFFICE_OF_SECRETARY_GENERAL = text(
    en="Secretary-General",
    ar="الأمين العام",
    es="Secretario General",
    fr="Secrétaire général",
    ru="Генеральный секретарь",
    zh_hans="秘书长",
)

OFFICE_OF_DIRECTOR = text(
    en="Director of the Telecommunication Standardization Bureau",
    ar="مدير مكتب تقييس الاتصالات",
    es="Director de la Oficina de Normalización de las Telecomunicaciones",
    fr="Directeur du Bureau de la normalisation des télécommunications",
    ru="Директор Бюро стандартизации электросвязи",
    zh_hans="电信标准化局主任",
)

OFFICE_OF_HUMAN_RESOURCES = text(
    en="Human resources",
    ar="الموارد البشرية",
    es="Recursos humanos",
    fr="Ressources humaines",
    ru="Людские ресурсы",
    zh_hans="人力资源",
)
