"""Another way that was considered and is not proposed: invented for the demonstration."""

from bureau.web.multilingual import text

OTHER_WAY = text(
    en="A section of Operations and Planning (demonstration)",
    ar="قسم في العمليات والتخطيط (للعرض)",
    es="Una sección de Operaciones y Planificación (demostración)",
    fr="Une section des opérations et de la planification (démonstration)",
    ru="Секция в составе Департамента операций и планирования (демонстрация)",
    zh_hans="运营和规划部下设科（演示）",
)

OTHER_WAY_IS_FOR = text(
    en=(
        "Invented for the demonstration: strategic engagement as a section, without a department "
        "of its own."
    ),
    ar="مختلق للعرض: المشاركة الاستراتيجية في شكل قسم، دون دائرة قائمة بذاتها.",
    es=(
        "Inventado para la demostración: la participación estratégica como sección, sin "
        "departamento propio."
    ),
    fr=(
        "Inventé pour la démonstration : l’engagement stratégique sous forme de section, sans "
        "département propre."
    ),
    ru=(
        "Вымышлено для демонстрации: стратегическое взаимодействие в форме секции, без отдельного "
        "департамента."
    ),
    zh_hans="为演示而虚构：战略参与设为一个科，不单独设部。",
)

PROPOSED_WAY = text(
    en="A department of its own, as the paper proposes",
    ar="دائرة قائمة بذاتها، كما تقترح الوثيقة",
    es="Un departamento propio, como propone el documento",
    fr="Un département à part entière, comme le propose le document",
    ru="Отдельный департамент, как предлагает документ",
    zh_hans="按文件建议单独设部",
)

PROPOSED_BECAUSE = text(
    en="It is what the paper proposes.",
    ar="هذا ما تقترحه الوثيقة.",
    es="Es lo que propone el documento.",
    fr="C’est ce que propose le document.",
    ru="Это предлагает документ.",
    zh_hans="此为文件所提建议。",
)

NOT_PROPOSED_BECAUSE = text(
    en=(
        "The paper leaves the Operations and Planning Department as it is; this way would add a "
        "section to it. Invented for the demonstration."
    ),
    ar=(
        "تترك الوثيقة دائرة العمليات والتخطيط على حالها؛ وهذا البديل يضيف إليها قسماً. مختلق للعرض."
    ),
    es=(
        "El documento deja el Departamento de Operaciones y Planificación como está; esta opción "
        "le añadiría una sección. Inventado para la demostración."
    ),
    fr=(
        "Le document laisse le Département des opérations et de la planification inchangé ; cette "
        "option lui ajouterait une section. Inventé pour la démonstration."
    ),
    ru=(
        "Документ оставляет Департамент операций и планирования без изменений; этот вариант "
        "добавил бы к нему секцию. Вымышлено для демонстрации."
    ),
    zh_hans="文件维持运营和规划部原样；此方案将在该部增设一个科。为演示而虚构。",
)
