"""What pages must say: what is demonstration, and what the paper leaves open."""

from bureau.web.multilingual import text

DEMONSTRATION = text(
    en=(
        "Demonstration. The structure of TSB and the description of post ST02/D1/579 follow a "
        "paper to the ITU Council, in our own words. People, days, figures and all other posts "
        "are invented. English is our rendering."
    ),
    ar=(
        "نسخة للعرض. يستند هيكل مكتب تقييس الاتصالات وتوصيف الوظيفة ST02/D1/579 إلى وثيقة مقدمة "
        "إلى مجلس الاتحاد، بصياغتنا. أما الأشخاص والتواريخ والأرقام وسائر الوظائف فمختلقة. والنص "
        "الإنكليزي من صياغتنا."
    ),
    es=(
        "Demostración. La estructura de la TSB y la descripción del puesto ST02/D1/579 siguen un "
        "documento presentado al Consejo de la UIT, con nuestras palabras. Las personas, fechas, "
        "cifras y demás puestos son inventados. El texto inglés es una versión nuestra."
    ),
    fr=(
        "Démonstration. La structure du TSB et la description du poste ST02/D1/579 suivent un "
        "document soumis au Conseil de l’UIT, dans nos propres termes. Les personnes, les dates, "
        "les chiffres et tous les autres postes sont inventés. L’anglais est notre version."
    ),
    ru=(
        "Демонстрация. Структура БСЭ и описание должности ST02/D1/579 следуют документу, "
        "представленному Совету МСЭ, и изложены своими словами. Люди, даты, цифры и все прочие "
        "должности вымышлены. Английский текст составлен нами."
    ),
    zh_hans=(
        "演示。电信标准化局的架构和ST02/D1/579职务说明依据提交国际电联理事会的一份文件，由我们自"
        "行转述。人员、日期、数字及其余职位均为虚构。英文措辞出自我们。"
    ),
)

DAYS = text(
    en=(
        "The paper gives no day. Every day shown is a demonstration value: the opening record "
        "from 1 January 2020, the new structure in force from 1 July 2024. Bureau recorded all "
        "of it on the day this demonstration was built."
    ),
    ar=(
        "لا تذكر الوثيقة أي تاريخ. وكل تاريخ معروض قيمة للعرض: السجل الافتتاحي اعتباراً من 1 "
        "يناير 2020، والهيكل الجديد النافذ اعتباراً من 1 يوليو 2024. وقد سجّل Bureau ذلك كله في "
        "يوم إنشاء نسخة العرض هذه."
    ),
    es=(
        "El documento no da ninguna fecha. Todas las que se muestran son valores de "
        "demostración: el registro inicial desde el 1 de enero de 2020 y la nueva estructura en "
        "vigor desde el 1 de julio de 2024. Bureau lo registró todo el día en que se construyó "
        "esta demostración."
    ),
    fr=(
        "Le document ne donne aucune date. Toute date affichée est une valeur de démonstration : "
        "relevé d’ouverture au 1er janvier 2020, nouvelle structure en vigueur au 1er juillet "
        "2024. Bureau a tout enregistré le jour où cette démonstration a été construite."
    ),
    ru=(
        "В документе нет ни одной даты. Все показанные даты условны: начальная запись с 1 января "
        "2020 года, новая структура в силе с 1 июля 2024 года. Bureau записал всё это в день "
        "создания демонстрации."
    ),
    zh_hans=(
        "文件没有给出任何日期。所示日期均为演示值：初始记录始于2020年1月1日，新架构自2024年7月1日"
        "起生效。Bureau在建立本演示的当天录入了全部内容。"
    ),
)

STANDARDIZATION_BUREAU = text(
    en=(
        "The paper shows the Director, the Deputy and three departments before and after. How "
        "many posts each department has is invented. The officers beside the Director belong to "
        "the demonstration."
    ),
    ar=(
        "تبيّن الوثيقة المدير ونائبه وثلاث دوائر قبل التغيير وبعده. أما عدد وظائف كل دائرة "
        "فمختلق. والموظفون العاملون إلى جانب المدير جزء من نسخة العرض."
    ),
    es=(
        "El documento muestra al Director, al Adjunto y tres departamentos antes y después. El "
        "número de puestos de cada departamento es inventado. Los oficiales adscritos al "
        "Director pertenecen a la demostración."
    ),
    fr=(
        "Le document montre le Directeur, l’Adjoint et trois départements, avant et après. Le "
        "nombre de postes de chaque département est inventé. Les fonctionnaires placés auprès du "
        "Directeur relèvent de la démonstration."
    ),
    ru=(
        "В документе показаны Директор, Заместитель и три департамента до и после. Число "
        "должностей в каждом департаменте вымышлено. Сотрудники при Директоре относятся к "
        "демонстрации."
    ),
    zh_hans=(
        "文件列出了前后架构中的主任、副主任和三个部。各部职位数量系虚构；主任身边的干事属演示内容。"
    ),
)

