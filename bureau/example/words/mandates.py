"""Whom mandates come from, what they ask as far as the paper tells, and the strategic plan."""

from bureau.web.multilingual import text

STANDARDIZATION_ASSEMBLY = text(
    en="World Telecommunication Standardization Assembly",
    ar="الجمعية العالمية لتقييس الاتصالات",
    es="Asamblea Mundial de Normalización de las Telecomunicaciones",
    fr="Assemblée mondiale de normalisation des télécommunications",
    ru="Всемирная ассамблея по стандартизации электросвязи",
    zh_hans="世界电信标准化全会",
)

PLENIPOTENTIARY_CONFERENCE = text(
    en="Plenipotentiary Conference",
    ar="مؤتمر المندوبين المفوضين",
    es="Conferencia de Plenipotenciarios",
    fr="Conférence de plénipotentiaires",
    ru="Полномочная конференция",
    zh_hans="全权代表大会",
)

YEARLY_REPORT_NAME = text(
    en="yearly report",
    ar="التقرير السنوي",
    es="informe anual",
    fr="rapport annuel",
    ru="ежегодный отчет",
    zh_hans="年度报告",
)
YEARLY_REPORT = text(
    en="The Secretary-General reports to the Council each year on every use of this power.",
    ar="يقدم الأمين العام إلى المجلس كل سنة تقريراً عن كل استعمال لهذه الصلاحية.",
    es="El Secretario General informa cada año al Consejo de cada uso de esta facultad.",
    fr="Le Secrétaire général rend compte chaque année au Conseil de tout usage de ce pouvoir.",
    ru="Генеральный секретарь ежегодно отчитывается перед Советом о каждом применении этого права.",
    zh_hans="秘书长每年就此项权力的每次行使情况向理事会报告。",
)

STRATEGIC_PLAN_RESOLUTION = text(
    en="Resolution 71 of PP-22: the Strategic Plan for 2024-2027",
    ar="القرار 71 لمؤتمر المندوبين المفوضين لعام 2022: الخطة الاستراتيجية للفترة 2024-2027",
    es="Resolución 71 de la PP-22: el Plan Estratégico para 2024-2027",
    fr="Résolution 71 de la PP-22 : le Plan stratégique pour 2024-2027",
    ru="Резолюция 71 ПК-22: Стратегический план на 2024–2027 годы",
    zh_hans="PP-22第71号决议：2024-2027年战略规划",
)

STRATEGIC_PLAN_NOTE = text(
    en=(
        "Known to us from the public page of the Council's planning work; the resolution itself "
        "was not read, and its day is left open."
    ),
    ar=(
        "نعرفه من صفحة علنية عن أعمال التخطيط في المجلس، ولم يُطّلع على القرار نفسه، وتُرك تاريخه "
        "دون تحديد."
    ),
    es=(
        "La conocemos por la página pública sobre la planificación del Consejo; no se ha leído la "
        "resolución misma y su fecha queda abierta."
    ),
    fr=(
        "Connue par la page publique sur les travaux de planification du Conseil ; la résolution "
        "elle-même n’a pas été lue et sa date est laissée ouverte."
    ),
    ru=(
        "Известна нам с общедоступной страницы о работе Совета по планированию; сама резолюция не "
        "изучалась, и ее дата не указана."
    ),
    zh_hans="据理事会规划工作的公开网页；我们未读决议原文，日期从略。",
)

STRATEGIC_PLAN = text(
    en="Strategic Plan 2024-2027",
    ar="الخطة الاستراتيجية 2024-2027",
    es="Plan Estratégico 2024-2027",
    fr="Plan stratégique 2024-2027",
    ru="Стратегический план на 2024–2027 годы",
    zh_hans="2024-2027年战略规划",
)

UNIVERSAL_CONNECTIVITY = text(
    en="Universal connectivity",
    ar="التوصيلية الشاملة",
    es="Conectividad universal",
    fr="Connectivité universelle",
    ru="Всеобщая возможность установления соединений",
    zh_hans="普遍连通",
)

DIGITAL_TRANSFORMATION = text(
    en="Sustainable digital transformation",
    ar="التحول الرقمي المستدام",
    es="Transformación digital sostenible",
    fr="Transformation numérique durable",
    ru="Устойчивая цифровая трансформация",
    zh_hans="可持续的数字化转型",
)

ORGANISATIONAL_EXCELLENCE = text(
    en="Organisational excellence",
    ar="التميز التنظيمي",
    es="Excelencia institucional",
    fr="Excellence organisationnelle",
    ru="Организационное совершенство",
    zh_hans="组织卓越性",
)

EXCELLENCE_AS_THE_PAPER_HAS_IT = text(
    en=(
        "So named in the paper to the Council. The names of enablers that we found in public are "
        "not quite the same, and the plan itself was not read."
    ),
    ar=(
        "هكذا وردت التسمية في الوثيقة المقدمة إلى المجلس. أما أسماء العوامل التمكينية التي وجدناها "
        "منشورة فليست مطابقة تماماً، ولم يُطّلع على الخطة نفسها."
    ),
    es=(
        "Así se nombra en el documento al Consejo. Los nombres de factores habilitadores que "
        "hallamos publicados no son exactamente iguales, y el plan mismo no se ha leído."
    ),
    fr=(
        "Ainsi nommée dans le document au Conseil. Les noms de catalyseurs que nous avons trouvés "
        "publiés ne sont pas tout à fait les mêmes, et le plan lui-même n’a pas été lu."
    ),
    ru=(
        "Так названо в документе для Совета. Опубликованные названия механизмов содействия, "
        "которые мы нашли, несколько иные, а сам план не изучался."
    ),
    zh_hans="这是提交理事会的文件所用名称，与我们查到的公开的推动因素名称不尽相同；规划原文我们未读。",
)
