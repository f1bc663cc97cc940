"""What each rule of the example is called, and a draft of them, in six languages."""

from bureau.core.texts import Text
from bureau.web.multilingual import text

NAMES: dict[str, Text] = {
    "structure": text(
        en="Structure, where the change is not major",
        ar="الهيكل، حين لا يكون التغيير كبيراً",
        es="Estructura, cuando el cambio no es importante",
        fr="Structure, quand le changement n’est pas majeur",
        ru="Структура, если изменение не является крупным",
        zh_hans="结构（非重大改变）",
    ),
    "structure-major": text(
        en="Structure, where the change is major",
        ar="الهيكل، حين يكون التغيير كبيراً",
        es="Estructura, cuando el cambio es importante",
        fr="Structure, quand le changement est majeur",
        ru="Структура, если изменение является крупным",
        zh_hans="结构（重大改变）",
    ),
    "posts": text(
        en="Number of posts up to P.5",
        ar="عدد الوظائف حتى P.5",
        es="Número de puestos hasta P.5",
        fr="Nombre de postes jusqu’à P.5",
        ru="Число должностей до P.5",
        zh_hans="P.5及以下职位数",
    ),
    "posts-director": text(
        en="Number of posts at D.1 and D.2",
        ar="عدد الوظائف من D.1 وD.2",
        es="Número de puestos D.1 y D.2",
        fr="Nombre de postes D.1 et D.2",
        ru="Число должностей D.1 и D.2",
        zh_hans="D.1和D.2职位数",
    ),
    "classification": text(
        en="Classification up to P.5",
        ar="تصنيف الوظائف حتى P.5",
        es="Clasificación hasta P.5",
        fr="Classement jusqu’à P.5",
        ru="Классификация должностей до P.5",
        zh_hans="P.5及以下职位叙级",
    ),
    "classification-director": text(
        en="Classification at D.1 and D.2",
        ar="تصنيف الوظائف D.1 وD.2",
        es="Clasificación de D.1 y D.2",
        fr="Classement des D.1 et D.2",
        ru="Классификация должностей D.1 и D.2",
        zh_hans="D.1和D.2职位叙级",
    ),
    "description": text(
        en="Job descriptions up to P.5",
        ar="توصيف الوظائف حتى P.5",
        es="Descripciones de puesto hasta P.5",
        fr="Descriptions de poste jusqu’à P.5",
        ru="Описания должностей до P.5",
        zh_hans="P.5及以下职务说明",
    ),
    "description-director": text(
        en="Job descriptions at D.1 and D.2",
        ar="توصيف الوظائف D.1 وD.2",
        es="Descripciones de puesto D.1 y D.2",
        fr="Descriptions de poste D.1 et D.2",
        ru="Описания должностей D.1 и D.2",
        zh_hans="D.1和D.2职务说明",
    ),
    "particulars": text(
        en="Particulars of posts",
        ar="بيانات الوظائف",
        es="Datos de los puestos",
        fr="Éléments des postes",
        ru="Данные должностей",
        zh_hans="职位的具体事项",
    ),
    "people": text(
        en="Appointments and engagements",
        ar="التعيينات والارتباطات",
        es="Nombramientos y colaboraciones",
        fr="Nominations et engagements",
        ru="Назначения и привлечение работников",
        zh_hans="任命与聘用",
    ),
}

ELECTED = text(
    en="Demonstration: posts of elected officials",
    ar="توضيحي: وظائف المسؤولين المنتخبين",
    es="Demostración: puestos de los funcionarios de elección",
    fr="Démonstration : postes des fonctionnaires élus",
    ru="Демонстрация: должности выборных должностных лиц",
    zh_hans="演示：选任官员的职位",
)
DRAFT_OF_RULES = text(
    en="Demonstration: who decides on elected posts",
    ar="عرض توضيحي: من يقرر بشأن وظائف المسؤولين المنتخبين",
    es="Demostración: quién decide sobre los puestos de funcionarios de elección",
    fr="Démonstration : qui décide des postes de fonctionnaires élus",
    ru="Демонстрация: кто решает вопросы должностей выборных должностных лиц",
    zh_hans="示例：由谁就选任官员职位作出决定",
)
WHY_DRAFT = text(
    en=(
        "For demonstration: the shipped rules say of no elected post who establishes or abolishes "
        "it."
    ),
    ar="للعرض: لا تذكر القواعد المرفقة من يُنشئ أو يلغي أي وظيفة لمسؤول منتخب.",
    es=(
        "Para demostración: las reglas incluidas no dicen de ningún puesto de funcionario de "
        "elección quién lo crea o lo suprime."
    ),
    fr=(
        "Pour démonstration : les règles livrées ne disent d’aucun poste de fonctionnaire élu qui "
        "le crée ou le supprime."
    ),
    ru=(
        "Для демонстрации: поставляемые правила ни для одной должности выборного должностного лица "
        "не указывают, кто ее учреждает или упраздняет."
    ),
    zh_hans="供示例：随附规则未规定任何选任官员职位由谁设立或撤销。",
)
