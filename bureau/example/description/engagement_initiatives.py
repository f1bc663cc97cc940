"""The flagship initiatives that the chief of SED leads: the third duty, in our own words."""

from bureau.web.multilingual import text

LEAD_INITIATIVES = text(
    en=(
        "Plan and lead flagship initiatives such as AI for Good, at the heart of the whole "
        "strategy of engagement. With the other Bureaux and the General Secretariat, raise ITU's "
        "standing in standardization and its cooperation with the ICT sector, the United Nations "
        "system and the standards community; and use these platforms for innovation inside the "
        "house, for new ways towards standards and for ITU's thought leadership."
    ),
    ar=(
        "تخطيط المبادرات الكبرى، مثل الذكاء الاصطناعي من أجل الصالح العام، وقيادتها بوصفها في "
        "صميم استراتيجية المشاركة كلها. والعمل مع المكتبين الآخرين والأمانة العامة على رفع مكانة "
        "الاتحاد في مجال التقييس وتوثيق تعاونه مع قطاع تكنولوجيا المعلومات والاتصالات ومنظومة "
        "الأمم المتحدة وأوساط التقييس؛ والاستفادة من هذه المنصات في الابتكار الداخلي وفي فتح سبل "
        "جديدة نحو المعايير وفي دعم الريادة الفكرية للاتحاد."
    ),
    es=(
        "Planificar y dirigir iniciativas emblemáticas como AI for Good, en el centro de toda la "
        "estrategia de participación. Con las demás Oficinas y la Secretaría General, elevar la "
        "posición de la UIT en la normalización y su cooperación con el sector de las TIC, el "
        "sistema de las Naciones Unidas y la comunidad de normalización; y servirse de estas "
        "plataformas para innovar internamente, abrir nuevas vías hacia las normas y reforzar el "
        "liderazgo intelectual de la UIT."
    ),
    fr=(
        "Planifier et diriger les grandes initiatives, dont AI for Good, au cœur de toute la "
        "stratégie d’engagement. Avec les autres Bureaux et le Secrétariat général, rehausser la "
        "place de l’UIT dans la normalisation et sa coopération avec le secteur des TIC, le "
        "système des Nations Unies et les milieux de la normalisation ; tirer parti de ces "
        "plateformes pour innover en interne, ouvrir de nouvelles voies vers les normes et "
        "affirmer le rôle de premier plan de l’UIT dans la réflexion."
    ),
    ru=(
        "Планировать и возглавлять крупнейшие инициативы, такие как «ИИ во благо», составляющие "
        "ядро всей стратегии взаимодействия. Совместно с другими Бюро и Генеральным "
        "секретариатом укреплять положение МСЭ в области стандартизации и его сотрудничество с "
        "сектором ИКТ, системой Организации Объединенных Наций и сообществом стандартизации; "
        "использовать эти платформы для внутренних инноваций, открытия новых путей к стандартам "
        "и утверждения интеллектуального лидерства МСЭ."
    ),
    zh_hans=(
        "把“人工智能惠及人类”等旗舰举措放在参与战略的中心来谋划和推进。会同总秘书处及另外两个局，"
        "提升国际电联在标准化领域的分量，深化与ICT产业、联合国各机构和标准化同行的协作；利用这些"
        "平台带动机构内部创新，探索新标准的形成途径，并扩大国际电联的思想影响力。"
    ),
)

AGREE_WITH_SECRETARIAT = text(
    en=(
        "Agree the work on AI and emerging telecommunication and ICT technologies with the "
        "General Secretariat, so that the Bureau's part in these initiatives follows one "
        "strategy and is taken up in every Bureau."
    ),
    ar=(
        "التنسيق مع الأمانة العامة بشأن العمل المتعلق بالذكاء الاصطناعي والتكنولوجيات الناشئة "
        "للاتصالات وتكنولوجيا المعلومات والاتصالات، لكي يسير دور المكتب في هذه المبادرات وفق "
        "استراتيجية واحدة ويُؤخذ به في كل مكتب."
    ),
    es=(
        "Concertar con la Secretaría General la labor sobre IA y tecnologías emergentes de "
        "telecomunicaciones y TIC, para que la participación de la Oficina en estas iniciativas "
        "siga una sola estrategia y se aproveche en todas las Oficinas."
    ),
    fr=(
        "Concerter avec le Secrétariat général les travaux sur l’IA et les technologies "
        "émergentes des télécommunications et des TIC, afin que la part du Bureau dans ces "
        "initiatives suive une même stratégie et profite à chaque Bureau."
    ),
    ru=(
        "Согласовывать с Генеральным секретариатом работу по ИИ и новым технологиям электросвязи "
        "и ИКТ, чтобы участие Бюро в этих инициативах следовало единой стратегии и находило "
        "применение во всех Бюро."
    ),
    zh_hans=(
        "就人工智能和新兴电信/ICT议题与总秘书处对接，使本局承担的部分服从统一战略，成果为各局所用。"
    ),
)

