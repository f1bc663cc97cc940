"""The two cases: what they are called and for; and why each change is made."""

from bureau.web.multilingual import text

REORGANISATION = text(
    en="Reorganisation of the Telecommunication Standardization Bureau",
    ar="إعادة تنظيم مكتب تقييس الاتصالات",
    es="Reorganización de la Oficina de Normalización de las Telecomunicaciones",
    fr="Réorganisation du Bureau de la normalisation des télécommunications",
    ru="Реорганизация Бюро стандартизации электросвязи",
    zh_hans="电信标准化局重组",
)

REORGANISATION_PURPOSE = text(
    en=(
        "Give the Bureau the shape and the strength to carry out the action plans that came out "
        "of WTSA-20 and PP-22: a department for strategic engagement is established, and the "
        "study groups join the policy department."
    ),
    ar=(
        "منح المكتب الشكل والقوة اللازمين لتنفيذ خطتي العمل المنبثقتين عن الجمعية العالمية "
        "لتقييس الاتصالات لعام 2020 ومؤتمر المندوبين المفوضين لعام 2022: تُنشأ دائرة للمشاركة "
        "الاستراتيجية، وتنضم لجان الدراسات إلى دائرة السياسات."
    ),
    es=(
        "Dar a la Oficina la forma y la fuerza necesarias para ejecutar los planes de acción "
        "surgidos de la AMNT-20 y la PP-22: se crea un departamento de participación estratégica "
        "y las Comisiones de Estudio se incorporan al departamento de política."
    ),
    fr=(
        "Donner au Bureau la forme et les moyens d’exécuter les plans d’action issus de "
        "l’AMNT-20 et de la PP-22 : un département de l’engagement stratégique est créé et les "
        "commissions d’études rejoignent le département des politiques."
    ),
    ru=(
        "Придать Бюро структуру и силы, необходимые для выполнения планов действий, принятых по "
        "итогам ВАСЭ-20 и ПК-22: создается департамент стратегического взаимодействия, а "
        "исследовательские комиссии переходят в департамент политики."
    ),
    zh_hans=(
        "使本局在架构和力量上足以执行WTSA-20与PP-22产生的行动计划：设立战略参与部门，研究组业务并"
        "入政策部门。"
    ),
)

REORGANISATION_BACKGROUND = text(
    en=(
        "Demonstration text, in our own words. The case answers the action plans that came out of "
        "WTSA-20 and PP-22: strategic engagement becomes the work of a department of its own, and "
        "the study groups and the policy of the Bureau come under one head.\n"
        "What the change costs, and what it leaves as it is, is reckoned and checked from the "
        "record. The figures that are not of the paper are invented, and so is the alternative."
    ),
    ar=(
        "نص للعرض مصوغ بعباراتنا. تستجيب القضية لخطتي العمل المنبثقتين عن الجمعية العالمية لتقييس "
        "الاتصالات لعام 2020 ومؤتمر المندوبين المفوضين لعام 2022: تصبح المشاركة الاستراتيجية عمل "
        "دائرة قائمة بذاتها، وتوضع لجان الدراسات وسياسات المكتب تحت رئاسة واحدة.\n"
        "وتُحسب تكلفة التغيير وما يبقى على حاله ويُتحقق منهما استناداً إلى السجل. والأرقام التي لم "
        "ترد في الوثيقة مختلقة، وكذلك البديل."
    ),
    es=(
        "Texto de demostración, con nuestras propias palabras. El expediente responde a los planes "
        "de acción surgidos de la AMNT-20 y la PP-22: la participación estratégica pasa a ser "
        "tarea de un departamento propio, y las Comisiones de Estudio y la política de la Oficina "
        "quedan bajo una misma jefatura.\n"
        "Lo que cuesta el cambio y lo que no varía se calcula y se comprueba a partir del "
        "registro. Las cifras que no son del documento son inventadas, al igual que la alternativa."
    ),
    fr=(
        "Texte de démonstration, dans nos propres termes. Le dossier répond aux plans d’action "
        "issus de l’AMNT-20 et de la PP-22 : l’engagement stratégique devient la tâche d’un "
        "département à part entière, et les commissions d’études et la politique du Bureau "
        "relèvent d’un même chef.\n"
        "Ce que coûte le changement et ce qu’il laisse en l’état est calculé et vérifié d’après "
        "les données enregistrées. Les chiffres qui ne viennent pas du document sont inventés, de "
        "même que l’autre option."
    ),
    ru=(
        "Демонстрационный текст, изложенный своими словами. Дело вызвано планами действий, "
        "принятыми по итогам ВАСЭ-20 и ПК-22: стратегическое взаимодействие становится задачей "
        "отдельного департамента, а исследовательские комиссии и политика Бюро переходят под "
        "единое руководство.\n"
        "Стоимость изменения и то, что остается без изменений, рассчитаны и проверены по учетным "
        "данным. Показатели, которых нет в документе, вымышлены, как и альтернативный вариант."
    ),
    zh_hans=(
        "演示文字，为自行转述。本案系落实WTSA-20与PP-22产生的行动计划：战略参与由一个独立的部负责，"
        "研究组业务与本局政策归同一负责人领导。\n"
        "变动的费用及不变事项均依据记录计算并核对。非出自文件的数字均属虚构，备选方案亦然。"
    ),
)

