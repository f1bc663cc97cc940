"""What the chief of SED leads and who hears of it: the first two duties, in our own words."""

from bureau.web.multilingual import text

LEAD = text(
    en=(
        "Lead the department: set the course of its activities and answer for its people and its "
        "money, in line with the Bureau's strategy and the rules of the organisation; build a "
        "committed team; and bring about the change that its objectives call for."
    ),
    ar=(
        "قيادة الدائرة: رسم مسار أنشطتها وتحمّل المسؤولية عن موظفيها وأموالها بما يتفق مع "
        "استراتيجية المكتب وقواعد المنظمة، وبناء فريق ملتزم، وإحداث التغيير الذي تقتضيه أهدافها."
    ),
    es=(
        "Dirigir el departamento: fijar el rumbo de sus actividades y responder de su personal y "
        "de sus recursos financieros, conforme a la estrategia de la Oficina y a las normas de "
        "la organización; formar un equipo comprometido; y llevar a cabo los cambios que exigen "
        "sus objetivos."
    ),
    fr=(
        "Diriger le département : fixer l’orientation de ses activités et répondre de son "
        "personnel et de ses moyens financiers, conformément à la stratégie du Bureau et aux "
        "règles de l’organisation ; former une équipe engagée ; et conduire les changements "
        "qu’appellent ses objectifs."
    ),
    ru=(
        "Руководить департаментом: определять направление его деятельности и отвечать за его "
        "сотрудников и средства в соответствии со стратегией Бюро и правилами организации; "
        "сформировать сплоченную команду; проводить изменения, которых требуют поставленные цели."
    ),
    zh_hans=(
        "主持本部门全面工作：把握业务方向，统管人员与经费，使之合乎本局战略和本组织各项规则；培养"
        "有担当的团队；为达成目标推进必要的改革。"
    ),
)

OVERSEE_COMMUNICATION = text(
    en=(
        "Oversee communication, media relations, social media, digital marketing and web "
        "development for the work of the Bureau, hand in hand with ITU's corporate "
        "communications."
    ),
    ar=(
        "الإشراف على الاتصال والعلاقات مع وسائل الإعلام ووسائل التواصل الاجتماعي والتسويق الرقمي "
        "وتطوير الويب فيما يخص أعمال المكتب، بالتعاون الوثيق مع خدمات الاتصال المؤسسي في الاتحاد."
    ),
    es=(
        "Supervisar la comunicación, las relaciones con los medios, las redes sociales, la "
        "mercadotecnia digital y el desarrollo web en torno a la labor de la Oficina, en "
        "estrecha colaboración con la comunicación institucional de la UIT."
    ),
    fr=(
        "Superviser la communication, les relations avec les médias, les réseaux sociaux, le "
        "marketing numérique et le développement du web pour les travaux du Bureau, en étroite "
        "collaboration avec la communication institutionnelle de l’UIT."
    ),
    ru=(
        "Курировать коммуникации, связи со СМИ, социальные сети, цифровой маркетинг и развитие "
        "веб-ресурсов по тематике работы Бюро в тесном взаимодействии с корпоративными "
        "коммуникациями МСЭ."
    ),
    zh_hans=(
        "围绕本局业务统管对外传播、媒体往来、社交平台、数字推广和网站建设，并与国际电联机构宣传团"
        "队保持紧密配合。"
    ),
)

DIRECT_OUTREACH_STRATEGY = text(
    en=(
        "Direct the division that draws up and carries out a full outreach strategy, so that the "
        "Bureau and its brand are known and recognised at events and on platforms open to the "
        "public (such as WTSA, GSS, FNC, WSC and AI for Good) and the results of study groups "
        "reach beyond them."
    ),
    ar=(
        "توجيه القسم الذي يضع استراتيجية توعية شاملة وينفذها، للتعريف بالمكتب وبهويته وإبرازهما "
        "في الفعاليات وعلى المنصات المفتوحة للجمهور (مثل الجمعية العالمية لتقييس الاتصالات، "
        "والندوة العالمية للمعايير، وندوة سيارات المستقبل الموصولة بالشبكات، والتعاون العالمي في "
        "مجال التقييس، والذكاء الاصطناعي من أجل الصالح العام) ولنشر نتائج لجان الدراسات خارج "
        "نطاقها."
    ),
    es=(
        "Dirigir la división que elabora y aplica una estrategia completa de divulgación, de "
        "modo que la Oficina y su marca sean conocidas y reconocidas en actos y plataformas "
        "abiertos al público (como la AMNT, el GSS, el FNC, la WSC y AI for Good) y que los "
        "resultados de las Comisiones de Estudio lleguen más allá de ellas."
    ),
    fr=(
        "Diriger la division chargée d’élaborer et de mettre en œuvre une stratégie complète de "
        "sensibilisation, afin que le Bureau et son image soient connus et reconnus lors des "
        "manifestations et sur les plateformes ouvertes au public (AMNT, GSS, FNC, WSC ou AI for "
        "Good, par exemple) et que les résultats des commissions d’études soient connus au-delà "
        "de celles-ci."
    ),
    ru=(
        "Руководить отделом, который разрабатывает и осуществляет комплексную стратегию "
        "информационной работы, с тем чтобы Бюро и его бренд знали и узнавали на открытых "
        "мероприятиях и платформах (таких как ВАСЭ, GSS, FNC, WSC и «ИИ во благо»), а результаты "
        "исследовательских комиссий становились известны за их пределами."
    ),
    zh_hans=(
        "带领主管处室拟订并实施一套完整的传播战略，借助WTSA、GSS、FNC、WSC、AI for Good等面向大众"
        "的活动与平台，让更多人认识本局、认得本局的品牌，并把各研究组的成果推介出去。"
    ),
)