LEAD_AI_FOR_GOOD = text(
    en=(
        "Lead AI for Good in its three pillars: a platform that never closes and works all year "
        "round, a yearly global summit held in person, and joint work under the impact "
        "initiative."
    ),
    ar=(
        "قيادة مبادرة الذكاء الاصطناعي من أجل الصالح العام بركائزها الثلاث: منصة لا تغلق وتعمل "
        "طوال العام، وقمة عالمية سنوية بالحضور الشخصي، وعمل مشترك في إطار مبادرة التأثير."
    ),
    es=(
        "Dirigir AI for Good en sus tres pilares: una plataforma siempre abierta que funciona "
        "todo el año, una cumbre mundial anual presencial y el trabajo conjunto en el marco de "
        "la iniciativa de impacto."
    ),
    fr=(
        "Diriger AI for Good dans ses trois piliers : une plateforme toujours ouverte, active "
        "toute l’année ; un sommet mondial annuel tenu en présentiel ; et des travaux communs au "
        "titre de l’initiative Impact."
    ),
    ru=(
        "Возглавлять «ИИ во благо» по трем ее направлениям: круглогодичная, всегда открытая "
        "платформа, ежегодный очный глобальный саммит и совместная работа в рамках инициативы по "
        "достижению практического эффекта."
    ),
    zh_hans=(
        "领导“人工智能惠及人类”的三个组成部分：全年不间断的平台、每年一届的线下全球峰会，以及影响"
        "力举措中的协作项目。"
    ),
)

DESIGN_FRAMEWORKS = text(
    en=(
        "Design the strategic frameworks of AI for Good and other major initiatives and put them "
        "into practice, in step with the strategy of ITU as a whole."
    ),
    ar=(
        "تصميم الأطر الاستراتيجية للذكاء الاصطناعي من أجل الصالح العام وللمبادرات الكبرى الأخرى "
        "ووضعها موضع التطبيق بما يواكب استراتيجية الاتحاد ككل."
    ),
    es=(
        "Diseñar los marcos estratégicos de AI for Good y de otras grandes iniciativas y "
        "ponerlos en práctica, en consonancia con la estrategia de la UIT en su conjunto."
    ),
    fr=(
        "Concevoir les cadres stratégiques d’AI for Good et des autres grandes initiatives et "
        "les mettre en pratique, en phase avec la stratégie de l’UIT dans son ensemble."
    ),
    ru=(
        "Разрабатывать и претворять в жизнь стратегические рамки «ИИ во благо» и других крупных "
        "инициатив в соответствии с общей стратегией МСЭ."
    ),
    zh_hans=(
        "为“人工智能惠及人类”及同类重点举措搭建战略框架并推动实施，并同国际电联整体战略保持协调。"
    ),
)

PLAN_MONEY = text(
    en="Draw up and carry out the financial plans and budgets of these initiatives.",
    ar="إعداد الخطط المالية والميزانيات لهذه المبادرات وتنفيذها.",
    es="Elaborar y ejecutar los planes financieros y los presupuestos de estas iniciativas.",
    fr="Établir et exécuter les plans financiers et les budgets de ces initiatives.",
    ru="Составлять и исполнять финансовые планы и бюджеты этих инициатив.",
    zh_hans="编制上述举措的财务计划与预算，并负责执行。",
)

CARRY_LESSONS = text(
    en=(
        "Look for ways to carry what these initiatives teach (content, services, tools, pilot "
        "projects that use AI, ways of working) over to other projects of ITU."
    ),
    ar=(
        "البحث عن سبل لنقل ما تعلّمه هذه المبادرات (المحتوى والخدمات والأدوات والمشاريع التجريبية "
        "المستعينة بالذكاء الاصطناعي وأساليب العمل) إلى مشاريع الاتحاد الأخرى."
    ),
    es=(
        "Buscar formas de trasladar lo que enseñan estas iniciativas (contenidos, servicios, "
        "herramientas, proyectos piloto que usan la IA, métodos de trabajo) a otros proyectos de "
        "la UIT."
    ),
    fr=(
        "Chercher comment transposer les enseignements de ces initiatives (contenus, services, "
        "outils, projets pilotes faisant appel à l’IA, méthodes de travail) dans d’autres "
        "projets de l’UIT."
    ),
    ru=(
        "Искать способы переноса опыта этих инициатив (контент, услуги, инструменты, пилотные "
        "проекты с применением ИИ, методы работы) в другие проекты МСЭ."
    ),
    zh_hans=(
        "设法把这些举措积累的经验推广到国际电联其他项目，包括内容、服务、工具、运用人工智能的试点"
        "和工作方法。"
    ),
)

SPEAK = text(
    en=(
        "Speak to the media as spokesperson; and give talks, represent and exchange views at "
        "senior level in meetings and events inside and outside the United Nations system."
    ),
    ar=(
        "مخاطبة وسائل الإعلام بصفة متحدث رسمي؛ وإلقاء الكلمات والتمثيل وتبادل الآراء على مستوى "
        "كبار المسؤولين في الاجتماعات والفعاليات داخل منظومة الأمم المتحدة وخارجها."
    ),
    es=(
        "Hablar ante los medios en calidad de portavoz; y pronunciar discursos, representar e "
        "intercambiar opiniones al nivel de altos cargos en reuniones y actos dentro y fuera del "
        "sistema de las Naciones Unidas."
    ),
    fr=(
        "S’exprimer dans les médias comme porte-parole ; prendre la parole, représenter et "
        "échanger à haut niveau lors de réunions et de manifestations, au sein et en dehors du "
        "système des Nations Unies."
    ),
    ru=(
        "Выступать перед СМИ в качестве представителя для прессы; выступать с докладами, "
        "представлять организацию и обмениваться мнениями на уровне руководителей на собраниях и "
        "мероприятиях в системе Организации Объединенных Наций и за ее пределами."
    ),
    zh_hans="出任媒体发言人；并在联合国内外的高层会议与活动上致辞、出任代表和交流看法。",
)

INITIATIVE_PARTS = (
    AGREE_WITH_SECRETARIAT,
    LEAD_AI_FOR_GOOD,
    DESIGN_FRAMEWORKS,
    PLAN_MONEY,
    CARRY_LESSONS,
    SPEAK,
)
