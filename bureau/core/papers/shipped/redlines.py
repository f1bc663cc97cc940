"""What is said above a paper that shows what changed between two versions of it."""

from bureau.core.papers.shipped.rows import six

ROWS = {
    "redline.title": six(
        "ما تغيّر",
        "What changed",
        "Qué ha cambiado",
        "Ce qui a changé",
        "Что изменилось",
        "变动之处",
    ),
    "redline.added": six(
        "أُضيف: {count}",
        "Added: {count}",
        "Añadido: {count}",
        "Ajouté : {count}",
        "Добавлено: {count}",
        "新增：{count}",
    ),
    "redline.gone": six(
        "حُذف: {count}",
        "Removed: {count}",
        "Suprimido: {count}",
        "Supprimé : {count}",
        "Исключено: {count}",
        "删除：{count}",
    ),
    "redline.changed": six(
        "صيغ بشكل آخر: {count}",
        "Worded otherwise: {count}",
        "Redactado de otro modo: {count}",
        "Formulé autrement : {count}",
        "Изложено иначе: {count}",
        "改写：{count}",
    ),
    "redline.nothing": six(
        "لم يتغير شيء.",
        "Nothing changed.",
        "Nada ha cambiado.",
        "Rien n’a changé.",
        "Ничего не изменилось.",
        "没有任何变动。",
    ),
    "redline.marks": six(
        "ما أُضيف تحته خط، وما حُذف مشطوب.",
        "What was added is underlined; what was removed is struck through.",
        "Lo añadido está subrayado; lo suprimido, tachado.",
        "Ce qui est ajouté est souligné ; ce qui est supprimé est barré.",
        "Добавленное подчёркнуто, исключённое зачёркнуто.",
        "新增部分加下划线，删除部分加删除线。",
    ),
}
