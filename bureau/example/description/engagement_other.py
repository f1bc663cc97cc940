"""What every chief does beside the department's own work: duties 4 to 8, in our own words."""

from bureau.web.multilingual import text

DRAFT_MATERIAL = text(
    en=(
        "Guide and review the drafting of information, media and publicity material on the "
        "Bureau's activities for ITU conferences, meetings, events and publications and for "
        "outside technical and professional gatherings; attend these where possible, so that "
        "more professionals learn of the Bureau's work."
    ),
    ar=(
        "توجيه صياغة المواد الإعلامية والصحفية والترويجية عن أنشطة المكتب ومراجعتها، لأغراض "
        "مؤتمرات الاتحاد واجتماعاته وفعالياته ومنشوراته وللملتقيات التقنية والمهنية الخارجية؛ "
        "وحضورها متى أمكن، لكي يطّلع مزيد من المهنيين على أعمال المكتب."
    ),
    es=(
        "Orientar y revisar la redacción de material informativo, de prensa y de promoción sobre "
        "las actividades de la Oficina, destinado a conferencias, reuniones, actos y "
        "publicaciones de la UIT y a encuentros técnicos y profesionales externos; asistir a "
        "ellos cuando sea posible, para que más profesionales conozcan la labor de la Oficina."
    ),
    fr=(
        "Orienter et relire la rédaction des documents d’information, de presse et de promotion "
        "consacrés aux activités du Bureau, destinés aux conférences, réunions, manifestations "
        "et publications de l’UIT ainsi qu’aux rencontres techniques et professionnelles "
        "extérieures ; y assister dans la mesure du possible, pour que davantage de "
        "professionnels connaissent les travaux du Bureau."
    ),
    ru=(
        "Направлять и проверять подготовку информационных, медийных и рекламных материалов о "
        "деятельности Бюро для конференций, собраний, мероприятий и публикаций МСЭ и для внешних "
        "технических и профессиональных форумов; по возможности участвовать в них, чтобы о "
        "работе Бюро узнавало больше специалистов."
    ),
    zh_hans=(
        "对反映本局工作的新闻、媒体和推广材料，从起草到定稿给予指导并把关，供国际电联各类大会、会"
        "议、活动与出版物以及外界专业场合使用；条件许可时到场参与，让更多同行了解本局工作。"
    ),
)

KEEP_BUDGET = text(
    en=(
        "Contribute the department's part to the budget of ITU and the Bureau, and keep its "
        "activities within what is allotted to them."
    ),
    ar=(
        "الإسهام بنصيب الدائرة في إعداد ميزانية الاتحاد والمكتب، وإبقاء أنشطتها في حدود "
        "الاعتمادات المخصصة لها."
    ),
    es=(
        "Aportar la parte del departamento al presupuesto de la UIT y de la Oficina, y mantener "
        "sus actividades dentro de los créditos asignados."
    ),
    fr=(
        "Apporter la contribution du département au budget de l’UIT et du Bureau, et maintenir "
        "ses activités dans la limite des crédits alloués."
    ),
    ru=(
        "Готовить предложения департамента к бюджету МСЭ и Бюро и не допускать выхода его "
        "деятельности за рамки выделенных средств."
    ),
    zh_hans="编报本部门在国际电联和本局预算中的需求，并保证各项开支不超出拨款额度。",
)

ADVISE = text(
    en=(
        "Give the Director and the Deputy authoritative advice on every matter in the "
        "department's charge; work with the heads of the Bureau's other departments; and sit on "
        "the Bureau's management committee, helping to shape its strategy and policies."
    ),
    ar=(
        "إسداء المشورة الموثوقة إلى المدير ونائبه في كل مسألة تدخل في اختصاص الدائرة؛ والعمل مع "
        "رؤساء دوائر المكتب الأخرى؛ والمشاركة في لجنة إدارة المكتب والإسهام في رسم استراتيجيته "
        "وسياساته."
    ),
    es=(
        "Ofrecer al Director y al Adjunto asesoramiento autorizado en todo asunto a cargo del "
        "departamento; trabajar con los jefes de los demás departamentos de la Oficina; y formar "
        "parte de su comité de dirección, contribuyendo a definir su estrategia y sus políticas."
    ),
    fr=(
        "Donner au Directeur et à l’Adjoint des avis autorisés sur toute question relevant du "
        "département ; travailler avec les chefs des autres départements du Bureau ; siéger au "
        "comité de direction du Bureau et contribuer à définir sa stratégie et ses politiques."
    ),
    ru=(
        "Давать Директору и его Заместителю авторитетные консультации по всем вопросам ведения "
        "департамента; взаимодействовать с руководителями других департаментов Бюро; участвовать "
        "в работе комитета по управлению Бюро и в формировании его стратегии и политики."
    ),
    zh_hans=(
        "凡属本部门职权范围的问题，向主任和副主任提出有分量的意见；同本局其他部门负责人协力工作；"
        "作为本局管理委员会成员参与制定战略和政策。"
    ),
)

REPRESENT = text(
    en=(
        "Represent ITU-T at meetings inside and outside ITU, so that the Bureau's interests are "
        "voiced and taken into account."
    ),
    ar=(
        "تمثيل قطاع تقييس الاتصالات في الاجتماعات داخل الاتحاد وخارجه، لكي تُطرح مصالح المكتب "
        "وتُؤخذ في الحسبان."
    ),
    es=(
        "Representar al UIT-T en reuniones dentro y fuera de la UIT, para que los intereses de "
        "la Oficina se expongan y se tengan en cuenta."
    ),
    fr=(
        "Représenter l’UIT-T aux réunions tenues au sein et en dehors de l’UIT, afin que les "
        "intérêts du Bureau soient exprimés et pris en considération."
    ),
    ru=(
        "Представлять МСЭ-Т на собраниях внутри и вне МСЭ, с тем чтобы интересы Бюро были "
        "высказаны и учтены."
    ),
    zh_hans="在国际电联内外的会议上代表ITU-T，使本局的利益有人表达、得到顾及。",
)

OTHER_DUTIES = text(
    en="Take on other duties as assigned.",
    ar="الاضطلاع بما يُسند إليه من مهام أخرى.",
    es="Desempeñar otras funciones que se le asignen.",
    fr="Exercer d’autres fonctions qui lui seraient confiées.",
    ru="Исполнять другие порученные обязанности.",
    zh_hans="承担交办的其他工作。",
)
