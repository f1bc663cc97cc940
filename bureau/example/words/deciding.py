"""How the Coordination Committee decides: its rule told in our own words, and seats by name."""

from bureau.web.multilingual import text

CHAIR_MAY_DECIDE = text(
    en=(
        "The Committee strives for unanimity. Where the majority does not support the chair, the "
        "chair may exceptionally decide alone what cannot wait for the Council, and reports to "
        "its members promptly in writing, with the reasons and the others' written views."
    ),
    ar=(
        "تسعى اللجنة إلى الإجماع. وإذا لم تؤيد الأغلبية الرئيس، جاز له استثناءً أن يبت وحده فيما لا "
        "يحتمل انتظار المجلس، ثم يبلغ أعضاءه كتابةً على وجه السرعة بالأسباب وبآراء الآخرين الكتابية."
    ),
    es=(
        "El Comité procura la unanimidad. Si la mayoría no apoya al presidente, este puede decidir "
        "excepcionalmente solo lo que no pueda esperar al Consejo, e informa por escrito sin "
        "demora a sus miembros, con las razones y las opiniones escritas de los demás."
    ),
    fr=(
        "Le Comité recherche l’unanimité. Si la majorité n’appuie pas le président, celui-ci peut "
        "exceptionnellement décider seul de ce qui ne peut attendre le Conseil ; il en rend compte "
        "par écrit sans délai à ses membres, avec les motifs et les avis écrits des autres."
    ),
    ru=(
        "Комитет стремится к единогласию. Если большинство не поддерживает председателя, он может "
        "в виде исключения единолично решить то, что не терпит отлагательства до Совета, и "
        "незамедлительно письменно сообщает его членам причины и письменные мнения остальных."
    ),
    zh_hans=(
        "委员会力求一致。多数不支持主席时，对不能等待理事会的事项，主席可例外地自行决定，并迅速以书面形式向理事会成员"
        "报告理由及其他成员的书面意见。"
    ),
)

RULE_NOTE = text(
    en=(
        "Inferred from Convention No. 109 as amended, read in unofficial copies. Held from the day "
        "of this demonstration on. How the Committee was counted before, the days of a ballot, the "
        "days to report and what is shown of votes are of the demonstration."
    ),
    ar=(
        "مستنتج من الرقم 109 من الاتفاقية بصيغته المعدلة كما قُرئ في نسخ غير رسمية. ويسري من يوم "
        "هذا العرض. وعدد أصوات اللجنة قبله وأيام الاقتراع وأيام التقرير وما يُعرض "
        "من الأصوات "
        "قيم للعرض."
    ),
    es=(
        "Inferido del número 109 del Convenio en su versión modificada, leído en copias no "
        "oficiales. Rige desde el día de esta demostración. El recuento anterior del "
        "Comité, los días de la votación y del informe y lo que se muestra son de la demostración."
    ),
    fr=(
        "Déduit du numéro 109 de la Convention modifiée, lu dans des copies non officielles. "
        "S’applique à partir du jour de cette démonstration. Le décompte antérieur du "
        "Comité, les délais et ce qui est montré des votes sont de la démonstration."
    ),
    ru=(
        "Выведено из № 109 Конвенции с поправками по неофициальным копиям. Действует со дня этой "
        "демонстрации. Прежний подсчёт голосов Комитета, сроки голосования и доклада и "
        "то, что показано о голосах, — демонстрационные."
    ),
    zh_hans=(
        "据经修正的《公约》第109款推定，读自非官方文本。自本演示之日起适用。"
        "委员会此前的票数、投票天数、报告天数及票数的显示方式均为演示值。"
    ),
)

DIRECTOR_OF_RADIOCOMMUNICATION = text(
    en="Director of the Radiocommunication Bureau",
    ar="مدير مكتب الاتصالات الراديوية",
    es="Director de la Oficina de Radiocomunicaciones",
    fr="Directeur du Bureau des radiocommunications",
    ru="Директор Бюро радиосвязи",
    zh_hans="无线电通信局主任",
)

DIRECTOR_OF_DEVELOPMENT = text(
    en="Director of the Telecommunication Development Bureau",
    ar="مدير مكتب تنمية الاتصالات",
    es="Director de la Oficina de Desarrollo de las Telecomunicaciones",
    fr="Directeur du Bureau de développement des télécommunications",
    ru="Директор Бюро развития электросвязи",
    zh_hans="电信发展局主任",
)
