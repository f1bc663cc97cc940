"""Titles of posts; but for the elected offices and the Deputy, all are demonstration."""

from bureau.web.multilingual import text

SECRETARY_GENERAL = text(
    en="Secretary-General",
    ar="الأمين العام",
    es="Secretario General",
    fr="Secrétaire général",
    ru="Генеральный секретарь",
    zh_hans="秘书长",
)

COMMITTEE_SECRETARY = text(
    en="Secretary of the Coordination Committee",
    ar="أمين لجنة التنسيق",
    es="Secretario del Comité de Coordinación",
    fr="Secrétaire du Comité de coordination",
    ru="Секретарь Координационного комитета",
    zh_hans="协调委员会秘书",
)

COUNCIL_SECRETARY = text(
    en="Secretary of the Council",
    ar="أمين المجلس",
    es="Secretario del Consejo",
    fr="Secrétaire du Conseil",
    ru="Секретарь Совета",
    zh_hans="理事会秘书",
)

BUDGET_OFFICER = text(
    en="Budget Officer",
    ar="موظف شؤون الميزانية",
    es="Oficial de Presupuesto",
    fr="Fonctionnaire chargé du budget",
    ru="Сотрудник по бюджетным вопросам",
    zh_hans="预算干事",
)

HUMAN_RESOURCES_OFFICER = text(
    en="Human Resources Officer",
    ar="موظف شؤون الموارد البشرية",
    es="Oficial de Recursos Humanos",
    fr="Fonctionnaire chargé des ressources humaines",
    ru="Сотрудник по людским ресурсам",
    zh_hans="人力资源干事",
)

CORPORATE_COMMUNICATIONS_OFFICER = text(
    en="Corporate Communications Officer",
    ar="موظف شؤون الاتصال المؤسسي",
    es="Oficial de Comunicación Institucional",
    fr="Fonctionnaire chargé de la communication institutionnelle",
    ru="Сотрудник по корпоративным коммуникациям",
    zh_hans="机构宣传干事",
)

DIRECTOR = text(
    en="Director, Telecommunication Standardization Bureau",
    ar="مدير مكتب تقييس الاتصالات",
    es="Director de la Oficina de Normalización de las Telecomunicaciones",
    fr="Directeur du Bureau de la normalisation des télécommunications",
    ru="Директор Бюро стандартизации электросвязи",
    zh_hans="电信标准化局主任",
)

ORGANISATION_OFFICER = text(
    en="Organisation Officer",
    ar="موظف شؤون التنظيم",
    es="Oficial de Organización",
    fr="Fonctionnaire chargé de l’organisation",
    ru="Сотрудник по организационным вопросам",
    zh_hans="组织事务干事",
)

POST_MANAGEMENT_OFFICER = text(
    en="Post Management Officer",
    ar="موظف شؤون إدارة الوظائف",
    es="Oficial de Gestión de Puestos",
    fr="Fonctionnaire chargé de la gestion des postes",
    ru="Сотрудник по управлению должностями",
    zh_hans="职位管理干事",
)

CHIEF_OF_DEPARTMENT = text(
    en="Chief of Department",
    ar="رئيس دائرة",
    es="Jefe de Departamento",
    fr="Chef de département",
    ru="Руководитель департамента",
    zh_hans="部门负责人",
)

DEPUTY = text(
    en="Deputy to the Director",
    ar="نائب المدير",
    es="Adjunto al Director",
    fr="Adjoint au Directeur",
    ru="Заместитель Директора",
    zh_hans="副主任",
)

CHIEF_OF_STUDY_GROUPS = text(
    en="Chief, Study Groups Department",
    ar="رئيس دائرة لجان الدراسات",
    es="Jefe del Departamento de Comisiones de Estudio",
    fr="Chef du Département des commissions d’études",
    ru="Руководитель Департамента исследовательских комиссий",
    zh_hans="研究组部负责人",
)

CHIEF_OF_OPERATIONS = text(
    en="Chief, Operations and Planning Department",
    ar="رئيس دائرة العمليات والتخطيط",
    es="Jefe del Departamento de Operaciones y Planificación",
    fr="Chef du Département des opérations et de la planification",
    ru="Руководитель Департамента операций и планирования",
    zh_hans="运营和规划部负责人",
)

STUDY_GROUP_COUNSELLOR = text(
    en="Study Group Counsellor",
    ar="مستشار لجنة دراسات",
    es="Consejero de Comisión de Estudio",
    fr="Conseiller de commission d’études",
    ru="Советник исследовательской комиссии",
    zh_hans="研究组顾问",
)

STUDY_GROUP_OFFICER = text(
    en="Study Group Officer",
    ar="موظف لجنة دراسات",
    es="Oficial de Comisión de Estudio",
    fr="Fonctionnaire chargé de commission d’études",
    ru="Сотрудник исследовательской комиссии",
    zh_hans="研究组干事",
)

EMERGING_TECHNOLOGIES_OFFICER = text(
    en="Emerging Technologies Officer",
    ar="موظف شؤون التكنولوجيات الناشئة",
    es="Oficial de Tecnologías Emergentes",
    fr="Fonctionnaire chargé des technologies émergentes",
    ru="Сотрудник по появляющимся технологиям",
    zh_hans="新兴技术干事",
)

STUDY_GROUP_ASSISTANT = text(
    en="Study Group Assistant",
    ar="مساعد لجنة دراسات",
    es="Asistente de Comisión de Estudio",
    fr="Assistant de commission d’études",
    ru="Помощник исследовательской комиссии",
    zh_hans="研究组助理",
)

