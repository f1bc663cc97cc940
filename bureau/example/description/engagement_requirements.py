"""What the chief of SED must bring: title, direction, qualifications, competencies."""

from bureau.web.multilingual import text

TITLE = text(
    en="Chief, Strategic Engagement Department",
    ar="رئيس دائرة المشاركة الاستراتيجية",
    es="Jefe del Departamento de Participación Estratégica",
    fr="Chef du Département de l’engagement stratégique",
    ru="Руководитель Департамента стратегического взаимодействия",
    zh_hans="战略参与部负责人",
)

DIRECTION = text(
    en=(
        "Under the direction of the Director of the Telecommunication Standardization Bureau, "
        "manages the Strategic Engagement Department."
    ),
    ar="يدير دائرة المشاركة الاستراتيجية بتوجيه من مدير مكتب تقييس الاتصالات.",
    es=(
        "Bajo la dirección del Director de la Oficina de Normalización de las "
        "Telecomunicaciones, gestiona el Departamento de Participación Estratégica."
    ),
    fr=(
        "Sous l’autorité du Directeur du Bureau de la normalisation des télécommunications, gère "
        "le Département de l’engagement stratégique."
    ),
    ru=(
        "Под руководством Директора Бюро стандартизации электросвязи управляет Департаментом "
        "стратегического взаимодействия."
    ),
    zh_hans="受电信标准化局主任领导，主管战略参与部。",
)

DEGREE = text(
    en=(
        "Advanced university degree in business administration, international business or a "
        "related field, or a diploma of equal standing in one of these fields from a recognised "
        "institution of higher education."
    ),
    ar=(
        "شهادة جامعية عليا في إدارة الأعمال أو الأعمال الدولية أو مجال ذي صلة، أو دبلوم معادل في "
        "أحد هذه المجالات من مؤسسة معترف بها للتعليم العالي."
    ),
    es=(
        "Título universitario superior en administración de empresas, comercio internacional o "
        "un campo afín, o diploma de nivel equivalente en uno de esos campos expedido por una "
        "institución de enseñanza superior reconocida."
    ),
    fr=(
        "Diplôme universitaire supérieur en administration des entreprises, en commerce "
        "international ou dans un domaine apparenté, ou diplôme de niveau équivalent dans l’un "
        "de ces domaines, délivré par un établissement d’enseignement supérieur reconnu."
    ),
    ru=(
        "Университетский диплом высшей ступени в области управления бизнесом, международного "
        "бизнеса или в смежной области либо равноценный диплом признанного высшего учебного "
        "заведения в одной из этих областей."
    ),
    zh_hans=(
        "持有工商管理、国际商务或相近专业的高级学位；或由知名高等院校颁发、水平与之相当的上述专业"
        "文凭。"
    ),
)

DEGREE_OF_INTERNAL_CANDIDATES = text(
    en=(
        "Internal candidates, for promotion or rotation: a first university degree in one of "
        "these fields together with twenty years of qualifying experience may be accepted in "
        "place of the advanced degree."
    ),
    ar=(
        "المرشحون الداخليون لأغراض الترقية أو التناوب: يجوز أن تُقبل شهادة جامعية أولى في أحد هذه "
        "المجالات مع خبرة مؤهِّلة مدتها عشرون سنة بدلاً من الشهادة العليا."
    ),
    es=(
        "Candidatos internos, a efectos de ascenso o rotación: podrá aceptarse, en lugar del "
        "título superior, un primer título universitario en uno de esos campos junto con veinte "
        "años de experiencia pertinente."
    ),
    fr=(
        "Candidats internes, en vue d’une promotion ou d’une rotation : un premier diplôme "
        "universitaire dans l’un de ces domaines, joint à vingt ans d’expérience pertinente, "
        "peut être accepté à la place du diplôme supérieur."
    ),
    ru=(
        "Внутренние кандидаты, для целей продвижения по службе или ротации: вместо диплома "
        "высшей ступени может быть принят диплом первой ступени в одной из этих областей в "
        "сочетании с двадцатью годами соответствующего опыта."
    ),
    zh_hans=(
        "内部人员参加晋级或轮换的，具有上述专业之一的首个大学学位，加上二十年合格工作经历，可以酌"
        "情视同满足学历要求。"
    ),
)

YEARS = text(
    en=(
        "At least fifteen years of increasingly responsible work in fields of telecommunication "
        "and in emerging technologies such as artificial intelligence, seven or more of them at "
        "the international level."
    ),
    ar=(
        "خبرة عملية لا تقل عن خمس عشرة سنة بمسؤوليات متزايدة في مجالات الاتصالات وفي "
        "التكنولوجيات الناشئة كالذكاء الاصطناعي، منها سبع سنوات على الأقل على الصعيد الدولي."
    ),
    es=(
        "Al menos quince años de trabajo de responsabilidad creciente en campos de las "
        "telecomunicaciones y en tecnologías emergentes como la inteligencia artificial, siete "
        "de ellos como mínimo a nivel internacional."
    ),
    fr=(
        "Au moins quinze années d’activités comportant des responsabilités croissantes dans les "
        "domaines des télécommunications et des technologies émergentes telles que "
        "l’intelligence artificielle, dont sept au minimum au niveau international."
    ),
    ru=(
        "Не менее пятнадцати лет работы с возрастающей ответственностью в различных областях "
        "электросвязи и в сфере новых технологий, таких как искусственный интеллект, из них не "
        "менее семи лет на международном уровне."
    ),
    zh_hans=(
        "从事电信各领域及人工智能等新兴技术工作满十五年，所负责任逐步加重，且有七年以上属国际层面。"
    ),
)

