"""What our own pages call the columns of tables, in every language, and shorter words for them."""

from collections.abc import Mapping

OF_KINDS = ("units", "posts", "blocks", "holders", "costs")
"""The kinds of table that people keep in a language of their own."""
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "code of the unit",
        *("code de l'unité", "sigle", "código de la unidad", "código", "sigla"),
        *("код подразделения", "код", "رمز الوحدة", "الرمز", "单位代码", "代码"),
    ),
    "name": (
        "nom",
        "nombre",
        "название",
        "наименование",
        "الاسم",
        "اسم الوحدة",
        "名称",
        "单位名称",
    ),
    "kind": ("nature", "clase", "tipo", "вид", "тип", "النوع", "种类", "类型"),
    "parent": (
        *("fait partie de", "unité supérieure", "forma parte de", "unidad superior"),
        *("входит в", "вышестоящее подразделение", "جزء من", "الوحدة الأعلى", "隶属", "上级单位"),
    ),
    "head": ("chef", "jefatura", "jefe", "руководитель", "الرئيس", "负责人"),
    "number": (
        "number of the post",
        *("numéro du poste", "numéro de poste", "numéro", "poste", "n° du poste", "n° de poste"),
        *("número del puesto", "número de puesto", "número", "puesto"),
        *("номер должности", "номер", "должность", "رقم الوظيفة", "الرقم", "الوظيفة"),
        *("职位编号", "编号", "职位"),
    ),
    "title": (
        *("intitulé", "intitulé du poste", "titre", "título", "título del puesto"),
        *("название", "название должности", "наименование должности"),
        *("المسمى الوظيفي", "اسم الوظيفة", "职称", "职位名称"),
    ),
    "grade": ("classe", "grado", "класс", "الرتبة", "الدرجة", "职等"),
    "unit": (
        *("unité", "département", "unidad", "departamento", "подразделение", "департамент"),
        *("الوحدة", "الدائرة", "单位", "部门"),
    ),
    "duty_station": (
        *("lieu d'affectation", "lugar de destino", "место службы", "مركز العمل", "مكان العمل"),
        "工作地点",
    ),
    "funding": ("financement", "financiación", "финансирование", "التمويل", "经费"),
    "category": ("catégorie", "categoría", "категория", "الفئة", "类别"),
    "fte": (
        *("équivalent plein temps", "équivalent temps plein", "etp", "nombre de postes"),
        *("equivalente a jornada completa", "número de puestos"),
        *("эквивалент полной занятости", "число должностей"),
        *("معادل الدوام الكامل", "عدد الوظائف", "全时当量", "职位数"),
    ),
    "contract": ("contrat", "contrato", "контракт", "العقد", "合同"),
    "frozen": ("gelé", "congelado", "замороженная", "مجمّدة", "冻结"),
    "state": (
        "state of the post",
        *("état du poste", "état", "estado del puesto", "estado", "состояние должности"),
        *("حالة الوظيفة", "职位状况"),
    ),
    "superior": (
        "post to which it reports",
        *("poste dont il relève", "relève de", "puesto del que depende", "depende de"),
        *("должность, которой подчиняется", "подчиняется", "الوظيفة التي تتبعها", "所隶属的职位"),
    ),
    "functional_superior": (
        "post to which it reports functionally",
        *("poste dont il relève fonctionnellement", "puesto del que depende funcionalmente"),
        *("должность, которой подчиняется функционально", "الوظيفة التي تتبعها وظيفيًا"),
        "职能上所隶属的职位",
    ),
    "holder": (
        "holder, by name or login",
        *("titulaire", "titulaire, par nom ou identifiant", "titular"),
        *("titular, por nombre o usuario", "кто занимает", "кто занимает, по имени или логину"),
        *("الشاغل", "الشاغل، بالاسم أو اسم الدخول", "任职者", "任职者,按姓名或登录名"),
    ),
    "share": ("quotité", "porcentaje", "доля", "النسبة", "比例"),
    "manner": ("modalité", "modalidad", "порядок", "الصفة", "方式"),
    "since": (
        "premier jour",
        "depuis",
        "primer día",
        "desde",
        "первый день",
        "اليوم الأول",
        "首日",
    ),
    "place": (
        *("lieu d'affectation", "lugar de destino", "место службы", "مكان العمل", "مركز العمل"),
        "工作地点",
    ),
    "amount": (
        "cost of a year",
        "coût d'une année",
        "costo de un año",
        "стоимость года",
        "تكلفة سنة",
        "一年费用",
    ),
    "currency": ("monnaie", "moneda", "валюта", "العملة", "货币"),
    "valid_from": ("premier jour", "primer día", "первый день", "اليوم الأول", "首日"),
    "last_day": ("dernier jour", "último día", "последний день", "اليوم الأخير", "末日"),
    "source": ("fuente", "источник", "المصدر", "来源"),
}
"""By column, each as it is compared: small letters, plain apostrophes."""
