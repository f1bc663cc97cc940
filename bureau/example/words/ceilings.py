"""What the ceilings of the two delegations are a share of: demonstration amounts."""

from bureau.web.multilingual import text

CREDITS_FOR_POSTS = text(
    en=(
        "Demonstration amount: the credits of the biennium 2024-2025 for posts from G.1 to P.5. "
        "The real amount is not in the paper."
    ),
    ar=(
        "مبلغ توضيحي: اعتمادات فترة السنتين 2024-2025 للوظائف من G.1 إلى P.5. والمبلغ الحقيقي غير "
        "مذكور في الوثيقة."
    ),
    es=(
        "Importe de demostración: los créditos del bienio 2024-2025 para los puestos de G.1 a P.5. "
        "El importe real no figura en el documento."
    ),
    fr=(
        "Montant de démonstration : les crédits de l'exercice 2024-2025 pour les postes de G.1 à "
        "P.5. Le montant réel ne figure pas dans le document."
    ),
    ru=(
        "Демонстрационная сумма: ассигнования двухлетия 2024-2025 годов на должности от G.1 до "
        "P.5. Настоящая сумма в документе не указана."
    ),
    zh_hans="演示金额：2024-2025双年度用于G.1至P.5职位的经费。实际金额不在文件中。",
)

ROOM_FOR_POSTS = text(
    en=(
        "Demonstration amount: what the staff credits voted for 2024-2025 leave above the cost of "
        "the posts that stood when they began. The real amount is not in the paper."
    ),
    ar=(
        "مبلغ توضيحي: ما يتبقى من اعتمادات الموظفين المقرة للفترة 2024-2025 بعد كلفة الوظائف "
        "القائمة عند بدايتها. والمبلغ الحقيقي غير مذكور في الوثيقة."
    ),
    es=(
        "Importe de demostración: lo que los créditos de personal votados para 2024-2025 dejan por "
        "encima del coste de los puestos existentes a su inicio. El importe real no figura en el "
        "documento."
    ),
    fr=(
        "Montant de démonstration : ce que les crédits de personnel votés pour 2024-2025 laissent "
        "au-delà du coût des postes existant à leur début. Le montant réel ne figure pas dans le "
        "document."
    ),
    ru=(
        "Демонстрационная сумма: остаток ассигнований на персонал на 2024-2025 годы сверх расходов "
        "на должности, существовавшие к их началу. Настоящая сумма в документе не указана."
    ),
    zh_hans=(
        "演示金额：2024-2025年表决的职员经费扣除期初已有职位费用后的余额。实际金额不在文件中。"
    ),
)
