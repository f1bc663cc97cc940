"""Why the shipped cases do what they do: said in English by whoever acts, and translated after."""

from bureau.web.multilingual import text

ACTION_PLANS = text(
    en="To carry out the action plans of WTSA-20 and PP-22.",
    ar="لتنفيذ خطتي عمل الجمعية العالمية WTSA-20 ومؤتمر المندوبين المفوضين PP-22.",
    es="Para ejecutar los planes de acción de la AMNT-20 y la PP-22.",
    fr="Pour mettre en œuvre les plans d’action de l’AMNT-20 et de la PP-22.",
    ru="Для выполнения планов действий ВАСЭ-20 и ПК-22.",
    zh_hans="落实WTSA-20和PP-22的行动计划。",
)

MOVED_INTO = text(
    en="Our reading: the paper says that the study groups move into the policy department.",
    ar="قراءتنا: تقول الوثيقة إن لجان الدراسات تنتقل إلى دائرة السياسات.",
    es=(
        "Nuestra lectura: el documento dice que las comisiones de estudio pasan al departamento "
        "de políticas."
    ),
    fr=(
        "Notre lecture : le document dit que les commissions d’études passent au département des "
        "politiques."
    ),
    ru=(
        "Наше прочтение: в документе сказано, что исследовательские комиссии переходят в "
        "департамент политики."
    ),
    zh_hans="我们的理解：文件称研究组并入政策部。",
)

LEFT_OPEN = text(
    en="The paper does not say what becomes of the post of SGD's chief.",
    ar="لا تذكر الوثيقة مصير وظيفة رئيس دائرة SGD.",
    es="El documento no dice qué ocurre con el puesto de jefe de SGD.",
    fr="Le document ne dit pas ce que devient le poste de chef du SGD.",
    ru="В документе не сказано, что станет с должностью начальника SGD.",
    zh_hans="文件未说明SGD主任职位如何处置。",
)

NOT_MAJOR = text(
    en=(
        "The paper asks the Council only to take note of the structure, as of a change that is "
        "not major; that it was determined to be so is our reading."
    ),
    ar=(
        "لا تطلب الوثيقة من المجلس سوى الإحاطة علماً بالهيكل، بوصفه تغييراً غير كبير؛ أما أن ذلك قد "
        "تقرر فعلاً فهو قراءتنا."
    ),
    es=(
        "El documento solo pide al Consejo que tome nota de la estructura, como de un cambio que "
        "no es importante; que así se determinara es nuestra lectura."
    ),
    fr=(
        "Le document demande seulement au Conseil de prendre note de la structure, comme d’un "
        "changement qui n’est pas majeur ; que cela ait été déterminé est notre lecture."
    ),
    ru=(
        "Документ просит Совет лишь принять структуру к сведению, как изменение, не являющееся "
        "крупным; что это было так определено — наше прочтение."
    ),
    zh_hans="文件只请理事会注意到该架构，即视其为非重大变动；至于确曾如此认定，系我们的理解。",
)

PROMPTED_BY = text(
    en="The paper names it as what prompts the reorganisation.",
    ar="تذكره الوثيقة بوصفه الدافع إلى إعادة التنظيم.",
    es="El documento lo cita como lo que motiva la reorganización.",
    fr="Le document le cite comme ce qui motive la réorganisation.",
    ru="В документе это названо поводом для реорганизации.",
    zh_hans="文件将其列为此次重组的起因。",
)

LEGAL_BASE = text(
    en="The paper names it among its references.",
    ar="تذكره الوثيقة ضمن مراجعها.",
    es="El documento lo cita entre sus referencias.",
    fr="Le document le cite parmi ses références.",
    ru="В документе это названо среди ссылок.",
    zh_hans="文件将其列入参考文件。",
)

TIED_TO = text(
    en="The paper ties the proposal to it.",
    ar="تربط الوثيقة المقترح به.",
    es="El documento vincula la propuesta a ello.",
    fr="Le document y rattache la proposition.",
    ru="Документ связывает предложение с этим.",
    zh_hans="文件将提案与其挂钩。",
)

MOVED = text(
    en="The work that this post does goes to the new department.",
    ar="ينتقل العمل الذي تؤديه هذه الوظيفة إلى الدائرة الجديدة.",
    es="El trabajo de este puesto pasa al nuevo departamento.",
    fr="Le travail attaché à ce poste passe au nouveau département.",
    ru="Работа, выполняемая на этой должности, переходит в новый департамент.",
    zh_hans="该职位承担的工作转入新设部门。",
)

ESTABLISHED = text(
    en="The new department has nobody who looks at whom it reaches.",
    ar="ليس في الدائرة الجديدة من ينظر في مَن تصل إليهم.",
    es="El nuevo departamento no tiene a nadie que examine a quién llega.",
    fr="Le nouveau département n’a personne pour regarder qui il touche.",
    ru="В новом департаменте некому следить за тем, кого он охватывает.",
    zh_hans="新设部门无人负责了解其触达对象。",
)

GIVEN_UP = text(
    en="Frozen for long; given up for the post that is established.",
    ar="مجمدة منذ أمد طويل؛ يُتخلى عنها مقابل الوظيفة المنشأة.",
    es="Congelado desde hace tiempo; se suprime a cambio del puesto que se crea.",
    fr="Gelé depuis longtemps ; abandonné au profit du poste créé.",
    ru="Давно заморожена; сокращается ради учреждаемой должности.",
    zh_hans="长期冻结；为新设职位而放弃。",
)

OF_REORGANISATION = (
    ACTION_PLANS,
    MOVED_INTO,
    LEFT_OPEN,
    NOT_MAJOR,
    PROMPTED_BY,
    LEGAL_BASE,
    TIED_TO,
)
OF_STAFFING = (MOVED, ESTABLISHED, GIVEN_UP)
