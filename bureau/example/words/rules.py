"""How each rule of procedure follows from its source."""

from bureau.web.multilingual import text

NOT_MAJOR = text(
    en=(
        "Stated in the paper as what was done: a change that is determined not to be major is "
        "approved by the Secretary-General on the Committee's recommendation, and the Council "
        "takes note. The note holds nothing up."
    ),
    ar=(
        "تذكره الوثيقة بوصفه ما جرى: التغيير الذي يتقرر أنه غير كبير يوافق عليه الأمين العام "
        "بناء على توصية اللجنة ويحيط المجلس علماً به. ولا تعلّق الإحاطةُ أي شيء."
    ),
    es=(
        "El documento lo expone como lo que se hizo: un cambio que se determina no importante lo "
        "aprueba el Secretario General por recomendación del Comité, y el Consejo toma nota. Esa "
        "toma de nota no suspende nada."
    ),
    fr=(
        "Énoncé dans le document comme ce qui a été fait : un changement dont il est établi qu’il "
        "n’est pas majeur est approuvé par le Secrétaire général sur recommandation du Comité, "
        "et le Conseil en prend note. Cette prise de note ne suspend rien."
    ),
    ru=(
        "Изложено в документе как сделанное: изменение, признанное некрупным, утверждает "
        "Генеральный секретарь по рекомендации Комитета, а Совет принимает его к сведению. "
        "Принятие к сведению ничего не задерживает."
    ),
    zh_hans=(
        "文件陈述的既有做法：认定不属重大改变的，经委员会建议由秘书长批准，理事会记录在案；记录在"
        "案不影响生效。"
    ),
)

MAJOR = text(
    en=(
        "A major change in the organisation of the General Secretariat or a Bureau is decided by "
        "the Council, on the Secretary-General's proposal after the Committee has considered it."
    ),
    ar=(
        "يبت المجلس في أي تغيير كبير في تنظيم الأمانة العامة أو أحد المكاتب، بناء على اقتراح "
        "الأمين العام بعد نظر اللجنة فيه."
    ),
    es=(
        "Un cambio importante en la organización de la Secretaría General o de una Oficina lo "
        "decide el Consejo, a propuesta del Secretario General y tras su examen por el Comité."
    ),
    fr=(
        "Un changement majeur dans l’organisation du Secrétariat général ou d’un Bureau est "
        "décidé par le Conseil, sur proposition du Secrétaire général après examen par le Comité."
    ),
    ru=(
        "Крупное изменение в организации Генерального секретариата или Бюро решает Совет по "
        "предложению Генерального секретаря после рассмотрения Комитетом."
    ),
    zh_hans="总秘书处或某局的重大组织变动，经委员会审议、秘书长提出，由理事会决定。",
)

BY_EXCLUSION = text(
    en=(
        "Inferred, by exclusion: Resolutions 1107 and 1108 let the Secretary-General act on "
        "posts up to P.5 and no higher, so what concerns a D post is for the Council."
    ),
    ar=(
        "مستنتج بطريق الاستبعاد: يجيز القراران 1107 و1108 للأمين العام التصرف في الوظائف حتى "
        "الرتبة P.5 لا أعلى، فما يخص وظيفة من الفئة D يعود إلى المجلس."
    ),
    es=(
        "Inferido por exclusión: las Resoluciones 1107 y 1108 facultan al Secretario General "
        "para actuar sobre puestos hasta P.5, no más; lo relativo a un puesto D compete, pues, "
        "al Consejo."
    ),
    fr=(
        "Déduit par exclusion : les Résolutions 1107 et 1108 permettent au Secrétaire général "
        "d’agir sur les postes jusqu’à P.5, pas au-delà ; ce qui touche un poste D relève donc "
        "du Conseil."
    ),
    ru=(
        "Выведено методом исключения: Резолюции 1107 и 1108 позволяют Генеральному секретарю "
        "решать вопросы должностей до P.5, не выше; значит, вопросы должностей класса D — за "
        "Советом."
    ),
    zh_hans=(
        "由排除法推断：第1107号和第1108号决议只授权秘书长处理P.5及以下职位，故D级职位事项应由理事"
        "会决定。"
    ),
)

UP_TO_P5 = text(
    en=(
        "Posts from G.1 to P.5: the Secretary-General, after consulting the Committee, within "
        "the credits voted."
    ),
    ar=(
        "الوظائف من الرتبة G.1 إلى الرتبة P.5: الأمين العام بعد استشارة اللجنة، في حدود "
        "الاعتمادات المقررة."
    ),
    es=(
        "Puestos de G.1 a P.5: el Secretario General, previa consulta al Comité y dentro de los "
        "créditos aprobados."
    ),
    fr=(
        "Postes de G.1 à P.5 : le Secrétaire général, après consultation du Comité, dans la "
        "limite des crédits votés."
    ),
    ru=(
        "Должности от G.1 до P.5: Генеральный секретарь после консультации с Комитетом, в "
        "пределах утвержденных средств."
    ),
    zh_hans="G.1至P.5级职位：由秘书长征询委员会意见后，在核定经费范围内决定。",
)

ASSUMED_PRACTICE = text(
    en=(
        "Assumed for the demonstration: no source was read for this; each organisation sets its "
        "own rule."
    ),
    ar="مفترض لأغراض العرض: لم يُطّلع على مصدر لهذا، وتضع كل منظمة قاعدتها الخاصة.",
    es=(
        "Supuesto para la demostración: no se ha leído ninguna fuente al respecto; cada "
        "organización fija su propia regla."
    ),
    fr=(
        "Hypothèse retenue pour la démonstration : aucune source n’a été lue à ce sujet ; chaque "
        "organisation fixe sa propre règle."
    ),
    ru=(
        "Допущение для демонстрации: источник по этому вопросу не изучался; каждая организация "
        "устанавливает собственное правило."
    ),
    zh_hans="为演示而设的假定：我们未查到出处，各组织自行制定规则。",
)

PRACTICE = text(
    en="Practice assumed for the demonstration",
    ar="ممارسة مفترضة لأغراض العرض",
    es="Práctica supuesta para la demostración",
    fr="Pratique supposée pour la démonstration",
    ru="Практика, принятая для демонстрации",
    zh_hans="为演示假定的惯例",
)
