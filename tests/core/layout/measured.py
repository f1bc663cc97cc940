"""Words of the shipped comparison, and how wide the widest font at hand (DejaVu Sans) sets them.

By language: signs and labels of groups at 13 pixels, bold; the longest grade at 11, plain.
"""

MEASURED: dict[str, tuple[dict[str, float], dict[str, float], dict[str, float]]] = {
    "ar": (
        {
            "مضاف": 40.8,
            "زال": 23.2,
            "منقول": 42.1,
            "غُيّر اسمه": 60.6,
            "أُعيد تصنيفه": 76.2,
            "بلا تغيير": 50.2,
            "الاسم القديم": 82.9,
        },
        {"وظيفة شاغرة واحدة تُنقل": 167.0, "12 وظيفة شاغرة تُنقل": 148.0, "11 وظيفة باقية": 101.5},
        {"منتخب": 30.4},
    ),
    "en": (
        {
            "added": 45.5,
            "gone": 36.3,
            "moved": 49.1,
            "renamed": 64.9,
            "reclassified": 83.9,
            "same": 38.9,
            "old name": 67.6,
        },
        {"1 vacant post moves": 151.5, "12 vacant posts move": 160.6, "11 posts stay": 97.9},
        {"elected": 40.7},
    ),
    "es": (
        {
            "añadido": 58.8,
            "desaparecido": 98.3,
            "trasladado": 78.7,
            "renombrado": 89.7,
            "reclasificado": 92.7,
            "sin cambios": 86.4,
            "nombre anterior": 120.1,
        },
        {
            "1 puesto vacante se traslada": 212.4,
            "12 puestos vacantes se trasladan": 246.2,
            "11 puestos permanecen": 175.8,
        },
        {"electo": 33.7},
    ),
    "fr": (
        {
            "ajouté": 46.4,
            "disparu": 55.2,
            "déplacé": 57.2,
            "renommé": 69.3,
            "reclassé": 60.5,
            "inchangé": 66.8,
            "ancien nom": 84.5,
        },
        {
            "1 poste vacant est déplacé": 197.3,
            "12 postes vacants sont déplacés": 238.9,
            "11 postes restent": 129.4,
        },
        {"élu": 16.8},
    ),
    "ru": (
        {
            "добавлено": 81.8,
            "исчезло": 60.6,
            "перемещено": 96.5,
            "переименовано": 117.3,
            "реклассифицировано": 163.7,
            "без изменений": 111.1,
            "прежнее название": 140.4,
        },
        {
            "1 вакантная должность перемещается": 294.0,
            "12 вакантных должностей перемещаются": 319.6,
            "11 должностей остаются": 189.3,
        },
        {"выборный": 58.7},
    ),
    "zh-hans": (
        {
            "新增": 26.0,
            "已消失": 39.0,
            "移动": 26.0,
            "更名": 26.0,
            "改叙": 26.0,
            "不变": 26.0,
            "旧名称": 39.0,
        },
        {"1 个空缺职位移动": 104.6, "12 个空缺职位移动": 113.6, "11 个职位不动": 87.6},
        {"选任": 22.0},
    ),
}