DOCTORATE = text(
    en="A doctorate in a related field may be considered in place of three years of experience.",
    ar="يجوز أن تُراعى درجة الدكتوراه في مجال ذي صلة عوضاً عن ثلاث سنوات من الخبرة.",
    es="Podrá considerarse un doctorado en un campo afín en lugar de tres años de experiencia.",
    fr=(
        "Un doctorat dans un domaine apparenté peut être pris en considération à la place de "
        "trois années d’expérience."
    ),
    ru="Докторская степень в смежной области может быть засчитана вместо трех лет опыта.",
    zh_hans="有相关专业博士学位的，可酌情抵算三年经历。",
)

OFFICIAL_LANGUAGES = text(
    en=(
        "Excellent command of one of the six official languages of ITU (Arabic, Chinese, "
        "English, French, Russian, Spanish) and good command of a second one. Command of a third "
        "is an advantage."
    ),
    ar=(
        "إتقان إحدى اللغات الرسمية الست للاتحاد (الإسبانية والإنكليزية والروسية والصينية "
        "والعربية والفرنسية) ومعرفة جيدة بلغة رسمية ثانية. وتُعد معرفة لغة ثالثة ميزة."
    ),
    es=(
        "Excelente dominio de uno de los seis idiomas oficiales de la UIT (árabe, chino, "
        "español, francés, inglés y ruso) y buen dominio de otro. El conocimiento de un tercero "
        "constituye una ventaja."
    ),
    fr=(
        "Excellente maîtrise de l’une des six langues officielles de l’UIT (anglais, arabe, "
        "chinois, espagnol, français et russe) et bonne maîtrise d’une deuxième. La connaissance "
        "d’une troisième est un atout."
    ),
    ru=(
        "Отличное владение одним из шести официальных языков МСЭ (английский, арабский, "
        "испанский, китайский, русский, французский) и хорошее знание второго. Знание третьего "
        "является преимуществом."
    ),
    zh_hans=(
        "精通国际电联六种正式语文（中、英、法、俄、西、阿）中的一种，对另一种掌握良好；会第三种的"
        "更佳。"
    ),
)

LANGUAGE_RELAXATION = text(
    en=(
        "Candidates from developing countries may be considered with thorough knowledge of one "
        "official language only, as Council Resolution 626 allows."
    ),
    ar=(
        "يجوز النظر في طلبات المرشحين من البلدان النامية المتقنين للغة رسمية واحدة فقط، وفقاً لما "
        "يجيزه القرار 626 الصادر عن المجلس."
    ),
    es=(
        "Podrán tenerse en cuenta las candidaturas de nacionales de países en desarrollo que "
        "dominen a fondo un solo idioma oficial, según permite la Resolución 626 del Consejo."
    ),
    fr=(
        "Les candidatures de ressortissants de pays en développement ayant une connaissance "
        "approfondie d’une seule langue officielle peuvent être prises en considération, comme "
        "le permet la Résolution 626 du Conseil."
    ),
    ru=(
        "Могут рассматриваться кандидаты из развивающихся стран, основательно владеющие только "
        "одним официальным языком, как это допускает Резолюция 626 Совета."
    ),
    zh_hans="申请人来自发展中国家的，即使只精通一种正式语文，也可依理事会第626号决议予以考虑。",
)

SEES_ISSUES = text(
    en=(
        "Sees the strategic issues, opportunities and risks that matter, works out responses and "
        "carries them through."
    ),
    ar="يدرك القضايا والفرص والمخاطر الاستراتيجية المهمة ويضع سبل التصدي لها وينفذها.",
    es=(
        "Reconoce las cuestiones, oportunidades y riesgos estratégicos que importan, elabora "
        "respuestas y las pone en práctica."
    ),
    fr=(
        "Discerne les questions, possibilités et risques stratégiques importants, conçoit des "
        "réponses et les mène à bien."
    ),
    ru=(
        "Видит важнейшие стратегические вопросы, возможности и риски, вырабатывает ответные меры "
        "и осуществляет их."
    ),
    zh_hans="善于洞察重大战略问题及其中的机会与风险，拿出对策并付诸行动。",
)

