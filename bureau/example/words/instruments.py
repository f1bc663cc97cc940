"""What the case rests on: instruments and their provisions, told in our own words."""

from bureau.web.multilingual import text

EDITION_NOTE = text(
    en=(
        "Read in the 2009 edition of the Council's resolutions; whether it was amended later was "
        "not checked. Told in our own words."
    ),
    ar="قُرئ في طبعة 2009 من قرارات المجلس، ولم يُتحقق من تعديله لاحقاً. والصياغة من عندنا.",
    es=(
        "Leída en la edición de 2009 de las resoluciones del Consejo; no se ha comprobado si se "
        "modificó después. Expuesta con nuestras palabras."
    ),
    fr=(
        "Lue dans l’édition de 2009 des résolutions du Conseil ; une modification ultérieure n’a "
        "pas été vérifiée. Exposée dans nos propres termes."
    ),
    ru=(
        "Прочитана в издании резолюций Совета 2009 года; позднейшие поправки не проверялись. "
        "Изложено своими словами."
    ),
    zh_hans="据理事会决议2009年版本，其后有无修订未经查证。此处为自行转述。",
)

CONVENTION_NOTE = text(
    en="Told in our own words, from a public mark-up of the text of 1998.",
    ar="الصياغة من عندنا، استناداً إلى نسخة علنية مؤشر عليها من نص عام 1998.",
    es="Expuesto con nuestras palabras, a partir de una versión pública anotada del texto de 1998.",
    fr="Exposé dans nos propres termes, d’après une version publique annotée du texte de 1998.",
    ru="Изложено своими словами по общедоступной размеченной версии текста 1998 года.",
    zh_hans="据1998年文本的公开标注版自行转述。",
)

MANDATE_NOTE = text(
    en="Named in the paper as what prompts the reorganisation; the text itself was not read.",
    ar="تسميها الوثيقة دافعاً إلى إعادة التنظيم، ولم يُطّلع على النص نفسه.",
    es="El documento los nombra como motivo de la reorganización; no se ha leído el texto mismo.",
    fr="Cités dans le document comme motif de la réorganisation ; "
    "le texte lui-même n’a pas été lu.",
    ru="Названы в документе как причина реорганизации; сам текст не изучался.",
    zh_hans="文件将其列为重组缘由；我们未读原文。",
)

CONVENTION = text(
    en="Convention of the International Telecommunication Union (Geneva, 1992)",
    ar="اتفاقية الاتحاد الدولي للاتصالات (جنيف، 1992)",
    es="Convenio de la Unión Internacional de Telecomunicaciones (Ginebra, 1992)",
    fr="Convention de l’Union internationale des télécommunications (Genève, 1992)",
    ru="Конвенция Международного союза электросвязи (Женева, 1992 г.)",
    zh_hans="《国际电信联盟公约》（1992年，日内瓦）",
)

MAJOR_CHANGES = text(
    en=(
        "The Council decides on proposals for major changes in the organisation of the General "
        "Secretariat and the Bureaux, put to it by the Secretary-General after the Coordination "
        "Committee has considered them."
    ),
    ar=(
        "يبت المجلس في المقترحات الخاصة بإدخال تغييرات كبرى على تنظيم الأمانة العامة والمكاتب، "
        "التي يعرضها عليه الأمين العام بعد أن تنظر فيها لجنة التنسيق."
    ),
    es=(
        "El Consejo decide sobre las propuestas de cambios importantes en la organización de la "
        "Secretaría General y de las Oficinas que le presente el Secretario General, una vez "
        "examinadas por el Comité de Coordinación."
    ),
    fr=(
        "Le Conseil statue sur les propositions de changements majeurs dans l’organisation du "
        "Secrétariat général et des Bureaux que lui soumet le Secrétaire général, après examen "
        "par le Comité de coordination."
    ),
    ru=(
        "Совет принимает решения по предложениям о крупных изменениях в организации Генерального "
        "секретариата и Бюро, которые представляет ему Генеральный секретарь после их "
        "рассмотрения Координационным комитетом."
    ),
    zh_hans="涉及总秘书处和各局组织的重大改变，由秘书长在协调委员会审议后提出建议，由理事会定夺。",
)

STAFF_PLANS = text(
    en=(
        "The Council examines and settles multi-year plans for posts, staff and human-resource "
        "development, and gives guidance on the level and structure of staffing."
    ),
    ar=(
        "يدرس المجلس الخطط المتعددة السنوات المتعلقة بالوظائف والموظفين وتنمية الموارد البشرية "
        "ويعتمدها، ويعطي توجيهات بشأن مستوى ملاك الموظفين وهيكله."
    ),
    es=(
        "El Consejo examina y aprueba los planes plurianuales de puestos, personal y desarrollo "
        "de los recursos humanos, y da orientaciones sobre el nivel y la estructura de la "
        "plantilla."
    ),
    fr=(
        "Le Conseil examine et arrête les plans pluriannuels relatifs aux postes, au personnel "
        "et au développement des ressources humaines, et donne des orientations sur le niveau et "
        "la structure des effectifs."
    ),
    ru=(
        "Совет рассматривает и утверждает многолетние планы в отношении должностей, персонала и "
        "развития людских ресурсов и дает указания о численности и структуре штата."
    ),
    zh_hans="理事会审定有关职位、人员和人力资源发展的多年规划，并就编制规模与构成给予指导。",
)

