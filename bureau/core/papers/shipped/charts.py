"""Charts: what they are called, what their table says, and the words of changes."""

from bureau.core.papers.shipped.rows import six

ROWS = {
    "chart.former": six(
        "الهيكل السابق: {unit}",
        "Former structure: {unit}",
        "Estructura anterior: {unit}",
        "Ancienne structure : {unit}",
        "Прежняя структура: {unit}",
        "原架构：{unit}",
    ),
    "chart.new": six(
        "الهيكل الجديد: {unit}",
        "New structure: {unit}",
        "Nueva estructura: {unit}",
        "Nouvelle structure : {unit}",
        "Новая структура: {unit}",
        "新架构：{unit}",
    ),
    "chart.one": six(
        "الهيكل: {unit}",
        "Structure: {unit}",
        "Estructura: {unit}",
        "Structure : {unit}",
        "Структура: {unit}",
        "架构：{unit}",
    ),
    "chart.day": six(
        "كما هو في {day}",
        "As of {day}",
        "A {day}",
        "Au {day}",
        "По состоянию на {day}",
        "截至{day}",
    ),
    "chart.alt": six(
        "مخطط هيكلي لما يلي: {unit}، بتاريخ {day}. عدد الوحدات: {count}. ويرد المضمون نفسه في "
        "الجدول التالي.",
        "Organization chart of {unit}, {day}. Units: {count}. The table beside it says the same.",
        "Organigrama de {unit}, {day}. Unidades: {count}. El cuadro adjunto dice lo mismo.",
        "Organigramme : {unit}, {day}. Unités : {count}. Le tableau joint dit la même chose.",
        "Организационная схема: {unit}, {day}. Подразделений: {count}. То же указано в "
        "прилагаемой таблице.",
        "组织结构图：{unit}，{day}。单位数：{count}。所附表格内容相同。",
    ),
    "chart.hidden": six(
        "وحدات أخرى: {count}",
        "more units: {count}",
        "más unidades: {count}",
        "autres unités : {count}",
        "еще подразделений: {count}",
        "另有单位：{count}",
    ),
    "chart.outlined": six(
        "المعروض في الرسم: {shown} من {count} وحدة؛ ويضم الجدول جميع الوحدات.",
        "Drawn: {shown} of {count} units; the table has all of them.",
        "Dibujadas: {shown} de {count} unidades; el cuadro las contiene todas.",
        "Unités dessinées : {shown} sur {count} ; le tableau les contient toutes.",
        "На схеме показано подразделений: {shown} из {count}; в таблице приведены все.",
        "图中列出{count}个单位中的{shown}个；表格列出全部单位。",
    ),
    "chart.table": six(
        "خطوط المسؤولية",
        "Who reports to whom",
        "Relaciones jerárquicas",
        "Rattachements hiérarchiques",
        "Подчиненность",
        "隶属关系",
    ),
    "column.code": six("الرمز", "Code", "Código", "Code", "Код", "代码"),
    "column.unit": six("الوحدة", "Unit", "Unidad", "Unité", "Подразделение", "单位"),
    "column.head": six(
        "الرئيس", "Head", "Titular de la jefatura", "Responsable", "Руководитель", "负责人"
    ),
    "column.reports_to": six(
        "يتبع", "Reports to", "Depende de", "Relève de", "Подчиняется", "上级单位"
    ),
    "column.posts": six("الوظائف", "Posts", "Puestos", "Postes", "Должности", "职位"),
    "column.change": six("التغيير", "Change", "Cambio", "Changement", "Изменение", "变动"),
    "change.added": six("جديدة", "new", "nueva", "nouvelle", "новое", "新设"),
    "change.gone": six("ملغاة", "ended", "suprimida", "supprimée", "упразднено", "撤销"),
    "change.moved": six("منقولة", "moved", "trasladada", "déplacée", "перемещено", "调整"),
    "change.renamed": six(
        "أعيدت تسميتها", "renamed", "renombrada", "renommée", "переименовано", "更名"
    ),
    "change.reclassified": six(
        "أعيد تصنيفها",
        "reclassified",
        "reclasificada",
        "reclassée",
        "реклассифицировано",
        "重新叙级",
    ),
    "change.staffed": six(
        "تتغير وظائفها",
        "posts change",
        "cambian sus puestos",
        "postes modifiés",
        "меняются должности",
        "职位有变",
    ),
    "change.same": six("دون تغيير", "same", "sin cambios", "inchangée", "без изменений", "不变"),
    "state.encumbered": six("مشغولة", "encumbered", "ocupado", "pourvu", "занята", "在任"),
    "state.vacant": six("شاغرة", "vacant", "vacante", "vacant", "вакантна", "空缺"),
    "state.frozen": six("مجمدة", "frozen", "congelado", "gelé", "заморожена", "冻结"),
}
