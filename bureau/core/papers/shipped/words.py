"""Single words: languages, verdicts, acts, states, and the heads of columns."""

from bureau.core.papers.shipped.rows import six

ROWS = {
    "language.ar": six("العربية", "Arabic", "árabe", "arabe", "арабский", "阿拉伯文"),
    "language.en": six("الإنكليزية", "English", "inglés", "anglais", "английский", "英文"),
    "language.es": six("الإسبانية", "Spanish", "español", "espagnol", "испанский", "西班牙文"),
    "language.fr": six("الفرنسية", "French", "francés", "français", "французский", "法文"),
    "language.ru": six("الروسية", "Russian", "ruso", "russe", "русский", "俄文"),
    "language.zh-hans": six("الصينية", "Chinese", "chino", "chinois", "китайский", "中文"),
    "grade.elected": six("منتخب", "elected", "cargo electivo", "élu", "выборная должность", "选任"),
    "verdict.true": six("صحيح", "true", "cierta", "vraie", "верно", "属实"),
    "verdict.false": six("غير صحيح", "false", "falsa", "fausse", "неверно", "不实"),
    "verdict.cannot_tell": six(
        "لا يمكن الجزم",
        "cannot be told",
        "no puede determinarse",
        "indéterminée",
        "невозможно установить",
        "无法判定",
    ),
    "act.recommend": six(
        "توصية", "Recommendation", "Recomendación", "Recommandation", "Рекомендация", "建议"
    ),
    "act.approve": six("موافقة", "Approval", "Aprobación", "Approbation", "Утверждение", "批准"),
    "act.take_note": six(
        "الإحاطة علماً",
        "Taking note",
        "Toma de nota",
        "Prise de note",
        "Принятие к сведению",
        "记录在案",
    ),
    "act.decide": six("قرار", "Decision", "Decisión", "Décision", "Решение", "决定"),
    "act.adopt_as_amended": six(
        "اعتماد بصيغته المعدلة",
        "Adoption as amended",
        "Adopción con enmiendas",
        "Adoption avec amendements",
        "Принятие с поправками",
        "经修正通过",
    ),
    "act.determine": six(
        "تحديد", "Determination", "Determinación", "Détermination", "Определение", "认定"
    ),
    "act.confirm": six(
        "تأكيد", "Confirmation", "Confirmación", "Confirmation", "Подтверждение", "确认"
    ),
    "act.select": six("اختيار", "Selection", "Selección", "Sélection", "Отбор", "遴选"),
    "act.appoint": six("تعيين", "Appointment", "Nombramiento", "Nomination", "Назначение", "任命"),
    "act.fulfil": six(
        "استيفاء الشرط",
        "Condition met",
        "Condición cumplida",
        "Condition remplie",
        "Выполнение условия",
        "条件达成",
    ),
    "act.defer": six("تأجيل", "Deferral", "Aplazamiento", "Report", "Отсрочка", "推迟"),
    "act.refer_back": six("إعادة", "Referral back", "Devolución", "Renvoi", "Возвращение", "退回"),
    "act.reject": six("رفض", "Rejection", "Rechazo", "Rejet", "Отклонение", "否决"),
    "act.withdraw": six("سحب", "Withdrawal", "Retirada", "Retrait", "Снятие", "撤回"),
    "act.lapse": six("سقوط", "Lapse", "Caducidad", "Caducité", "Утрата силы", "失效"),
    "question.major": six(
        "هل هو تغيير كبير؟",
        "is it a major change?",
        "¿es un cambio importante?",
        "est-ce un changement majeur ?",
        "является ли изменение существенным?",
        "是否属重大变动",
    ),
    "question.major.yes": six(
        "تغيير كبير",
        "a major change",
        "es un cambio importante",
        "changement majeur",
        "существенное изменение",
        "属重大变动",
    ),
    "question.major.no": six(
        "ليس تغييراً كبيراً",
        "not a major change",
        "no es un cambio importante",
        "changement non majeur",
        "изменение не является существенным",
        "不属重大变动",
    ),
    "step.done": six("تم", "done", "hecho", "fait", "выполнено", "已完成"),
    "step.here": six("جارٍ", "open now", "en curso", "en cours", "рассматривается", "进行中"),
    "step.to_come": six("لاحقاً", "to come", "pendiente", "à venir", "предстоит", "待进行"),
    "step.barred": six("متعذر", "barred", "impedido", "bloqué", "заблокировано", "受阻"),
    "column.statement": six(
        "البيان", "Statement", "Afirmación", "Affirmation", "Утверждение", "陈述"
    ),
    "column.verdict": six(
        "وفق السجل",
        "By the record",
        "Según el registro",
        "Selon les données",
        "По данным учета",
        "核对结果",
    ),
    "column.who": six("الجهة", "By whom", "Quién", "Par qui", "Кем", "执行方"),
    "column.act": six("الإجراء", "Act", "Acto", "Acte", "Действие", "行为"),
    "column.state": six("الحالة", "State", "Estado", "État", "Состояние", "状态"),
    "column.day": six("التاريخ", "Date", "Fecha", "Date", "Дата", "日期"),
    "column.where": six(
        "الاجتماع أو الوثيقة",
        "Meeting or document",
        "Reunión o documento",
        "Réunion ou document",
        "Собрание или документ",
        "会议或文件",
    ),
    "column.post": six("الوظيفة", "Post", "Puesto", "Poste", "Должность", "职位"),
    "column.title": six("المسمى الوظيفي", "Title", "Denominación", "Titre", "Название", "职称"),
    "column.grade": six("الرتبة", "Grade", "Grado", "Grade", "Класс", "职等"),
    "column.station": six(
        "مركز العمل",
        "Duty station",
        "Lugar de destino",
        "Lieu d’affectation",
        "Место службы",
        "工作地点",
    ),
    "column.first_year": six(
        "السنة الأولى", "First year", "Primer año", "Première année", "Первый год", "第一年"
    ),
    "column.full_year": six(
        "سنة كاملة", "Full year", "Año completo", "Année pleine", "Полный год", "全年"
    ),
    "column.what": six("الموضوع", "What", "Asunto", "Objet", "Предмет", "事项"),
    "column.case": six("الملف", "Case", "Expediente", "Dossier", "Дело", "案卷"),
    "column.effective": six(
        "نافذ اعتباراً من",
        "In force from",
        "En vigor desde el",
        "En vigueur à partir du",
        "В силе с",
        "生效日期",
    ),
    "column.so_far": six(
        "المجموع حتى الآن",
        "Sum so far",
        "Suma acumulada",
        "Cumul",
        "Сумма на этот момент",
        "累计",
    ),
    "column.before": six("قبل", "Before", "Antes", "Avant", "До", "变动前"),
    "column.after": six("بعد", "After", "Después", "Après", "После", "变动后"),
}
