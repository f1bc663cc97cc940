"""Names of the organisation, its units and its place of work; English is our rendering."""

from bureau.web.multilingual import text

ITU = text(
    en="International Telecommunication Union",
    ar="الاتحاد الدولي للاتصالات",
    es="Unión Internacional de Telecomunicaciones",
    fr="Union internationale des télécommunications",
    ru="Международный союз электросвязи",
    zh_hans="国际电信联盟",
)

GENERAL_SECRETARIAT = text(
    en="General Secretariat",
    ar="الأمانة العامة",
    es="Secretaría General",
    fr="Secrétariat général",
    ru="Генеральный секретариат",
    zh_hans="总秘书处",
)

RADIOCOMMUNICATION_BUREAU = text(
    en="Radiocommunication Bureau",
    ar="مكتب الاتصالات الراديوية",
    es="Oficina de Radiocomunicaciones",
    fr="Bureau des radiocommunications",
    ru="Бюро радиосвязи",
    zh_hans="无线电通信局",
)

DEVELOPMENT_BUREAU = text(
    en="Telecommunication Development Bureau",
    ar="مكتب تنمية الاتصالات",
    es="Oficina de Desarrollo de las Telecomunicaciones",
    fr="Bureau de développement des télécommunications",
    ru="Бюро развития электросвязи",
    zh_hans="电信发展局",
)

STANDARDIZATION_BUREAU = text(
    en="Telecommunication Standardization Bureau",
    ar="مكتب تقييس الاتصالات",
    es="Oficina de Normalización de las Telecomunicaciones",
    fr="Bureau de la normalisation des télécommunications",
    ru="Бюро стандартизации электросвязи",
    zh_hans="电信标准化局",
)

STUDY_GROUPS = text(
    en="Study Groups Department",
    ar="دائرة لجان الدراسات",
    es="Departamento de Comisiones de Estudio",
    fr="Département des commissions d’études",
    ru="Департамент исследовательских комиссий",
    zh_hans="研究组部",
)

STANDARDIZATION_POLICY = text(
    en="Telecommunication Standardization Policy Department",
    ar="دائرة سياسات تقييس الاتصالات",
    es="Departamento de Política de Normalización de las Telecomunicaciones",
    fr="Département des politiques de normalisation des télécommunications",
    ru="Департамент политики в области стандартизации электросвязи",
    zh_hans="电信标准化政策部",
)

STUDY_GROUPS_AND_POLICY = text(
    en="Study Groups and Policy Department",
    ar="دائرة لجان الدراسات والسياسات",
    es="Departamento de Comisiones de Estudio y Política",
    fr="Département des commissions d’études et des politiques",
    ru="Департамент исследовательских комиссий и политики",
    zh_hans="研究组和政策部",
)

STRATEGIC_ENGAGEMENT = text(
    en="Strategic Engagement Department",
    ar="دائرة المشاركة الاستراتيجية",
    es="Departamento de Participación Estratégica",
    fr="Département de l’engagement stratégique",
    ru="Департамент стратегического взаимодействия",
    zh_hans="战略参与部",
)

OPERATIONS_AND_PLANNING = text(
    en="Operations and Planning Department",
    ar="دائرة العمليات والتخطيط",
    es="Departamento de Operaciones y Planificación",
    fr="Département des opérations et de la planification",
    ru="Департамент операций и планирования",
    zh_hans="运营和规划部",
)

GENEVA = text(
    en="Geneva",
    ar="جنيف",
    es="Ginebra",
    fr="Genève",
    ru="Женева",
    zh_hans="日内瓦",
)

STRATEGIC_ENGAGEMENT_SECTION = text(
    en="Strategic Engagement Section",
    ar="قسم المشاركة الاستراتيجية",
    es="Sección de Participación Estratégica",
    fr="Section de l’engagement stratégique",
    ru="Секция стратегического взаимодействия",
    zh_hans="战略参与科",
)