STAFFING = text(
    en="Staffing of the Strategic Engagement Department",
    ar="ملاك موظفي دائرة المشاركة الاستراتيجية",
    es="Dotación de personal del Departamento de Participación Estratégica",
    fr="Dotation en personnel du Département de l’engagement stratégique",
    ru="Укомплектование Департамента стратегического взаимодействия",
    zh_hans="战略参与部的人员配置",
)

STAFFING_PURPOSE = text(
    en=(
        "A demonstration draft, left unfinished to be gone on with: the paper gives the "
        "department no post but its chief's, so six demonstration posts move to it, one is "
        "established, and a frozen one is given up for it."
    ),
    ar=(
        "مشروع للعرض تُرك غير مكتمل لمواصلته: لا تسند الوثيقة إلى الدائرة سوى وظيفة رئيسها، ولذلك "
        "تُنقل إليها ست وظائف من نسخة العرض وتُنشأ وظيفة واحدة ويُتخلى مقابلها عن وظيفة مجمدة."
    ),
    es=(
        "Proyecto de demostración, inacabado para que se continúe: el documento no asigna al "
        "departamento más puesto que el de su jefe, por lo que se le trasladan seis puestos de "
        "demostración, se crea uno y a cambio se renuncia a otro congelado."
    ),
    fr=(
        "Projet de démonstration, laissé inachevé pour être poursuivi : le document ne donne au "
        "département d’autre poste que celui de son chef ; six postes de démonstration y sont "
        "donc transférés, un est créé et, en contrepartie, un poste gelé est abandonné."
    ),
    ru=(
        "Демонстрационный проект, оставленный незавершенным, чтобы его можно было продолжить: "
        "документ дает департаменту лишь должность руководителя, поэтому в него переводятся "
        "шесть демонстрационных должностей, учреждается одна, а взамен упраздняется одна "
        "замороженная."
    ),
    zh_hans=(
        "演示草案，有意未完成，可接着起草：文件只给该部配了负责人，故从别处调入六个演示职位，新设"
        "一个，同时让出一个冻结职位作为抵换。"
    ),
)

FUNDING_SHEET = text(
    en="Funding sheet of post DEMO/SGD/P4/02 (demonstration document)",
    ar="صحيفة تمويل الوظيفة DEMO/SGD/P4/02 (وثيقة للعرض)",
    es="Ficha de financiación del puesto DEMO/SGD/P4/02 (documento de demostración)",
    fr="Fiche de financement du poste DEMO/SGD/P4/02 (document de démonstration)",
    ru="Карточка финансирования должности DEMO/SGD/P4/02 (демонстрационный документ)",
    zh_hans="DEMO/SGD/P4/02职位经费表（演示文件）",
)
