"""What the Deputy and the chiefs of SGD and OPD do: short, and demonstration only."""

from bureau.web.multilingual import text

UNDER_DIRECTOR = text(
    en=(
        "Under the direction of the Director of the Telecommunication Standardization Bureau "
        "(demonstration description)."
    ),
    ar="تحت إشراف مدير مكتب تقييس الاتصالات (توصيف وظيفي للعرض).",
    es=(
        "Bajo la dirección del Director de la Oficina de Normalización de las Telecomunicaciones "
        "(descripción de demostración)."
    ),
    fr=(
        "Sous l’autorité du Directeur du Bureau de la normalisation des télécommunications "
        "(description de démonstration)."
    ),
    ru="Под руководством Директора Бюро стандартизации электросвязи (демонстрационное описание).",
    zh_hans="受电信标准化局主任领导（演示用职务说明）。",
)

ASSIST_DIRECTOR = text(
    en="Assist the Director in running the Bureau, and stand in when the Director is away.",
    ar="مساعدة المدير في إدارة المكتب والنيابة عنه عند غيابه.",
    es="Ayudar al Director a dirigir la Oficina y sustituirlo en su ausencia.",
    fr="Aider le Directeur à diriger le Bureau et le remplacer en son absence.",
    ru="Помогать Директору в руководстве Бюро и замещать его в его отсутствие.",
    zh_hans="协助主任管理本局，并在主任不在时代行其职。",
)

MANAGE_DEPARTMENT = text(
    en="Manage the department under the post: its people, its money and its programme of work.",
    ar="إدارة الدائرة التابعة للوظيفة: موظفيها وأموالها وبرنامج عملها.",
    es=(
        "Gestionar el departamento a su cargo: su personal, sus recursos financieros y su "
        "programa de trabajo."
    ),
    fr=(
        "Gérer le département placé sous sa responsabilité : son personnel, ses moyens financiers "
        "et son programme de travail."
    ),
    ru="Управлять вверенным департаментом: его сотрудниками, средствами и программой работы.",
    zh_hans="管理所辖部门的人员、经费和工作计划。",
)

OVERSEE_POLICY = text(
    en=(
        "Oversee the advice that members, study groups and the assembly receive on "
        "standardization policy and on rules of procedure."
    ),
    ar=(
        "الإشراف على المشورة المقدمة إلى الأعضاء ولجان الدراسات والجمعية بشأن سياسات التقييس "
        "والنظام الداخلي."
    ),
    es=(
        "Supervisar el asesoramiento que reciben los miembros, las Comisiones de Estudio y la "
        "asamblea sobre política de normalización y reglamento interno."
    ),
    fr=(
        "Superviser les avis donnés aux membres, aux commissions d’études et à l’assemblée sur "
        "la politique de normalisation et le règlement intérieur."
    ),
    ru=(
        "Курировать консультации по вопросам политики стандартизации и правил процедуры для "
        "членов, исследовательских комиссий и ассамблеи."
    ),
    zh_hans="统管就标准化政策和议事规则向成员、各研究组及全会提供的咨询。",
)

SERVE_STUDY_GROUPS = text(
    en=(
        "Plan and supervise the secretariat that serves study groups: their meetings, their "
        "documents and the approval of their Recommendations."
    ),
    ar=(
        "تخطيط أعمال الأمانة التي تخدم لجان الدراسات والإشراف عليها: اجتماعاتها ووثائقها "
        "والموافقة على توصياتها."
    ),
    es=(
        "Planificar y supervisar la secretaría que presta servicio a las Comisiones de Estudio: "
        "sus reuniones, sus documentos y la aprobación de sus Recomendaciones."
    ),
    fr=(
        "Planifier et superviser le secrétariat au service des commissions d’études : leurs "
        "réunions, leurs documents et l’approbation de leurs Recommandations."
    ),
    ru=(
        "Планировать и контролировать работу секретариата исследовательских комиссий: их "
        "собрания, документы и утверждение Рекомендаций."
    ),
    zh_hans="安排并监督为各研究组服务的秘书处工作，包括会议、文件和建议书的批准。",
)

ADVISE_CHAIRS = text(
    en="Advise the chairs of study groups on working methods and on who deals with what.",
    ar="إسداء المشورة إلى رؤساء لجان الدراسات بشأن أساليب العمل وتوزيع المسائل.",
    es=(
        "Asesorar a los presidentes de las Comisiones de Estudio sobre métodos de trabajo y "
        "reparto de los asuntos."
    ),
    fr=(
        "Conseiller les présidents des commissions d’études sur les méthodes de travail et la "
        "répartition des questions."
    ),
    ru=(
        "Консультировать председателей исследовательских комиссий по методам работы и "
        "распределению вопросов."
    ),
    zh_hans="就工作方法和课题分工向各研究组主席提供咨询。",
)

PLAN_OPERATIONS = text(
    en="Draw up the Bureau's operational plan and report on how it is carried out.",
    ar="إعداد الخطة التشغيلية للمكتب وتقديم تقارير عن تنفيذها.",
    es="Elaborar el plan operacional de la Oficina e informar sobre su ejecución.",
    fr="Établir le plan opérationnel du Bureau et rendre compte de sa mise en œuvre.",
    ru="Составлять оперативный план Бюро и отчитываться о его выполнении.",
    zh_hans="编制本局运作规划并报告执行情况。",
)

RUN_SERVICES = text(
    en=(
        "Provide the services that the Bureau's work rests on: meetings, documents, "
        "publications, digital tools."
    ),
    ar="توفير الخدمات التي يقوم عليها عمل المكتب: الاجتماعات والوثائق والمنشورات والأدوات الرقمية.",
    es=(
        "Prestar los servicios en que se apoya la labor de la Oficina: reuniones, documentos, "
        "publicaciones y herramientas digitales."
    ),
    fr=(
        "Assurer les services sur lesquels reposent les travaux du Bureau : réunions, documents, "
        "publications, outils numériques."
    ),
    ru=(
        "Обеспечивать службы, на которых держится работа Бюро: собрания, документы, публикации, "
        "цифровые инструменты."
    ),
    zh_hans="提供支撑本局工作的各项服务：会务、文件、出版和数字工具。",
)
