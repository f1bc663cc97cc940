"""What the ceilings of the two delegations are a share of: demonstration amounts."""

from bureau.web.multilingual import text

CREDITS_FOR_POSTS = text(
    en=(
        "Demonstration amount: the credits of the biennium for posts from G.1 to P.5. "
        "The real amount is not in the paper."
    ),
    ar=(
        "مبلغ توضيحي: اعتمادات فترة السنتين للوظائف من G.1 إلى P.5. والمبلغ الحقيقي غير "
        "مذكور في الوثيقة."
    ),
    es=(
        "Importe de demostración: los créditos del bienio para los puestos de G.1 a P.5. "
        "El importe real no figura en el documento."
    ),
    fr=(
        "Montant de démonstration : les crédits de l’exercice biennal pour les postes de G.1 à "
        "P.5. Le montant réel ne figure pas dans le document."
    ),
    ru=(
        "Демонстрационная сумма: ассигнования двухлетнего периода на должности от G.1 до "
        "P.5. Настоящая сумма в документе не указана."
    ),
    zh_hans="演示金额：双年度用于G.1至P.5职位的经费。实际金额不在文件中。",
)

ROOM_FOR_POSTS = text(
    en=(
        "Demonstration amount: what the staff credits voted for the biennium leave above the "
        "cost of the posts that stood when they began. The real amount is not in the paper."
    ),
    ar=(
        "مبلغ توضيحي: ما يتبقى من اعتمادات الموظفين المقرة لفترة السنتين بعد كلفة الوظائف "
        "القائمة عند بدايتها. والمبلغ الحقيقي غير مذكور في الوثيقة."
    ),
    es=(
        "Importe de demostración: lo que los créditos de personal votados para el bienio dejan por "
        "encima del coste de los puestos existentes a su inicio. El importe real no figura en el "
        "documento."
    ),
    fr=(
        "Montant de démonstration : ce que les crédits de personnel votés pour l’exercice biennal "
        "laissent au-delà du coût des postes existant à leur début. Le montant réel ne figure pas "
        "dans le document."
    ),
    ru=(
        "Демонстрационная сумма: остаток ассигнований на персонал на двухлетний период сверх "
        "расходов на должности, существовавшие к их началу. Настоящая сумма в документе не указана."
    ),
    zh_hans=("演示金额：双年度表决的职员经费扣除期初已有职位费用后的余额。实际金额不在文件中。"),
)
