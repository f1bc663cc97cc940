"""Agenda, documents and sittings of the example; each says that it is a demonstration."""

from bureau.web.multilingual import text

ITEM_ON_REORGANISATION = text(
    en="Reorganisation of TSB (demonstration item)",
    ar="إعادة تنظيم مكتب تقييس الاتصالات (بند للعرض)",
    es="Reorganización de la TSB (punto de demostración)",
    fr="Réorganisation du TSB (point de démonstration)",
    ru="Реорганизация БСЭ (демонстрационный пункт)",
    zh_hans="电信标准化局重组（演示议题）",
)

ITEM_ON_DESCRIPTION = text(
    en="Description of post ST02/D1/579 (demonstration item)",
    ar="توصيف الوظيفة ST02/D1/579 (بند للعرض)",
    es="Descripción del puesto ST02/D1/579 (punto de demostración)",
    fr="Description du poste ST02/D1/579 (point de démonstration)",
    ru="Описание должности ST02/D1/579 (демонстрационный пункт)",
    zh_hans="ST02/D1/579职务说明（演示议题）",
)

SITTING = text(
    en="Plenary sitting (demonstration)",
    ar="جلسة عامة (للعرض)",
    es="Sesión plenaria (demostración)",
    fr="Séance plénière (démonstration)",
    ru="Пленарное заседание (демонстрационное)",
    zh_hans="全体会议（演示）",
)

DOCUMENTS_OF_COUNCIL = text(
    en="Documents of the Council (demonstration numbers)",
    ar="وثائق المجلس (أرقام للعرض)",
    es="Documentos del Consejo (números de demostración)",
    fr="Documents du Conseil (numéros de démonstration)",
    ru="Документы Совета (демонстрационные номера)",
    zh_hans="理事会文件（演示编号）",
)

DOCUMENTS_OF_COMMITTEE = text(
    en="Documents of the Coordination Committee (demonstration numbers)",
    ar="وثائق لجنة التنسيق (أرقام للعرض)",
    es="Documentos del Comité de Coordinación (números de demostración)",
    fr="Documents du Comité de coordination (numéros de démonstration)",
    ru="Документы Координационного комитета (демонстрационные номера)",
    zh_hans="协调委员会文件（演示编号）",
)

DRAFT_RECOMMENDATION = text(
    en="Draft recommendation on the reorganisation (demonstration)",
    ar="مشروع توصية بشأن إعادة التنظيم (للعرض)",
    es="Proyecto de recomendación sobre la reorganización (demostración)",
    fr="Projet de recommandation sur la réorganisation (démonstration)",
    ru="Проект рекомендации о реорганизации (демонстрационный)",
    zh_hans="关于重组的建议草案（演示）",
)
