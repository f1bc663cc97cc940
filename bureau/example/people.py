"""The cast: invented people from many regions, none of whom holds such a post anywhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Someone:
    """A person: name in the original script, in Latin letters where that is another, language.

    Who has a `login` is one of the cast that a visitor may become; all of these read English, so
    that to become one of them does not change the language.
    """

    name: str
    transliteration: str = ""
    language: str = "en"
    login: str = ""


ADMINISTRATORS = ("first_administrator", "second_administrator")
AUDITOR = "auditor"

PEOPLE: dict[str, Someone] = {
    "first_administrator": Someone("Tevita Fifita", login="administrator"),
    "organisation_officer": Someone("سميرة حداد", "Samira Haddad", login="organisation-officer"),
    "secretary_general": Someone("Ngozi Adeyemi", login="secretary-general"),
    "committee_secretary": Someone("Élodie Marchand", login="committee-secretary"),
    "council_secretary": Someone("Айгерим Сапарова", "Aigerim Saparova", login="council-secretary"),
    "budget_officer": Someone("Inès Moreau", login="budget-officer"),
    "human_resources_officer": Someone("Luz Marina Quispe", login="human-resources"),
    "communications_officer": Someone("山本 恵", "Megumi Yamamoto", login="communications"),
    "director": Someone("Rui Vasconcelos", login="director"),
    "post_officer": Someone("陈志远", "Chen Zhiyuan", login="post-officer"),
    "deputy": Someone("Ingrid Solheim", login="deputy"),
    "chief_of_study_groups": Someone("Jorge Paredes", login="chief-study-groups"),
    "chief_of_operations": Someone("Amara Diallo", login="chief-operations"),
    "second_administrator": Someone("Kertész Zsófia", "Zsófia Kertész", login="administrator-2"),
    "auditor": Someone("Marit Tamm", login="auditor"),
    "seo_yeon": Someone("김서연", "Kim Seo-yeon"),
    "fatoumata": Someone("Fatoumata Keïta", "", "fr"),
    "anil": Someone("अनिल वर्मा", "Anil Verma"),
    "oksana": Someone("Оксана Литвин", "Oksana Lytvyn", "ru"),
    "matteo": Someone("Matteo Ferrand", "", "fr"),
    "wanjiru": Someone("Wanjiru Kamau"),
    "ha": Someone("Nguyễn Thu Hà"),
    "ahmet": Someone("Ahmet Yıldırım"),
    "leila": Someone("ليلى بن يوسف", "Leila Ben Youssef", "ar"),
    "claire": Someone("Claire Favre", "", "fr"),
    "tsegaye": Someone("ፀጋዬ በቀለ", "Tsegaye Bekele"),
    "maria": Someone("María Fernanda Rojas", "", "es"),
    "siobhan": Someone("Siobhán Byrne"),
    "yutong": Someone("王雨桐", "Wang Yutong", "zh-hans"),
    "noor": Someone("নূর রহমান", "Noor Rahman"),
    "eleni": Someone("Ελένη Παππά", "Eleni Pappa"),
    "petra": Someone("Petra Lindqvist"),
    "sara": Someone("سارة المنصوري", "Sara Al Mansoori", "ar"),
    "lindiwe": Someone("Lindiwe Dlamini"),
    "joao": Someone("João Batista Nunes"),
    "mialy": Someone("Mialy Rakotoarisoa", "", "fr"),
    "nattaphon": Someone("ณัฐพล ศรีสุข", "Nattaphon Srisuk"),
    "giulia": Someone("Giulia Romano"),
    "sergei": Someone("Сергей Марченко", "Sergei Marchenko", "ru"),
    "aroha": Someone("Aroha Ngata"),
    "reza": Someone("محمدرضا کریمی", "Mohammad Reza Karimi"),
    "ana": Someone("Ana Kovač"),
    "ron": Someone("רון לוי", "Ron Levy"),
    "sofia": Someone("Sofía Benítez", "", "es"),
    "thabo": Someone("Thabo Mokoena"),
    "yuki": Someone("田辺 由紀", "Yuki Tanabe"),
    "pavel": Someone("Pavel Novotný"),
}
