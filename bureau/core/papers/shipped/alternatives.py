"""What papers say of the ways that were considered and are not proposed."""

from bureau.core.papers.shipped.rows import draft, six

ROWS = {
    "case.alternatives": six(
        draft("بدائل نُظر فيها ولم تُقترح"),
        "Considered and not proposed",
        draft("Alternativas examinadas y no propuestas"),
        "Variantes examinées et non proposées",
        "Рассмотренные и не предлагаемые варианты",
        "经考虑而未提出的方案",
    ),
    "case.alternatives_intro": six(
        draft("نُظر أيضاً في ما يلي، وهو غير مقترح:"),
        "The following was also considered and is not proposed:",
        draft("También se ha examinado lo siguiente, que no se propone:"),
        "Ce qui suit a également été examiné et n’est pas proposé :",
        "Рассматривалось также следующее, что не предлагается:",
        "下列方案也经考虑，但未提出：",
    ),
    "alternative.label": six(
        draft("البديل {number}"),
        "Alternative {number}",
        draft("Alternativa {number}"),
        "Variante {number}",
        "Вариант {number}",
        "备选方案{number}",
    ),
    "alternative.because": six(
        draft("لا يُقترح للسبب التالي: {reason}"),
        "Not proposed for the following reason: {reason}",
        draft("No se propone por el motivo siguiente: {reason}"),
        "Non proposée pour le motif suivant : {reason}",
        "Не предлагается по следующей причине: {reason}",
        "未提出的理由：{reason}",
    ),
    "alternative.caption": six(
        draft("ما سيغيّره كل بديل"),
        "What each alternative would change",
        draft("Lo que cambiaría cada alternativa"),
        "Ce que chaque variante modifierait",
        "Что изменил бы каждый вариант",
        "各备选方案将带来的变动",
    ),
    "alternative.actions": six(
        draft("الإجراءات"), "Actions", draft("Acciones"), "Actions", "Действия", "变动项"
    ),
    "alternative.established": six(
        draft("وظائف منشأة"),
        "Posts established",
        draft("Puestos creados"),
        "Postes créés",
        "Учреждаемые должности",
        "设立的职位",
    ),
    "alternative.abolished": six(
        draft("وظائف ملغاة"),
        "Posts abolished",
        draft("Puestos suprimidos"),
        "Postes supprimés",
        "Упраздняемые должности",
        "撤销的职位",
    ),
    "alternative.moved": six(
        draft("وظائف منقولة"),
        "Posts moved",
        draft("Puestos trasladados"),
        "Postes transférés",
        "Переводимые должности",
        "调动的职位",
    ),
    "alternative.reclassified": six(
        draft("وظائف معاد تصنيفها"),
        "Posts reclassified",
        draft("Puestos reclasificados"),
        "Postes reclassés",
        "Реклассифицируемые должности",
        "改叙的职位",
    ),
    "alternative.first_year": six(
        draft("التغيير في تكلفة الوظائف، السنة الأولى"),
        "Change in the cost of posts, first year",
        draft("Variación del costo de los puestos, primer año"),
        "Variation du coût des postes, première année",
        "Изменение расходов на должности, первый год",
        "职位费用变动，第一年",
    ),
    "alternative.full_year": six(
        draft("التغيير في تكلفة الوظائف، سنة كاملة"),
        "Change in the cost of posts, full year",
        draft("Variación del costo de los puestos, año completo"),
        "Variation du coût des postes, année pleine",
        "Изменение расходов на должности, полный год",
        "职位费用变动，全年",
    ),
}
