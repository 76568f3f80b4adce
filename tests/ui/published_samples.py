"""The page of a published table in its states, by the real presenter."""

from tally_app import main, paths
from tally_app.published.presenter import PublishedPresenter

RACE = """Кандидат\tДауыс\t%
Қ. Қасенов\t732\t85,12 %
А. Бердықұлов\t82\t9,53 %
А. Қалқабаев\t46\t5,35 %
Бәріне қарсымын\t0\t0,00 %
Жарамсыз\t0\t3,77 %
Барлығы\t860\t100 %
Сайлаушылардың жалпы саны\t1 200\t
Сайлаушылардың келуі\t\t71,67 %
"""
PLACES = """Облыс\tБарлық сайлау\tПартия А\tПартия Ә\tПартия Б\tПартия В\tТәуелсіз\tЖиыны
Солтүстік\t71\t51\t6\t9\t–\t156\t222
Оңтүстік\t95\t76\t2\t7\t5\t210\t300
Шығыс\t35\t28\t16\t5\t9\t42\t100
Батыс\t77\t61\t18\t1\t1\t150\t231
Жиыны\t284\t216\t42\t22\t15\t558\t853
"""
MOVED = "A 627 85.89%\nB 33 4.52%\nC 15 4.52%\nD 11 2.05%\nE 10 1.51%\nF 1 1.37%\n"
SOUND = RACE.replace("3,77", "0,00")
UNSEEN = RACE.replace("Жарамсыз", "Жарам\u200bсыз")
BROKEN = "Name;Votes\nA;12\nB;many\nC;3\n"


def page(language="kk", text=RACE):
    presenter = PublishedPresenter(main.Wordings(paths.resources() / "texts"))
    presenter.draft("published", text)
    return presenter.view(language)