DELIVERS = text(
    en=(
        "Can be relied on to deliver work of high quality on time, and is committed to the "
        "objectives of ITU-T."
    ),
    ar="يُعتمد عليه في إنجاز أعمال عالية الجودة في حينها، وملتزم بأهداف قطاع تقييس الاتصالات.",
    es=(
        "Es de confianza a la hora de entregar a tiempo un trabajo de gran calidad y está "
        "comprometido con los objetivos del UIT-T."
    ),
    fr=(
        "Fournit de façon fiable et en temps voulu un travail de grande qualité et est attaché "
        "aux objectifs de l’UIT-T."
    ),
    ru="Надежно и в срок выполняет работу высокого качества и предан целям МСЭ-Т.",
    zh_hans="工作可靠，按时拿出高水平成果，忠于ITU-T的目标。",
)

BUILDS_TEAMS = text(
    en="Builds teams, motivates them and makes teamwork succeed.",
    ar="يبني الفرق ويحفزها ويُنجح العمل الجماعي.",
    es="Forma equipos, los motiva y logra que el trabajo en común dé fruto.",
    fr="Constitue des équipes, les motive et fait réussir le travail collectif.",
    ru="Формирует команды, мотивирует их и добивается успешной совместной работы.",
    zh_hans="善于组建队伍，调动积极性，使协作富有成效。",
)

RESPECTS_DIVERSITY = text(
    en="Works with tact among people of many cultures and ethnic origins, and respects diversity.",
    ar="يعمل بلباقة مع أشخاص من ثقافات وأصول إثنية متعددة ويحترم التنوع.",
    es=(
        "Trabaja con tacto entre personas de muchas culturas y orígenes étnicos y respeta la "
        "diversidad."
    ),
    fr=(
        "Travaille avec tact parmi des personnes de cultures et d’origines ethniques multiples "
        "et respecte la diversité."
    ),
    ru=(
        "Тактично работает среди людей разных культур и этнического происхождения и уважает "
        "многообразие."
    ),
    zh_hans="与不同文化、不同族裔的同事相处有分寸，尊重差异。",
)

NEGOTIATES = text(
    en=(
        "Has the political and diplomatic skill to liaise and negotiate with the Bureau's main "
        "stakeholders and to look after relations with them."
    ),
    ar=(
        "يتمتع بالمهارة السياسية والدبلوماسية اللازمة للاتصال بأصحاب المصلحة الرئيسيين للمكتب "
        "والتفاوض معهم ورعاية العلاقات بهم."
    ),
    es=(
        "Tiene la habilidad política y diplomática necesaria para mantener el enlace, negociar y "
        "cuidar las relaciones con los principales interesados de la Oficina."
    ),
    fr=(
        "Possède l’habileté politique et diplomatique nécessaire pour assurer la liaison, "
        "négocier et entretenir de bonnes relations avec les principales parties prenantes du "
        "Bureau."
    ),
    ru=(
        "Обладает политическими и дипломатическими навыками, необходимыми для поддержания "
        "связей, ведения переговоров и развития отношений с основными заинтересованными "
        "сторонами Бюро."
    ),
    zh_hans="具有政治素养和外交才能，能同本局的主要相关方沟通、谈判并维护关系。",
)

USES_TOOLS = text(
    en="Makes good use of office, web and AI applications.",
    ar="يُحسن استخدام التطبيقات المكتبية وتطبيقات الويب والذكاء الاصطناعي.",
    es="Maneja bien las aplicaciones ofimáticas, web y de IA.",
    fr="Utilise bien les applications bureautiques, web et d’IA.",
    ru="Хорошо владеет офисными, веб- и ИИ-приложениями.",
    zh_hans="能熟练使用办公、网络和AI工具。",
)

KNOWS_PROCEDURES = text(
    en=(
        "As an advantage, knows the rules and procedures of ITU-T, how its meetings run and what "
        "follows from them."
    ),
    ar=(
        "من المزايا أن يكون ملمّاً بقواعد قطاع تقييس الاتصالات وإجراءاته وبسير اجتماعاته وما ينبثق "
        "عنها."
    ),
    es=(
        "Como ventaja, conoce las normas y procedimientos del UIT-T, el desarrollo de sus "
        "reuniones y lo que resulta de ellas."
    ),
    fr=(
        "Atout : connaît les règles et procédures de l’UIT-T, le déroulement de ses réunions et "
        "les suites qui leur sont données."
    ),
    ru="Преимущество: знает правила и процедуры МСЭ-Т, порядок проведения его собраний и их итоги.",
    zh_hans="懂得ITU-T的规程、会议运作以及会后各项产出的，优先考虑。",
)

QUALIFICATIONS = (
    ("education", DEGREE),
    ("education", DEGREE_OF_INTERNAL_CANDIDATES),
    ("experience", YEARS),
    ("experience", DOCTORATE),
    ("languages", OFFICIAL_LANGUAGES),
    ("languages", LANGUAGE_RELAXATION),
)
COMPETENCIES = (
    SEES_ISSUES,
    DELIVERS,
    BUILDS_TEAMS,
    RESPECTS_DIVERSITY,
    NEGOTIATES,
    USES_TOOLS,
    KNOWS_PROCEDURES,
)