CLASSIFICATION = text(
    en="Council Resolution 1107: classification of posts",
    ar="القرار 1107 الصادر عن المجلس: تصنيف الوظائف",
    es="Resolución 1107 del Consejo: clasificación de puestos",
    fr="Résolution 1107 du Conseil : classement des postes",
    ru="Резолюция 1107 Совета: классификация должностей",
    zh_hans="理事会第1107号决议：职位叙级",
)

MAY_RECLASSIFY = text(
    en=(
        "After consulting the Coordination Committee, the Secretary-General may reclassify "
        "permanent posts from G.1 to P.5, within 0.1 % of the credits for them, and reports to "
        "the Council each year."
    ),
    ar=(
        "للأمين العام، بعد استشارة لجنة التنسيق، أن يعيد تصنيف الوظائف الدائمة من الرتبة G.1 إلى "
        "الرتبة P.5 في حدود 0,1% من الاعتمادات المخصصة لها، ويقدم تقريراً سنوياً إلى المجلس."
    ),
    es=(
        "Previa consulta al Comité de Coordinación, el Secretario General puede reclasificar "
        "puestos permanentes de G.1 a P.5, dentro del 0,1 % de los créditos correspondientes, e "
        "informa cada año al Consejo."
    ),
    fr=(
        "Après consultation du Comité de coordination, le Secrétaire général peut reclasser des "
        "postes permanents de G.1 à P.5, dans la limite de 0,1 % des crédits correspondants, et "
        "fait rapport chaque année au Conseil."
    ),
    ru=(
        "После консультации с Координационным комитетом Генеральный секретарь может "
        "переклассифицировать постоянные должности от G.1 до P.5 в пределах 0,1 % выделенных на "
        "них средств и ежегодно докладывает Совету."
    ),
    zh_hans=(
        "秘书长征询协调委员会意见后，可对G.1至P.5级常设职位重新叙级，增支不超过相应经费的0.1%，每"
        "年向理事会报告。"
    ),
)

MANAGEMENT_OF_POSTS = text(
    en="Council Resolution 1108: management of posts",
    ar="القرار 1108 الصادر عن المجلس: إدارة الوظائف",
    es="Resolución 1108 del Consejo: gestión de puestos",
    fr="Résolution 1108 du Conseil : gestion des postes",
    ru="Резолюция 1108 Совета: управление должностями",
    zh_hans="理事会第1108号决议：职位管理",
)

MAY_ESTABLISH = text(
    en=(
        "After consulting the Coordination Committee, the Secretary-General may establish or "
        "abolish posts from G.1 to P.5 as long as the credits voted for staff are not exceeded, "
        "and reports to the Council each year."
    ),
    ar=(
        "للأمين العام، بعد استشارة لجنة التنسيق، أن ينشئ وظائف من الرتبة G.1 إلى الرتبة P.5 أو "
        "يلغيها ما دامت اعتمادات الموظفين المقررة لم تُتجاوز، ويقدم تقريراً سنوياً إلى المجلس."
    ),
    es=(
        "Previa consulta al Comité de Coordinación, el Secretario General puede crear o suprimir "
        "puestos de G.1 a P.5 siempre que no se rebasen los créditos de personal aprobados, e "
        "informa cada año al Consejo."
    ),
    fr=(
        "Après consultation du Comité de coordination, le Secrétaire général peut créer ou "
        "supprimer des postes de G.1 à P.5, pourvu que les crédits de personnel votés ne soient "
        "pas dépassés, et fait rapport chaque année au Conseil."
    ),
    ru=(
        "После консультации с Координационным комитетом Генеральный секретарь может учреждать и "
        "упразднять должности от G.1 до P.5, если не превышаются утвержденные средства на "
        "персонал, и ежегодно докладывает Совету."
    ),
    zh_hans=(
        "秘书长征询协调委员会意见后，可增设或裁撤G.1至P.5级职位，但人员经费不得超支，每年向理事会"
        "报告。"
    ),
)

VACANCY_NOTICES = text(
    en="Council Resolution 626: vacancy notices",
    ar="القرار 626 الصادر عن المجلس: إعلانات الوظائف الشاغرة",
    es="Resolución 626 del Consejo: anuncios de vacantes",
    fr="Résolution 626 du Conseil : avis de vacance d’emploi",
    ru="Резолюция 626 Совета: объявления о вакансиях",
    zh_hans="理事会第626号决议：空缺通知",
)