OPEN_MEDIA = text(
    en="Open up opportunities in the media, and build partnerships.",
    ar="إيجاد فرص في وسائل الإعلام وبناء الشراكات.",
    es="Abrir oportunidades en los medios de comunicación y establecer alianzas.",
    fr="Susciter des occasions dans les médias et nouer des partenariats.",
    ru="Находить возможности для выступлений в СМИ и налаживать партнерские связи.",
    zh_hans="开拓媒体报道渠道，发展合作伙伴。",
)

RUN_CHANNELS = text(
    en=(
        "Run social media channels and digital campaigns that reach the audiences ITU-T wants to "
        "reach."
    ),
    ar=(
        "إدارة قنوات التواصل الاجتماعي والحملات الرقمية التي تصل إلى الجماهير التي يستهدفها قطاع "
        "تقييس الاتصالات."
    ),
    es=(
        "Gestionar canales de redes sociales y campañas digitales que lleguen al público al que "
        "se dirige el UIT-T."
    ),
    fr=(
        "Gérer les canaux des réseaux sociaux et les campagnes numériques, de façon à toucher "
        "les publics que vise l’UIT-T."
    ),
    ru=(
        "Вести каналы в социальных сетях и цифровые кампании, которые доходят до целевой "
        "аудитории МСЭ-Т."
    ),
    zh_hans="运营社交媒体账号，开展数字宣传，把信息切实送达ITU-T希望影响的人群。",
)

WIN_SUPPORT = text(
    en=(
        "Plan and supervise work on membership, sponsorship, outreach and business development, "
        "and prepare the ground on which the Bureau can set standards for the telecommunication "
        "and ICT technologies to come."
    ),
    ar=(
        "تخطيط العمل المتعلق بالعضوية والرعاية والتوعية وتطوير الأعمال والإشراف عليه، وتهيئة "
        "الأساس الذي يمكّن المكتب من وضع معايير لتكنولوجيات الاتصالات وتكنولوجيا المعلومات "
        "والاتصالات المقبلة."
    ),
    es=(
        "Planificar y supervisar la labor relativa a los miembros, el patrocinio, la divulgación "
        "y el desarrollo de actividades, y preparar el terreno para que la Oficina pueda "
        "normalizar las futuras tecnologías de las telecomunicaciones y las TIC."
    ),
    fr=(
        "Planifier et superviser les activités relatives aux membres, au parrainage, à la "
        "sensibilisation et au développement, et préparer le terrain pour que le Bureau puisse "
        "normaliser les technologies futures des télécommunications et des TIC."
    ),
    ru=(
        "Планировать и контролировать работу по привлечению членов, спонсорству, внешним связям "
        "и развитию деятельности, а также готовить почву для стандартизации будущих технологий "
        "электросвязи и ИКТ."
    ),
    zh_hans=(
        "统筹成员发展、赞助、对外联络和业务拓展工作，为本局今后制定新一代电信和信息通信技术标准铺"
        "路。"
    ),
)

WIN_MEMBERS = text(
    en=(
        "Lead the strategy for winning new members of ITU-T and keeping those it has, and see it "
        "through."
    ),
    ar=(
        "قيادة استراتيجية اجتذاب أعضاء جدد إلى قطاع تقييس الاتصالات والاحتفاظ بأعضائه الحاليين، "
        "والمضي بها حتى نهايتها."
    ),
    es=(
        "Dirigir la estrategia para captar nuevos miembros del UIT-T y conservar los actuales, y "
        "llevarla a término."
    ),
    fr=(
        "Conduire la stratégie visant à attirer de nouveaux membres à l’UIT-T et à garder ceux "
        "qu’il compte, et la mener à bien."
    ),
    ru=(
        "Возглавлять работу над стратегией привлечения новых членов МСЭ-Т и сохранения нынешних "
        "и доводить ее до результата."
    ),
    zh_hans="主导ITU-T新成员的发展和老成员的维系，提出策略并负责落实。",
)