OUTSIDE_PAPER = text(
    en="Not in the paper. Shown so that those who act in this case have a place.",
    ar="غير وارد في الوثيقة. وهو معروض لكي يكون للمشاركين في هذه الحالة مكان.",
    es=(
        "No figura en el documento. Se muestra para que quienes actúan en este caso tengan su "
        "lugar."
    ),
    fr=(
        "Ne figure pas dans le document. Présenté pour que les acteurs de ce dossier aient leur "
        "place."
    ),
    ru="В документе отсутствует. Показано, чтобы у действующих лиц этого дела было свое место.",
    zh_hans="文件未涉及。列在此处，是为了让本案的行为人各有其位。",
)

CHIEF_POST = text(
    en=(
        "The paper asks for a new description of this post; it does not say that the post is "
        "established. Where the post stood before is not in the paper: here it stands under the "
        "Director. That it was vacant, and its plain title, are our assumptions; its cost is in "
        "the 2024-2025 budget, the paper says."
    ),
    ar=(
        "تطلب الوثيقة وصفاً جديداً لهذه الوظيفة، ولا تقول إنها أُنشئت. ولا تذكر الوثيقة موضعها "
        "السابق، وقد وُضعت هنا تحت المدير مباشرة. وشغورها ومسماها العام افتراضان منا؛ أما تكلفتها "
        "فمدرجة في ميزانية 2024-2025 وفقاً للوثيقة."
    ),
    es=(
        "El documento pide una nueva descripción de este puesto; no dice que se cree. Dónde "
        "estaba antes no consta en el documento: aquí figura bajo el Director. Que estuviera "
        "vacante y su título genérico son suposiciones nuestras; su costo está en el presupuesto "
        "2024-2025, según el documento."
    ),
    fr=(
        "Le document demande une nouvelle description de ce poste ; il ne dit pas qu’il est "
        "créé. Sa place antérieure n’y figure pas : il est ici rattaché au Directeur. Qu’il ait "
        "été vacant et son titre générique sont des hypothèses de notre part ; son coût figure au "
        "budget 2024-2025, selon le document."
    ),
    ru=(
        "Документ запрашивает новое описание этой должности; о ее учреждении в нем не говорится. "
        "Где она находилась прежде, в документе не указано: здесь она подчинена Директору. "
        "Вакантность и общее наименование — наши допущения; расходы на нее, согласно документу, "
        "заложены в бюджет на 2024–2025 годы."
    ),
    zh_hans=(
        "文件要求为该职位制定新的说明，并未说要新设该职位。它原来归属何处，文件没有交代，此处置于"
        "主任之下。该职位空缺及其通称系我们的假定；文件称其费用在2024-2025年预算之内。"
    ),
)

STUDY_GROUPS = text(
    en=(
        "The paper says that the study groups move into the policy department; no sentence of it "
        "abolishes this department. We read it as a merger. What becomes of its chief's post the "
        "paper does not say."
    ),
    ar=(
        "تقول الوثيقة إن لجان الدراسات تنتقل إلى دائرة السياسات، ولا تنص أي جملة فيها على إلغاء "
        "هذه الدائرة. وقد فهمنا ذلك على أنه دمج. ولا تذكر الوثيقة مصير وظيفة رئيسها."
    ),
    es=(
        "El documento dice que las Comisiones de Estudio pasan al departamento de política; "
        "ninguna frase suprime este departamento. Lo entendemos como una fusión. El documento no "
        "dice qué ocurre con el puesto de su jefe."
    ),
    fr=(
        "Le document dit que les commissions d’études rejoignent le département des politiques ; "
        "aucune phrase ne supprime ce département. Nous y voyons une fusion. Le document ne dit "
        "pas ce que devient le poste de son chef."
    ),
    ru=(
        "В документе сказано, что исследовательские комиссии переходят в департамент политики; "
        "ни одна фраза не упраздняет этот департамент. Мы понимаем это как слияние. О судьбе "
        "должности его руководителя документ умалчивает."
    ),
    zh_hans=(
        "文件说研究组并入政策部，却没有哪一句撤销本部；我们理解为合并。本部负责人职位的去向，文件"
        "未作说明。"
    ),
)

STUDY_GROUPS_AND_POLICY = text(
    en=(
        "One unit with one history: the former policy department under its new name, with the "
        "study groups in it. The Deputy is one post with two functions: Deputy, and head of this "
        "department."
    ),
    ar=(
        "وحدة واحدة بتاريخ واحد: دائرة السياسات السابقة باسمها الجديد وفيها لجان الدراسات. ونائب "
        "المدير وظيفة واحدة بمهمتين: نائب المدير ورئيس هذه الدائرة."
    ),
    es=(
        "Una sola unidad con una sola historia: el antiguo departamento de política con su nuevo "
        "nombre y con las Comisiones de Estudio. El Adjunto es un puesto con dos funciones: "
        "Adjunto y jefe de este departamento."
    ),
    fr=(
        "Une seule unité, une seule histoire : l’ancien département des politiques sous son "
        "nouveau nom, avec les commissions d’études. L’Adjoint est un seul poste à deux "
        "fonctions : Adjoint, et chef de ce département."
    ),
    ru=(
        "Одно подразделение с единой историей: прежний департамент политики под новым названием, "
        "вместе с исследовательскими комиссиями. Заместитель Директора — одна должность с двумя "
        "функциями: заместитель и руководитель этого департамента."
    ),
    zh_hans=(
        "单位未变，历史相连：原政策部改用新名，并入研究组业务。副主任是一个职位、两项职能，既是副"
        "主任，又主管本部。"
    ),
)

