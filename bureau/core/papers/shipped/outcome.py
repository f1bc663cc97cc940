"""What an adopted decision says of a part and of amendments, and the foot of a revised paper."""

from bureau.core.papers.shipped.rows import draft, six

ROWS = {
    "decision.in_part": six(
        draft("يشمل ما اعتُمد التغييرات التالية دون غيرها:"),
        "What is adopted covers the following changes only:",
        draft("Lo adoptado abarca únicamente los cambios siguientes:"),
        "Ce qui est adopté ne porte que sur les changements suivants :",
        "Принятое охватывает только следующие изменения:",
        "获得通过的仅为下列变动：",
    ),
    "decision.amended": six(
        draft("اعتُمد ما قُدم مع التعديلات التالية:"),
        "What was put forward is adopted with the following amendments:",
        draft("Lo presentado se adopta con las enmiendas siguientes:"),
        "Ce qui a été soumis est adopté avec les amendements suivants :",
        "Представленное принимается со следующими поправками:",
        "所提交的内容经下列修正后通过：",
    ),
    "column.put_forward": six(
        draft("كما قُدم"),
        "As put forward",
        draft("Como se presentó"),
        "Tel que soumis",
        "Как представлено",
        "提交时",
    ),
    "column.adopted": six(
        draft("كما اعتُمد"),
        "As adopted",
        draft("Como se adoptó"),
        "Tel qu’adopté",
        "Как принято",
        "通过时",
    ),
    "amendment.nothing": six(
        draft("لا شيء (أضيف)"),
        "nothing (added)",
        draft("nada (añadido)"),
        "rien (ajouté)",
        "ничего (добавлено)",
        "无（新增）",
    ),
    "amendment.left_out": six(
        draft("حُذف"), "left out", draft("suprimido"), "supprimé", "исключено", "删除"
    ),
    "amendment.worded": six(
        draft("بصياغة أخرى"),
        "in other words",
        draft("con otra redacción"),
        "dans une autre rédaction",
        "в иной формулировке",
        "措辞有改动",
    ),
    "furniture.version": six(
        draft("النسخة {number}"),
        "Version {number}",
        draft("Versión {number}"),
        "Version {number}",
        "Версия {number}",
        "第{number}版",
    ),
    "furniture.amended": six(
        draft("بصيغته المعدلة المعتمدة"),
        "as adopted with amendments",
        draft("según se adoptó con enmiendas"),
        "tel qu’adopté avec amendements",
        "в принятой с поправками редакции",
        "经修正通过的文本",
    ),
}
