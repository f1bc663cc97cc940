"""The paper to the Council and the opening record: titles, notes, and what the paper says."""

from bureau.web.multilingual import text

PAPER = text(
    en="Paper to the Council: reorganisation of TSB and description of post ST02/D1/579",
    ar="وثيقة مقدمة إلى المجلس: إعادة تنظيم مكتب تقييس الاتصالات وتوصيف الوظيفة ST02/D1/579",
    es="Documento al Consejo: reorganización de la TSB y descripción del puesto ST02/D1/579",
    fr="Document au Conseil : réorganisation du TSB et description du poste ST02/D1/579",
    ru="Документ для Совета: реорганизация БСЭ и описание должности ST02/D1/579",
    zh_hans="提交理事会的文件：电信标准化局重组及ST02/D1/579职务说明",
)

PAPER_NOTE = text(
    en=(
        "Read in Chinese. The paper's number and its day are not known to us, nor whether the "
        "Council adopted what it proposes. All is told in our own words."
    ),
    ar=(
        "قُرئت الوثيقة بالصينية. ولا نعرف رقمها ولا تاريخها، ولا ما إذا كان المجلس قد اعتمد ما "
        "تقترحه. وكل ما يرد هنا مصوغ بعباراتنا."
    ),
    es=(
        "Leído en chino. No conocemos el número ni la fecha del documento, ni si el Consejo "
        "adoptó lo que propone. Todo se expone con nuestras propias palabras."
    ),
    fr=(
        "Lu en chinois. Nous ne connaissons ni le numéro ni la date du document, et ignorons si "
        "le Conseil a adopté ce qu’il propose. Tout est exposé dans nos propres termes."
    ),
    ru=(
        "Прочитан на китайском языке. Нам не известны ни номер, ни дата документа, ни то, "
        "приняты ли Советом его предложения. Всё изложено своими словами."
    ),
    zh_hans=(
        "我们读到的是中文本，不知其文号和日期，也不知理事会是否通过所提建议。此处内容均为自行转述。"
    ),
)

PAPER_ON_STRUCTURE = text(
    en=(
        "The Secretary-General has approved the structure on the Coordination Committee's "
        "recommendation; the Council is asked to take note of it."
    ),
    ar=(
        "وافق الأمين العام على الهيكل بناء على توصية لجنة التنسيق؛ ويُدعى المجلس إلى الإحاطة علماً "
        "به."
    ),
    es=(
        "El Secretario General ha aprobado la estructura por recomendación del Comité de "
        "Coordinación; se pide al Consejo que tome nota de ella."
    ),
    fr=(
        "Le Secrétaire général a approuvé la structure sur recommandation du Comité de "
        "coordination ; le Conseil est invité à en prendre note."
    ),
    ru=(
        "Генеральный секретарь утвердил структуру по рекомендации Координационного комитета; "
        "Совету предлагается принять ее к сведению."
    ),
    zh_hans="新架构经协调委员会建议、秘书长批准，现提请理事会记录在案。",
)

PAPER_ON_DESCRIPTION = text(
    en="The Council is asked to approve the description of post ST02/D1/579 by a Decision.",
    ar="يُدعى المجلس إلى الموافقة بمقرر على توصيف الوظيفة ST02/D1/579.",
    es="Se pide al Consejo que apruebe mediante un Acuerdo la descripción del puesto ST02/D1/579.",
    fr="Le Conseil est invité à approuver par une Décision la description du poste ST02/D1/579.",
    ru="Совету предлагается утвердить своим Решением описание должности ST02/D1/579.",
    zh_hans="提请理事会以一项决定批准ST02/D1/579职位的职务说明。",
)

PAPER_ON_COST = text(
    en="The cost of the post is in the budget for 2024-2025.",
    ar="تكلفة الوظيفة مدرجة في ميزانية 2024-2025.",
    es="El costo del puesto está previsto en el presupuesto 2024-2025.",
    fr="Le coût du poste est prévu dans le budget 2024-2025.",
    ru="Расходы на должность предусмотрены в бюджете на 2024–2025 годы.",
    zh_hans="该职位所需经费在2024-2025年预算之内。",
)

PAPER_ON_DUTIES = text(
    en=(
        "The duties and main functions of the Deputy and of the heads of department stay as they "
        "are, and so does the Operations and Planning Department."
    ),
    ar=(
        "تبقى واجبات نائب المدير ورؤساء الدوائر ومهامهم الرئيسية على حالها، وكذلك دائرة العمليات "
        "والتخطيط."
    ),
    es=(
        "Las obligaciones y funciones principales del Adjunto y de los jefes de departamento no "
        "varían, ni tampoco el Departamento de Operaciones y Planificación."
    ),
    fr=(
        "Les attributions et fonctions principales de l’Adjoint et des chefs de département "
        "restent inchangées, de même que le Département des opérations et de la planification."
    ),
    ru=(
        "Обязанности и основные функции Заместителя Директора и руководителей департаментов "
        "остаются прежними, как и Департамент операций и планирования."
    ),
    zh_hans="副主任及各部门主管的职责与主要职能维持原样，运营和规划部亦无变动。",
)

PAPER_ON_STRATEGIC_PLAN = text(
    en="The paper ties the proposal to organisational excellence in the Strategic Plan.",
    ar="تربط الوثيقة المقترح بالتميز التنظيمي في الخطة الاستراتيجية.",
    es="El documento vincula la propuesta a la excelencia institucional del Plan Estratégico.",
    fr="Le document rattache la proposition à l’excellence organisationnelle du Plan stratégique.",
    ru="Документ связывает предложение с организационным совершенством в Стратегическом плане.",
    zh_hans="文件把这项提案同《战略规划》中的组织卓越性挂钩。",
)

OPENING_RECORD = text(
    en="Opening record of the demonstration",
    ar="السجل الافتتاحي لنسخة العرض",
    es="Registro inicial de la demostración",
    fr="Relevé d’ouverture de la démonstration",
    ru="Начальная запись демонстрации",
    zh_hans="演示的初始记录",
)

OPENING_NOTE = text(
    en=(
        "What stands from the first day of the record. But for the structure of TSB and post "
        "ST02/D1/579 it is invented."
    ),
    ar=(
        "ما هو قائم منذ اليوم الأول من السجل. وهو مختلق باستثناء هيكل مكتب تقييس الاتصالات "
        "والوظيفة ST02/D1/579."
    ),
    es=(
        "Lo que existe desde el primer día del registro. Salvo la estructura de la TSB y el "
        "puesto ST02/D1/579, es inventado."
    ),
    fr=(
        "Ce qui existe depuis le premier jour du relevé. Hormis la structure du TSB et le poste "
        "ST02/D1/579, tout est inventé."
    ),
    ru=(
        "То, что существует с первого дня записи. За исключением структуры БСЭ и должности "
        "ST02/D1/579, всё вымышлено."
    ),
    zh_hans="自记录首日起即存在的情况。除电信标准化局架构和ST02/D1/579职位外，均属虚构。",
)