ATTRACT_INDUSTRIES = text(
    en=(
        "Devise ways to draw in newly emerging industries and take part in shaping emerging "
        "telecommunication and ICT standards, so that the Bureau is seen to look ahead."
    ),
    ar=(
        "وضع سبل لاجتذاب الصناعات الناشئة حديثاً والمشاركة في صياغة المعايير الناشئة للاتصالات "
        "وتكنولوجيا المعلومات والاتصالات، لكي يبرز المكتب بوصفه جهة تتطلع إلى المستقبل."
    ),
    es=(
        "Idear formas de atraer a industrias de reciente aparición y participar en la "
        "elaboración de nuevas normas de telecomunicaciones y TIC, para que se perciba a la "
        "Oficina como una entidad que mira al futuro."
    ),
    fr=(
        "Concevoir les moyens d’attirer les secteurs d’activité émergents et prendre part à "
        "l’élaboration des nouvelles normes relatives aux télécommunications et aux TIC, afin "
        "que le Bureau soit perçu comme tourné vers l’avenir."
    ),
    ru=(
        "Находить способы привлечения новых отраслей и участвовать в формировании новых "
        "стандартов электросвязи и ИКТ, чтобы Бюро воспринималось как структура, устремленная в "
        "будущее."
    ),
    zh_hans="谋划如何吸纳新近兴起的行业，参与塑造新的电信与ICT标准，树立本局放眼未来的形象。",
)

CULTIVATE_SPONSORS = text(
    en=(
        "Cultivate sponsors and partners, and negotiate agreements and sponsorship packages that "
        "serve the objectives of the organisation."
    ),
    ar=(
        "توطيد العلاقات مع الرعاة والشركاء المحتملين، والتفاوض بشأن اتفاقات وحزم رعاية تخدم "
        "أهداف المنظمة."
    ),
    es=(
        "Cultivar el trato con patrocinadores y asociados, y negociar acuerdos y paquetes de "
        "patrocinio que contribuyan a los objetivos de la organización."
    ),
    fr=(
        "Entretenir des relations avec les parrains et les partenaires, et négocier des accords "
        "et des offres de parrainage au service des objectifs de l’organisation."
    ),
    ru=(
        "Развивать отношения со спонсорами и партнерами, вести переговоры о соглашениях и "
        "спонсорских пакетах, которые служат целям организации."
    ),
    zh_hans="维护好与赞助方、合作方的关系，洽谈协议和赞助套餐，为本组织的目标服务。",
)

OVERSEE_BUSINESS_DEVELOPMENT = text(
    en="Oversee business development, spotting where partnerships can grow or be widened.",
    ar="الإشراف على تطوير الأعمال ورصد مجالات نمو الشراكات أو توسيعها.",
    es=(
        "Supervisar el desarrollo de actividades, detectando dónde pueden crecer o ampliarse las "
        "alianzas."
    ),
    fr=(
        "Superviser le développement des activités en repérant où les partenariats peuvent "
        "croître ou s’élargir."
    ),
    ru="Курировать развитие деятельности, выявляя, где партнерства могут расти и расширяться.",
    zh_hans="主管业务拓展，寻找深化和扩大合作的契机。",
)

LEAD_OUTREACH = text(
    en=(
        "Lead outreach to industry professionals, academia, public authorities and young people, "
        "so that they work more closely with the Bureau; supervise the ITU Journal and the "
        "programme for academic members of ITU-T."
    ),
    ar=(
        "قيادة التواصل مع المهنيين في الصناعة والأوساط الأكاديمية والسلطات العامة والشباب لتوثيق "
        "تعاونهم مع المكتب، والإشراف على مجلة الاتحاد وعلى برنامج الأعضاء الأكاديميين في قطاع "
        "تقييس الاتصالات."
    ),
    es=(
        "Dirigir el acercamiento a profesionales de la industria, el mundo académico, las "
        "autoridades públicas y la juventud, para que colaboren más estrechamente con la "
        "Oficina; supervisar la Revista de la UIT y el programa de miembros académicos del UIT-T."
    ),
    fr=(
        "Conduire les activités de sensibilisation auprès des professionnels du secteur, du "
        "monde universitaire, des pouvoirs publics et des jeunes, pour qu’ils collaborent plus "
        "étroitement avec le Bureau ; superviser le Journal de l’UIT et le programme destiné aux "
        "établissements universitaires membres de l’UIT-T."
    ),
    ru=(
        "Возглавлять работу со специалистами отрасли, академическими кругами, органами власти и "
        "молодежью, чтобы они теснее сотрудничали с Бюро; курировать Журнал МСЭ и программу для "
        "академических членов МСЭ-Т."
    ),
    zh_hans=(
        "主持面向企业专才、高校、政府部门和青年的联络活动，使各方同本局合作更加密切；主管《国际电"
        "联期刊》以及ITU-T学术成员计划。"
    ),
)

COMMUNICATION_PARTS = (OVERSEE_COMMUNICATION, DIRECT_OUTREACH_STRATEGY, OPEN_MEDIA, RUN_CHANNELS)
SUPPORT_PARTS = (
    WIN_MEMBERS,
    ATTRACT_INDUSTRIES,
    CULTIVATE_SPONSORS,
    OVERSEE_BUSINESS_DEVELOPMENT,
    LEAD_OUTREACH,
)