ONE_LANGUAGE_MAY_DO = text(
    en=(
        "Applications from nationals of developing countries who know one working language "
        "thoroughly, and meet the other requirements, can be considered."
    ),
    ar=(
        "يمكن النظر في طلبات مواطني البلدان النامية الذين يتقنون لغة عمل واحدة ويستوفون الشروط "
        "الأخرى."
    ),
    es=(
        "Pueden considerarse las candidaturas de nacionales de países en desarrollo que conozcan "
        "a fondo un idioma de trabajo y cumplan los demás requisitos."
    ),
    fr=(
        "Les candidatures de ressortissants de pays en développement qui connaissent à fond une "
        "langue de travail et remplissent les autres conditions peuvent être examinées."
    ),
    ru=(
        "Могут рассматриваться заявления граждан развивающихся стран, основательно владеющих "
        "одним рабочим языком и отвечающих прочим требованиям."
    ),
    zh_hans="发展中国家国民只要精通一种工作语文并符合其余条件，其申请可获考虑。",
)

OUTCOMES_OF_ASSEMBLY = text(
    en="Outcomes of WTSA-20 (held in 2022) and their action plan",
    ar="نتائج الجمعية العالمية لتقييس الاتصالات لعام 2020 (المعقودة في 2022) وخطة عملها",
    es="Resultados de la AMNT-20 (celebrada en 2022) y su plan de acción",
    fr="Résultats de l’AMNT-20 (tenue en 2022) et leur plan d’action",
    ru="Итоги ВАСЭ-20 (состоялась в 2022 году) и план действий по их выполнению",
    zh_hans="WTSA-20（2022年举行）的成果及其行动计划",
)

OUTCOMES_OF_PLENIPOTENTIARY = text(
    en="Outcomes of PP-22 and their action plan",
    ar="نتائج مؤتمر المندوبين المفوضين لعام 2022 وخطة عملها",
    es="Resultados de la PP-22 y su plan de acción",
    fr="Résultats de la PP-22 et leur plan d’action",
    ru="Итоги ПК-22 и план действий по их выполнению",
    zh_hans="PP-22的成果及其行动计划",
)

CARRY_OUT_PLAN = text(
    en=(
        "The Bureau is to be organised and strengthened so that it can carry out the action plan. "
        "So the paper puts it; what the plan asks for one by one, it leaves open."
    ),
    ar=(
        "ينبغي تنظيم المكتب وتعزيزه لكي يتمكن من تنفيذ خطة العمل. هذا ما تقوله الوثيقة، أما ما "
        "تطلبه الخطة بنداً بنداً فلا تذكره."
    ),
    es=(
        "La Oficina ha de organizarse y reforzarse para poder ejecutar el plan de acción. Así lo "
        "expone el documento; lo que el plan pide punto por punto queda abierto."
    ),
    fr=(
        "Le Bureau doit être organisé et renforcé de façon à pouvoir exécuter le plan d’action. "
        "C’est ainsi que le document l’expose ; ce que le plan demande point par point, il le "
        "laisse ouvert."
    ),
    ru=(
        "Бюро должно быть организовано и укреплено так, чтобы оно могло выполнить план действий. "
        "Так изложено в документе; что именно предусматривает план, в нем не говорится."
    ),
    zh_hans="应当调整并充实该局，使其有能力执行行动计划。文件如是说，至于计划逐项有何要求，则未加说明。",
)

LABELS = {
    "action plan": text(
        en="action plan",
        ar="خطة العمل",
        es="plan de acción",
        fr="plan d’action",
        ru="план действий",
        zh_hans="行动计划",
    ),
    "structure": text(
        en="structure",
        ar="الهيكل",
        es="estructura",
        fr="structure",
        ru="структура",
        zh_hans="结构",
    ),
    "description": text(
        en="job description",
        ar="توصيف الوظيفة",
        es="descripción de puesto",
        fr="description de poste",
        ru="описание должности",
        zh_hans="职务说明",
    ),
    "cost": text(
        en="cost",
        ar="التكلفة",
        es="costo",
        fr="coût",
        ru="затраты",
        zh_hans="费用",
    ),
    "unchanged": text(
        en="what stays unchanged",
        ar="ما يبقى دون تغيير",
        es="lo que no cambia",
        fr="ce qui reste inchangé",
        ru="что остается без изменений",
        zh_hans="保持不变的内容",
    ),
    "strategic plan": text(
        en="strategic plan",
        ar="الخطة الاستراتيجية",
        es="plan estratégico",
        fr="plan stratégique",
        ru="стратегический план",
        zh_hans="战略规划",
    ),
}
"""What provisions are called whose labels are words, by these."""
