"""Verbs of instruments and what they cite. Those read in texts of Councils and the United Nations
name their source; every Arabic verb is a draft until one is read."""

from bureau.core.papers.phrases import Phrase
from bureau.core.papers.shipped.rows import draft, read_in, six

_COLLECTION = "Resolutions and Decisions of the Council"
_STRATEGIC = "Plenipotentiary Resolution 71 (Minneapolis)"
_WTDC = "Resolution 31 of the World Telecommunication Development Conference"


def _en(words: str) -> Phrase:
    return read_in(f"{_COLLECTION}, English", words)


def _fr(words: str) -> Phrase:
    return read_in(f"{_COLLECTION}, French; {_STRATEGIC}", words)


def _es(words: str) -> Phrase:
    return read_in(f"{_COLLECTION}, Spanish; {_WTDC}", words)


def _ru(words: str) -> Phrase:
    return read_in(f"{_COLLECTION}, Russian", words)


def _zh(words: str) -> Phrase:
    return read_in(f"{_COLLECTION}, Chinese", words)


ROWS = {
    # In French and Spanish every formula takes what it cites without "de" or "a", which would run
    # into its article ("en vista de el número"), and is the same whatever follows.
    "formula.in_view_of": six(
        draft("بالنظر إلى"),
        _en("in view of"),
        draft("teniendo a la vista"),
        _fr("vu"),
        _ru("принимая во внимание"),
        _zh("有鉴于"),
    ),
    "formula.considering": six(
        draft("إذ يضع في اعتباره"),
        _en("considering"),
        _es("considerando"),
        _fr("considérant"),
        _ru("учитывая"),
        _zh("考虑到"),
    ),
    "formula.considering@assembly": {"ar": draft("إذ تضع في اعتبارها")},
    "formula.recalling": six(
        draft("إذ يذكِّر"),
        _en("recalling"),
        _es("recordando"),
        _fr("rappelant"),
        _ru("напоминая"),
        _zh("回顾"),
    ),
    "formula.recalling@assembly": {"ar": draft("إذ تشير إلى")},
    "formula.noting": six(
        draft("وإذ يلاحظ"), "noting", "observando", _fr("notant"), "отмечая", _zh("注意到")
    ),
    "formula.noting_with_satisfaction": six(
        draft("وإذ يلاحظ مع الارتياح"),
        _en("noting with satisfaction"),
        draft("observando con satisfacción"),
        draft("notant avec satisfaction"),
        _ru("с удовлетворением отметив"),
        _zh("满意地注意到"),
    ),
    "formula.noting_with_satisfaction@assembly": {"ar": draft("تلاحظ مع الارتياح")},
    "formula.recognizing": six(
        draft("وإذ يدرك"),
        "recognizing",
        _es("reconociendo"),
        _fr("reconnaissant"),
        "признавая",
        "认识到",
    ),
    "formula.bearing_in_mind": six(
        draft("وإذ يأخذ في الحسبان"),
        "bearing in mind",
        _es("teniendo en cuenta"),
        draft("ayant à l’esprit"),
        "принимая во внимание",
        "顾及",
    ),
    "formula.having_considered": six(
        draft("وقد نظر في"),
        _en("having considered"),
        _es("habiendo examinado"),
        _fr("ayant examiné"),
        _ru("рассмотрев"),
        _zh("经审议"),
    ),
    "formula.having_considered@assembly": {"ar": draft("وقد نظرت في")},
    "verb.decides": six(
        draft("يقرر"),
        _en("decides"),
        draft("acuerda"),
        _fr("décide"),
        _ru("решает"),
        _zh("做出决定"),
    ),
    "verb.decides@assembly": {"ar": draft("تقرر")},
    "verb.resolves": six(
        draft("يقرر"),
        _en("resolves"),
        draft("resuelve"),
        _fr("décide"),
        _ru("решает"),
        _zh("做出决议"),
    ),
    "verb.resolves@assembly": {"ar": draft("تقرر")},
    "verb.authorizes": six(
        draft("يأذن للأمين العام"),
        "authorizes the Secretary-General",
        draft("autoriza al Secretario General"),
        _fr("autorise le Secrétaire général"),
        draft("уполномочивает Генерального секретаря"),
        _zh("授权秘书长"),
    ),
    "verb.instructs": six(
        draft("يكلّف الأمين العام"),
        _en("instructs the Secretary-General"),
        _es("encarga al Secretario General"),
        _fr("charge le Secrétaire général"),
        draft("поручает Генеральному секретарю"),
        _zh("责成秘书长"),
    ),
    "verb.invites": six(draft("يدعو"), "invites", "invita", "invite", "предлагает", "请"),
    "enacting@council": six(
        draft("إن المجلس،"),
        _en("The Council,"),
        "El Consejo,",
        "Le Conseil,",
        "Совет,",
        "理事会，",
    ),
    "enacting": six(draft("إن {body}،"), "{body},", "{body},", "{body},", "{body},", "{body}，"),
    "clause.approve_description": six(
        draft("الموافقة على توصيف الوظيفة {post} الوارد في {annex}."),
        "to approve the job description of post {post}, as set out in {annex}.",
        "aprobar la descripción del puesto {post}, que figura en el {annex}.",
        "d’approuver la description du poste {post}, telle qu’elle figure dans l’{annex}.",
        "утвердить описание должности {post}, содержащееся в {annex}.",
        "批准{annex}所载的{post}职位的职务说明。",
    ),
    "clause.approve_description.alone": six(
        draft("الموافقة على توصيف الوظيفة {post}."),
        "to approve the job description of post {post}.",
        "aprobar la descripción del puesto {post}.",
        "d’approuver la description du poste {post}.",
        "утвердить описание должности {post}.",
        "批准{post}职位的职务说明。",
    ),
    "clause.approve_structure.alone": six(
        draft("الموافقة على الهيكل المقترح."),
        "to approve the structure proposed.",
        "aprobar la estructura propuesta.",
        "d’approuver la structure proposée.",
        "утвердить предложенную структуру.",
        "批准所提架构。",
    ),
    "clause.approve_structure": six(
        draft("الموافقة على الهيكل الوارد في {annex}."),
        "to approve the structure set out in {annex}.",
        "aprobar la estructura que figura en el {annex}.",
        "d’approuver la structure présentée dans l’{annex}.",
        "утвердить структуру, представленную в {annex}.",
        "批准{annex}所示的架构。",
    ),
    "instrument.decision": six("مقرر", "Decision", "Decisión", "Décision", "Решение", "决定"),
    "instrument.decision@council": {
        "es": read_in("Resoluciones y Acuerdos del Consejo", "Acuerdo")
    },
    "instrument.resolution": six(
        "قرار", "Resolution", "Resolución", "Résolution", "Резолюция", "决议"
    ),
    "draft.decision": six(
        "مشروع مقرر",
        "Draft Decision",
        "Proyecto de Decisión",
        "Projet de Décision",
        "Проект Решения",
        "决定草案",
    ),
    "draft.decision@council": {"es": "Proyecto de Acuerdo"},
    "draft.resolution": six(
        "مشروع قرار",
        "Draft Resolution",
        "Proyecto de Resolución",
        "Projet de Résolution",
        "Проект Резолюции",
        "决议草案",
    ),
    "numbered.decision": six(
        "المقرر {number}",
        "Decision {number}",
        "Decisión {number}",
        "Décision {number}",
        "Решение {number}",
        "第{number}号决定",
    ),
    "numbered.decision@council": {"es": "Acuerdo {number}"},
    "numbered.resolution": six(
        "القرار {number}",
        "Resolution {number}",
        "Resolución {number}",
        "Résolution {number}",
        "Резолюция {number}",
        "第{number}号决议",
    ),
    "cited.convention.one": six(
        "الرقم {numbers} من الاتفاقية",
        "No. {numbers} of the Convention",
        "el número {numbers} del Convenio",
        "le numéro {numbers} de la Convention",
        "пункт {numbers} Конвенции",
        "《公约》第{numbers}款",
    ),
    "cited.convention.two": six(
        "الرقمين {numbers} من الاتفاقية",
        "Nos. {numbers} of the Convention",
        "los números {numbers} del Convenio",
        "les numéros {numbers} de la Convention",
        "пункты {numbers} Конвенции",
        "《公约》第{numbers}款",
    ),
    "cited.convention.many": six(
        "الأرقام {numbers} من الاتفاقية",
        "Nos. {numbers} of the Convention",
        "los números {numbers} del Convenio",
        "les numéros {numbers} de la Convention",
        "пункты {numbers} Конвенции",
        "《公约》第{numbers}款",
    ),
    "cited.resolution": six(
        "القرار {number}",
        "Resolution {number}",
        "la Resolución {number}",
        "la Résolution {number}",
        "Резолюцию {number}",
        "第{number}号决议",
    ),
    "cited.resolution@council": six(
        "القرار {number} الصادر عن المجلس",
        "Council Resolution {number}",
        "la Resolución {number} del Consejo",
        "la Résolution {number} du Conseil",
        "Резолюцию {number} Совета",
        "理事会第{number}号决议",
    ),
    "cited.decision": six(
        "المقرر {number}",
        "Decision {number}",
        "la Decisión {number}",
        "la Décision {number}",
        "Решение {number}",
        "第{number}号决定",
    ),
    "citation.named": six(
        "{name}",
        "{name}",
        "el texto titulado «{name}»",
        "le texte intitulé « {name} »",
        "{name}",
        "{name}",
    ),
    "listed.convention.one": six(
        "الاتفاقية: الرقم {numbers}",
        "Convention, No. {numbers}",
        "Convenio, número {numbers}",
        "Convention, numéro {numbers}",
        "Конвенция, пункт {numbers}",
        "《公约》第{numbers}款",
    ),
    "listed.convention.two": six(
        "الاتفاقية: الرقمان {numbers}",
        "Convention, Nos. {numbers}",
        "Convenio, números {numbers}",
        "Convention, numéros {numbers}",
        "Конвенция, пункты {numbers}",
        "《公约》第{numbers}款",
    ),
    "listed.convention.many": six(
        "الاتفاقية: الأرقام {numbers}",
        "Convention, Nos. {numbers}",
        "Convenio, números {numbers}",
        "Convention, numéros {numbers}",
        "Конвенция, пункты {numbers}",
        "《公约》第{numbers}款",
    ),
    "listed.resolution": six(
        "القرار {number}",
        "Resolution {number}",
        "Resolución {number}",
        "Résolution {number}",
        "Резолюция {number}",
        "第{number}号决议",
    ),
    "listed.resolution@council": six(
        "القرار {number} الصادر عن المجلس",
        "Council Resolution {number}",
        "Resolución {number} del Consejo",
        "Résolution {number} du Conseil",
        "Резолюция {number} Совета",
        "理事会第{number}号决议",
    ),
    "listed.decision": six(
        "المقرر {number}",
        "Decision {number}",
        "Decisión {number}",
        "Décision {number}",
        "Решение {number}",
        "第{number}号决定",
    ),
}
