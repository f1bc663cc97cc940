"""Job descriptions: their headings and labels."""

from bureau.core.papers.shipped.rows import six

ROWS = {
    "description.title": six(
        "توصيف الوظيفة {post}",
        "Job description of post {post}",
        "Descripción del puesto {post}",
        "Description du poste {post}",
        "Описание должности {post}",
        "{post}职位的职务说明",
    ),
    "description.draft_title": six(
        "مشروع توصيف الوظيفة {post}",
        "Draft job description of post {post}",
        "Proyecto de descripción del puesto {post}",
        "Projet de description du poste {post}",
        "Проект описания должности {post}",
        "{post}职位的职务说明草案",
    ),
    "description.number": six(
        "رقم الوظيفة",
        "Post number",
        "Número del puesto",
        "Numéro du poste",
        "Номер должности",
        "职位编号",
    ),
    "description.post": six(
        "المسمى الوظيفي", "Title", "Denominación", "Titre", "Название должности", "职称"
    ),
    "description.grade": six("الرتبة", "Grade", "Grado", "Grade", "Класс", "职等"),
    "description.unit": six("الوحدة", "Unit", "Unidad", "Unité", "Подразделение", "单位"),
    "description.reports_to": six(
        "يتبع", "Reports to", "Depende de", "Relève de", "Подчиняется", "上级"
    ),
    "description.version": six("النسخة", "Version", "Versión", "Version", "Версия", "版本"),
    "description.adopted": six(
        "نافذ منذ",
        "In force since",
        "Vigente desde",
        "En vigueur depuis",
        "Действует с",
        "生效日期",
    ),
    "description.duties": six(
        "الواجبات والمسؤوليات",
        "Duties and responsibilities",
        "Funciones y responsabilidades",
        "Attributions et responsabilités",
        "Обязанности и ответственность",
        "职责",
    ),
    "description.education": six(
        "التعليم", "Education", "Formación", "Formation", "Образование", "学历"
    ),
    "description.experience": six(
        "الخبرة", "Experience", "Experiencia", "Expérience", "Опыт работы", "经验"
    ),
    "description.languages": six("اللغات", "Languages", "Idiomas", "Langues", "Языки", "语文"),
    "description.qualifications": six(
        "المؤهلات المطلوبة",
        "Qualifications required",
        "Calificaciones exigidas",
        "Qualifications requises",
        "Требуемая квалификация",
        "所需资历",
    ),
    "description.competency": six(
        "الكفاءات", "Competencies", "Competencias", "Compétences", "Компетенции", "能力"
    ),
}