SENIOR_POLICY_ADVISER = text(
    en="Senior Policy Adviser",
    ar="مستشار أول لشؤون السياسات",
    es="Asesor Superior de Políticas",
    fr="Conseiller principal pour les politiques",
    ru="Старший советник по вопросам политики",
    zh_hans="高级政策顾问",
)

PROCEDURES_ADVISER = text(
    en="Adviser, Rules and Procedures",
    ar="مستشار شؤون القواعد والإجراءات",
    es="Asesor de Normas y Procedimientos",
    fr="Conseiller pour les règles et procédures",
    ru="Советник по правилам и процедурам",
    zh_hans="规则与程序顾问",
)

MEMBERSHIP_ADVISER = text(
    en="Adviser, Membership and Partnerships",
    ar="مستشار شؤون العضوية والشراكات",
    es="Asesor de Miembros y Alianzas",
    fr="Conseiller pour les membres et les partenariats",
    ru="Советник по вопросам членства и партнерств",
    zh_hans="成员与伙伴关系顾问",
)

POLICY_OFFICER = text(
    en="Policy Officer",
    ar="موظف شؤون السياسات",
    es="Oficial de Políticas",
    fr="Fonctionnaire chargé des politiques",
    ru="Сотрудник по вопросам политики",
    zh_hans="政策干事",
)

COMMUNICATIONS_OFFICER = text(
    en="Communications Officer",
    ar="موظف شؤون الاتصال",
    es="Oficial de Comunicación",
    fr="Fonctionnaire chargé de la communication",
    ru="Сотрудник по коммуникациям",
    zh_hans="宣传干事",
)

WEB_OFFICER = text(
    en="Web and Social Media Officer",
    ar="موظف شؤون الويب ووسائل التواصل الاجتماعي",
    es="Oficial de Web y Redes Sociales",
    fr="Fonctionnaire chargé du web et des réseaux sociaux",
    ru="Сотрудник по веб-ресурсам и социальным сетям",
    zh_hans="网站与社交媒体干事",
)

OUTREACH_OFFICER = text(
    en="Outreach Officer",
    ar="موظف شؤون التوعية",
    es="Oficial de Divulgación",
    fr="Fonctionnaire chargé de la sensibilisation",
    ru="Сотрудник по информационно-разъяснительной работе",
    zh_hans="外联干事",
)

EVENTS_ASSISTANT = text(
    en="Events Assistant",
    ar="مساعد شؤون الفعاليات",
    es="Asistente de Eventos",
    fr="Assistant chargé des manifestations",
    ru="Помощник по организации мероприятий",
    zh_hans="活动助理",
)

POLICY_ASSISTANT = text(
    en="Policy Assistant",
    ar="مساعد شؤون السياسات",
    es="Asistente de Políticas",
    fr="Assistant chargé des politiques",
    ru="Помощник по вопросам политики",
    zh_hans="政策助理",
)

HEAD_OF_OPERATIONS = text(
    en="Head, Meeting Operations",
    ar="رئيس عمليات الاجتماعات",
    es="Responsable de Operaciones de Reuniones",
    fr="Responsable de l’organisation des réunions",
    ru="Заведующий организацией собраний",
    zh_hans="会议运营主管",
)

HEAD_OF_PLANNING = text(
    en="Head, Planning and Reporting",
    ar="رئيس التخطيط وإعداد التقارير",
    es="Responsable de Planificación e Informes",
    fr="Responsable de la planification et des rapports",
    ru="Заведующий планированием и отчетностью",
    zh_hans="规划与报告主管",
)

PLANNING_OFFICER = text(
    en="Planning Officer",
    ar="موظف شؤون التخطيط",
    es="Oficial de Planificación",
    fr="Fonctionnaire chargé de la planification",
    ru="Сотрудник по планированию",
    zh_hans="规划干事",
)

MEETINGS_OFFICER = text(
    en="Meetings Officer",
    ar="موظف شؤون الاجتماعات",
    es="Oficial de Reuniones",
    fr="Fonctionnaire chargé des réunions",
    ru="Сотрудник по проведению собраний",
    zh_hans="会议干事",
)

PUBLICATIONS_OFFICER = text(
    en="Publications Officer",
    ar="موظف شؤون المنشورات",
    es="Oficial de Publicaciones",
    fr="Fonctionnaire chargé des publications",
    ru="Сотрудник по публикациям",
    zh_hans="出版干事",
)

DIGITAL_SERVICES_OFFICER = text(
    en="Digital Services Officer",
    ar="موظف الخدمات الرقمية",
    es="Oficial de Servicios Digitales",
    fr="Fonctionnaire chargé des services numériques",
    ru="Сотрудник по цифровым услугам",
    zh_hans="数字服务干事",
)

OPERATIONS_ASSISTANT = text(
    en="Operations Assistant",
    ar="مساعد شؤون العمليات",
    es="Asistente de Operaciones",
    fr="Assistant chargé des opérations",
    ru="Помощник по операционным вопросам",
    zh_hans="运营助理",
)

DATA_OFFICER = text(
    en="Audience Data Officer",
    ar="موظف شؤون بيانات الجمهور",
    es="Oficial de Datos de Audiencia",
    fr="Fonctionnaire chargé des données d’audience",
    ru="Сотрудник по данным об аудитории",
    zh_hans="受众数据干事",
)
