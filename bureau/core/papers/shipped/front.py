"""The face of a paper: labels of its box, what stands on every page, its marks, its annexes."""

from collections.abc import Mapping

from bureau.core.papers.phrases import Phrase
from bureau.core.papers.shipped.rows import Row, draft, read_in, six
from bureau.core.texts import Status

_SEED = "A Council paper of 2024, Chinese"


def _seen(source: str, words: str) -> Phrase:
    """Read in a copy that is not the institution's own."""
    return Phrase(words, Status.REVISED, source)


_OWN = "Our own words: read in no paper of the institution in this language"


def _own(words: str) -> Phrase:
    """A default that an organisation may keep or word anew."""
    return Phrase(words, Status.REVISED, _OWN)


ROWS: Mapping[str, Row] = {
    # The labels of 2024 were read in Chinese alone, those of earlier years in some languages.
    "front.purpose": six(
        draft("الغرض"),
        _own("Purpose"),
        _own("Objeto"),
        _own("Objet"),
        _own("Цель"),
        read_in(_SEED, "目的"),
    ),
    "front.action": six(
        draft("الإجراء المطلوب"),
        _seen("C18/9, English", "Action required"),
        _seen("A Council paper of 2017, Spanish", "Acción solicitada"),
        _seen("A Council paper of 2014, French", "Suite à donner"),
        _seen("C18/50, Russian", "Необходимые действия"),
        _own("需采取的行动"),
    ),
    "front.action@council": six(
        draft("الإجراء المطلوب من المجلس"),
        _own("Action required by the Council"),
        _own("Acción solicitada al Consejo"),
        _own("Suite à donner par le Conseil"),
        _own("Необходимые действия со стороны Совета"),
        read_in(_SEED, "理事会需采取的行动"),
    ),
    "front.strategic": six(
        draft("الصلة بالخطة الاستراتيجية"),
        _own("Relevant link(s) with the Strategic Plan"),
        _own("Vínculo(s) pertinente(s) con el Plan Estratégico"),
        _own("Lien(s) pertinent(s) avec le Plan stratégique"),
        _own("Связь со Стратегическим планом"),
        read_in(_SEED, "与《战略规划》的关联"),
    ),
    "front.financial": six(
        draft("الآثار المالية"),
        _own("Financial implications"),
        _own("Repercusiones financieras"),
        _own("Incidences financières"),
        _own("Финансовые последствия"),
        read_in(_SEED, "财务影响"),
    ),
    "front.references": six(
        draft("المراجع"),
        _seen("C18/9, English", "References"),
        _seen("A Council paper of 2017, Spanish", "Referencias"),
        _own("Références"),
        _seen("C18/50, Russian", "Справочные материалы"),
        read_in(_SEED, "参考文件"),
    ),
    "front.none": six("لا شيء", "None", "Ninguna", "Néant", "Отсутствуют", "无"),
    "furniture.document": six(
        "الوثيقة {number}",
        "Document {number}",
        "Documento {number}",
        "Document {number}",
        "Документ {number}",
        "{number}号文件",
    ),
    "furniture.unnumbered": six(
        "وثيقة غير مرقمة بعد",
        "Document not yet numbered",
        "Documento aún sin numerar",
        "Document non encore numéroté",
        "Документ еще не имеет номера",
        "文件尚未编号",
    ),
    "furniture.original": six(
        "الأصل: {language}",
        "Original: {language}",
        "Original: {language}",
        "Original : {language}",
        "Оригинал: {language}",
        "原文：{language}",
    ),
    "furniture.case": six(
        "الملف {reference}",
        "Case {reference}",
        "Expediente {reference}",
        "Dossier {reference}",
        "Дело {reference}",
        "案卷{reference}",
    ),
    "issued.report.secretary_general": six(
        "تقرير من الأمين العام",
        "Report by the Secretary-General",
        "Informe del Secretario General",
        "Rapport du Secrétaire général",
        "Отчет Генерального секретаря",
        "秘书长的报告",
    ),
    "issued.report": six(
        "تقرير من {issuer}",
        "Report: {issuer}",
        "Informe: {issuer}",
        "Rapport : {issuer}",
        "Отчет: {issuer}",
        "{issuer}的报告",
    ),
    "annex.label": six(
        "الملحق {letter}",
        "Annex {letter}",
        "Anexo {letter}",
        "Annexe {letter}",
        "Приложение {letter}",
        "附件{letter}",
    ),
    "annex.single": six("الملحق", "Annex", "Anexo", "Annexe", "Приложение", "附件"),
    "annex.cited": six(
        "الملحق {letter}",
        "Annex {letter}",
        "Anexo {letter}",
        "Annexe {letter}",
        "Приложении {letter}",
        "附件{letter}",
    ),
    "annex.cited_single": six("الملحق", "the Annex", "Anexo", "Annexe", "Приложении", "附件"),
    "mark.demonstration": six(
        "للعرض فقط: هذه الوثيقة أعدتها نسخة عرض، وليست وثيقة رسمية لأي مؤسسة.",
        "Demonstration: this paper was made by a demonstration and is no official document of any "
        "institution.",
        "Demostración: este documento procede de una demostración y no es un documento oficial de "
        "ninguna institución.",
        "Démonstration : ce document provient d’une démonstration et n’est un document officiel "
        "d’aucune institution.",
        "Демонстрация: этот документ создан в демонстрационных целях и не является официальным "
        "документом какой-либо организации.",
        "演示：本文件由演示系统生成，不是任何机构的正式文件。",
    ),
    "mark.draft_phrases": six(
        "مسودة: بعض العبارات الرسمية في هذه اللغة لم تُعتمد بعد.",
        "Draft: some formal phrases in this language are not yet confirmed.",
        "Borrador: algunas fórmulas en este idioma aún no están confirmadas.",
        "Projet : certaines formules dans cette langue ne sont pas encore confirmées.",
        "Проект: некоторые формулировки на этом языке еще не подтверждены.",
        "草稿：本语文中部分正式用语尚未确认。",
    ),
    "mark.draft_translation": six(
        "مسودة: بعض أجزاء الترجمة لم تُراجع بعد.",
        "Draft: parts of this translation are not yet revised.",
        "Borrador: algunas partes de esta traducción aún no se han revisado.",
        "Projet : certaines parties de cette traduction n’ont pas encore été révisées.",
        "Проект: некоторые части этого перевода еще не отредактированы.",
        "草稿：译文部分内容尚未审校。",
    ),
    "mark.untranslated": six(
        "بعض الأجزاء لم تُترجم بعد وترد بلغتها الأصلية.",
        "Some parts are not yet translated and stand in their original language.",
        "Algunas partes aún no se han traducido y figuran en su idioma original.",
        "Certaines parties ne sont pas encore traduites et figurent dans leur langue originale.",
        "Некоторые части еще не переведены и приведены на языке оригинала.",
        "部分内容尚未翻译，以原文列出。",
    ),
    "mark.draft_paper": six(
        "مسودة: لم تُقدَّم القضية بعد.",
        "Draft: the case has not been put forward.",
        "Borrador: el expediente aún no se ha presentado.",
        "Projet : le dossier n’a pas encore été soumis.",
        "Проект: дело еще не внесено на рассмотрение.",
        "草稿：案卷尚未提交。",
    ),
    "mark.unconfirmed": six(
        "مسودة: لم تُعتمد بعد قائمة الأشخاص المعنيين.",
        "Draft: the list of the people affected has not been confirmed.",
        "Borrador: la lista de las personas afectadas aún no se ha confirmado.",
        "Projet : la liste des personnes concernées n’a pas encore été confirmée.",
        "Проект: список затронутых лиц еще не подтвержден.",
        "草稿：受影响人员名单尚未确认。",
    ),
    "mark.unconfirmed_list": six(
        "مسودة: قائمة الأشخاص المعنيين، كما قُدّمت في {day}، لم تُعتمد بعد؛ والرسالة بلا تاريخ إلى "
        "أن تُعتمد القائمة.",
        "Draft: the list of the people affected, as put forward on {day}, has not been confirmed; "
        "until it is, the letter has no date.",
        "Borrador: la lista de las personas afectadas, tal como se presentó el {day}, aún no se ha "
        "confirmado; hasta entonces, la carta no tiene fecha.",
        "Projet : la liste des personnes concernées, telle que présentée le {day}, n’a pas encore "
        "été confirmée ; jusque-là, la lettre n’est pas datée.",
        "Проект: список затронутых лиц, внесенный {day}, еще не подтвержден; до этого письмо не "
        "имеет даты.",
        "草稿：{day}提交的受影响人员名单尚未确认；名单确认之前，本函不署日期。",
    ),
    "mark.unconfirmed_amended": six(
        "مسودة: ما غيّره القرار المتخذ في {day} في قائمة الأشخاص المعنيين لم يُعتمد بعد؛ "
        "والرسالة بلا تاريخ إلى أن يُعتمد.",
        "Draft: what the act of {day} changed in the list of the people affected has not been "
        "confirmed; until it is, the letter has no date.",
        "Borrador: lo que el acto del {day} modificó en la lista de las personas afectadas aún no "
        "se ha confirmado; hasta entonces, la carta no tiene fecha.",
        "Projet : ce que l’acte du {day} a modifié dans la liste des personnes concernées n’a pas "
        "encore été confirmé ; jusque-là, la lettre n’est pas datée.",
        "Проект: изменения, внесенные {day} в список затронутых лиц, еще не подтверждены; до этого "
        "письмо не датируется.",
        "草稿：{day}的行为对受影响人员名单所作的改动尚未确认；在确认之前，本函不注明日期。",
    ),
    "mark.claim_false": six(
        "تنبيه: بيان واحد أو أكثر في هذه الوثيقة لا يطابق السجل.",
        "Warning: one or more statements of this paper do not agree with the record.",
        "Aviso: una o varias afirmaciones de este documento no concuerdan con el registro.",
        "Attention : une ou plusieurs affirmations de ce document ne concordent pas avec les "
        "données enregistrées.",
        "Внимание: одно или несколько утверждений этого документа не соответствуют учетным данным.",
        "注意：本文件中有一项或多项陈述与记录不符。",
    ),
}