STRATEGIC_ENGAGEMENT = text(
    en=(
        "New with this reorganisation. The paper gives it no post but its chief's; which others "
        "it has is left to a second, demonstration, draft."
    ),
    ar=(
        "دائرة جديدة أحدثتها إعادة التنظيم هذه. ولا تسند إليها الوثيقة سوى وظيفة رئيسها؛ أما "
        "وظائفها الأخرى فمتروكة لمشروع ثانٍ أُعد للعرض."
    ),
    es=(
        "Nuevo con esta reorganización. El documento no le asigna más puesto que el de su jefe; "
        "los demás quedan para un segundo proyecto, de demostración."
    ),
    fr=(
        "Nouveau avec cette réorganisation. Le document ne lui donne d’autre poste que celui de "
        "son chef ; les autres relèvent d’un second projet, de démonstration."
    ),
    ru=(
        "Создан этой реорганизацией. Документ дает ему лишь должность руководителя; какие еще "
        "должности в нем будут — предмет второго, демонстрационного проекта."
    ),
    zh_hans=(
        "因本次重组而新设。除负责人一职外，文件未给它配置其他职位；其余职位留待第二份演示草案。"
    ),
)

OPERATIONS_AND_PLANNING = text(
    en="The paper says that this department does not change.",
    ar="تقول الوثيقة إن هذه الدائرة لا يطرأ عليها تغيير.",
    es="El documento dice que este departamento no cambia.",
    fr="Le document dit que ce département ne change pas.",
    ru="Согласно документу, этот департамент не меняется.",
    zh_hans="文件称本部不作变动。",
)

DEPUTY = text(
    en=(
        "The paper draws the Deputy over the policy department and says that the Deputy also "
        "heads it under its new name. The grade and the description shown are demonstration."
    ),
    ar=(
        "ترسم الوثيقة نائب المدير فوق دائرة السياسات وتقول إنه يرأسها أيضاً باسمها الجديد. "
        "والرتبة والوصف المذكوران للعرض فقط."
    ),
    es=(
        "El documento sitúa al Adjunto sobre el departamento de política y dice que también lo "
        "dirige con su nuevo nombre. El grado y la descripción mostrados son de demostración."
    ),
    fr=(
        "Le document place l’Adjoint au-dessus du département des politiques et dit qu’il le "
        "dirige aussi sous son nouveau nom. Le grade et la description affichés sont de "
        "démonstration."
    ),
    ru=(
        "В документе Заместитель показан над департаментом политики, и сказано, что он же "
        "возглавляет его под новым названием. Показанные класс и описание демонстрационные."
    ),
    zh_hans="文件把副主任置于政策部之上，并称更名后仍由其兼管。所示职等和说明为演示内容。",
)

CHIEF_OF_STUDY_GROUPS = text(
    en=(
        "What becomes of this post after the merger is left open on purpose: the paper does not "
        "say. Its number, grade, holder and description are demonstration."
    ),
    ar=(
        "تُرك مصير هذه الوظيفة بعد الدمج مفتوحاً عن قصد: فالوثيقة لا تذكره. ورقمها ورتبتها وشاغلها "
        "ووصفها للعرض فقط."
    ),
    es=(
        "Lo que ocurre con este puesto tras la fusión se deja abierto a propósito: el documento "
        "no lo dice. Su número, grado, titular y descripción son de demostración."
    ),
    fr=(
        "Ce que devient ce poste après la fusion est laissé ouvert à dessein : le document ne "
        "le dit pas. Son numéro, son grade, son titulaire et sa description sont de "
        "démonstration."
    ),
    ru=(
        "Судьба этой должности после слияния намеренно оставлена открытой: документ об этом не "
        "говорит. Номер, класс, занимающее ее лицо и описание демонстрационные."
    ),
    zh_hans=(
        "合并后该职位去向如何，有意不作交代，因为文件没有说。其编号、职等、任职者和说明均为演示内"
        "容。"
    ),
)

DEMONSTRATION_POST = text(
    en="Demonstration post: number, grade, title and holder are invented.",
    ar="وظيفة للعرض: رقمها ورتبتها ومسماها وشاغلها مختلقة.",
    es="Puesto de demostración: número, grado, título y titular son inventados.",
    fr="Poste de démonstration : numéro, grade, titre et titulaire sont inventés.",
    ru="Демонстрационная должность: номер, класс, наименование и занимающее ее лицо вымышлены.",
    zh_hans="演示职位：编号、职等、名称和任职者均为虚构。",
)

DEMONSTRATION_COST = text(
    en="Demonstration figure",
    ar="رقم للعرض",
    es="Cifra de demostración",
    fr="Chiffre de démonstration",
    ru="Демонстрационная цифра",
    zh_hans="演示数字",
)
