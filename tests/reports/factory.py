"""A form and records to print: the Aral night of seed-elections.md with an invented precinct."""

from dataclasses import replace
from pathlib import Path

from tally_app.catalog.texts import texts_of
from tally_app.domain.form.form import Form, Ground, Line, Reason, Relation, Section, Severity
from tally_app.domain.record.record import (
    Record,
    RecordAnswer,
    RecordAttachment,
    RecordBox,
    RecordLine,
    RecordMember,
    RecordOption,
    RecordRecount,
    RecordRelation,
)
from tally_app.domain.record.texts import Texts
from tally_app.domain.values.wording import Wording

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "resources" / "fonts"

SECTIONS = (
    Section("lists", {"kk": "Жәшіктерді ашардың алдында, сайлаушылардың тізімдері бойынша",
                      "ru": "Перед вскрытием урн, по спискам избирателей"}),
    Section("ballots", {"kk": "Жәшіктерді ашқаннан кейін, бюллетеньдердің саны бойынша",
                        "ru": "После вскрытия урн, по числу бюллетеней"}),
    Section("votes", {"kk": "Әрбір кандидат үшін берілген дауыстар саны",
                      "ru": "Число голосов, поданных за каждого кандидата"}, "5"),
    Section("voters_detail", {"kk": "Сайлаушылар бойынша мәліметтер (43, 44-баптар)",
                              "ru": "Сведения об избирателях (статьи 43, 44)"}),
    Section("grounds", {"kk": "Жарамсыз деп тану негіздері (43-бап, 5-тармақ)",
                        "ru": "Основания недействительности (статья 43, пункт 5)"}),
)  # fmt: skip


def _line(id_, number, kk, ru, *, place="body", section="", stage="piles", **more):
    scope = more.pop("scope", ("contest",))
    kind = more.pop("kind", "count")
    return Line(
        id_, kind, scope, stage, place, {"kk": kk, "ru": ru}, number, section=section, **more
    )


LINES = (
    _line("ballots_received", "8", "учаскелік сайлау комиссиясы алған бюллетеньдер саны",
          "число бюллетеней, полученных участковой избирательной комиссией", stage="setup"),
    _line("voters", "1", "учаскедегі сайлаушылардың жалпы саны",
          "общее число избирателей на участке", section="lists", stage="list", part_one=True),
    _line("given", "2", "бюллетеньдер алған сайлаушылар саны",
          "число избирателей, получивших бюллетени", section="lists", stage="list", part_one=True),
    _line("given_outside", "2.1", "бюллетеньді үй-жайдан тыс жерде алған",
          "получили бюллетени вне помещения", place="annex", section="voters_detail"),
    _line("given_inside", "2.2", "бюллетеньді үй-жайда алған",
          "получили бюллетени в помещении", place="annex", section="voters_detail"),
    _line("member.issued", "3.i", "комиссияның әрбір мүшесі берген бюллетеньдер саны",
          "число бюллетеней, выданных каждым членом комиссии", place="annex",
          scope=("member", "contest"), part_one=True),
    _line("issued_total", "3", "комиссия мүшелері берген бюллетеньдер саны",
          "число бюллетеней, выданных членами комиссии", section="lists",
          formula="sum(member.issued)", part_one=True, stage=""),
    _line("ballots_cancelled", "9", "жойылған бюллетеньдер саны", "число погашенных бюллетеней",
          stage="cancel", part_one=True),
    _line("box.applications_received", "", "алынған жазбаша өтініштер",
          "получено письменных заявлений",
          short={"kk": "өтініш", "ru": "заявления"}, place="annex", scope=("box", "day")),
    _line("box.ballots", "", "жәшіктегі бюллетеньдер", "бюллетеней в урне",
          short={"kk": "бюллетень", "ru": "бюллетени"}, place="annex", scope=("box", "contest")),
    _line("stationary.ballots", "", "тұрақты жәшіктер", "стационарные урны", place="annex"),
    _line("taken_out", "4", "дауыс беруге қатысқан сайлаушылардың жалпы саны",
          "общее число избирателей, принявших участие в голосовании", section="ballots"),
    _line("option.votes", "5.i", "берілген дауыстар", "подано голосов", section="votes",
          scope=("option", "contest")),
    _line("against_all", "6", "«Бәріне қарсымын» деген жолда белгісі бар бюллетеньдер саны",
          "число бюллетеней с отметкой в строке «Против всех»"),
    _line("invalid", "7", "жарамсыз деп танылған бюллетеньдер саны",
          "число бюллетеней, признанных недействительными"),
    _line("invalid_form", "7.1", "белгіленбеген үлгідегі", "неустановленного образца",
          place="annex", section="grounds", optional="entered", group="grounds"),
    _line("invalid_unclear", "7.4", "ерік білдіруін анықтау мүмкін емес",
          "невозможно определить волеизъявление", place="annex", section="grounds",
          optional="entered", group="grounds"),
    _line("voting_end", "", "дауыс беру аяқталды", "голосование окончено",
          place="annex", kind="time"),
    _line("count_start", "", "санау басталды", "подсчёт начат", place="annex", kind="time"),
    _line("count_end", "", "санау аяқталды", "подсчёт окончен", place="annex", kind="time"),
    _line("signed", "", "қол қойылды", "подписано", place="annex", kind="time", role="signed"),
    _line("list_delivered", "", "тізім", "список", place="none"),
)  # fmt: skip

RELATIONS = (
    Relation("B-02", "given == given_inside + given_outside", Severity.ERROR, {}, printed=True),
    Relation("B-03", "sum(member.issued) == given", Severity.LEGAL, {}, printed=True),
    Relation("D-01", "sum(option.votes) + against_all + invalid == taken_out", Severity.ERROR, {},
             printed=True),
    Relation("G-01", "ballots_received == given + ballots_cancelled", Severity.LEGAL, {},
             printed=True),
    Relation("C-01", "taken_out == sum(box.ballots) + stationary.ballots", Severity.ERROR, {},
             printed=True),
    Relation("V-03", "voters <= 3000", Severity.WARNING, {}),
)  # fmt: skip

FORM_TEXTS = {
    "title": ("Дауыс беру нәтижелері туралы хаттама", "Протокол о результатах голосования"),
    "part_one_title": ("Дауыс беру нәтижелері туралы хаттаманың I бөлімі",
                       "Часть I протокола о результатах голосования"),
    "part_one_subtitle": (
        ("жәшіктерді ашардың алдында анықталған және жария етілген жолдар"
        " (43-бап, 3-1 және 4-тармақтар)"),
        "строки, установленные и оглашённые до вскрытия урн (статья 43, пункты 3-1 и 4)"),
    "data_caption": ("Деректер (сайлау туралы заң, 43-бап)", "Данные (закон о выборах, статья 43)"),
}  # fmt: skip


def form(**more):
    return Form(
        id="test-form", languages=("kk", "ru"), name={"kk": "нысан", "ru": "форма"},
        law_edition="2026-07-01", approved=False, lines=LINES, relations=RELATIONS, steps=(),
        reasons=(Reason("later", {"kk": "соңғы хабардан кейін алғандар",
                                  "ru": "получили после последнего сообщения"}),),
        grounds=(Ground("proxy", "43(7-1)", True, {"kk": "сенім білдірілген адамның жазбаша арызы",
                        "ru": "письменное заявление доверенного лица"}, ("piles",)),),
        sections=SECTIONS,
        texts={key: {"kk": kk, "ru": ru} for key, (kk, ru) in FORM_TEXTS.items()},
        constants={}, **more,
    )  # fmt: skip


def catalogue(language):
    """The words of papers, with the terms in them."""
    folder = ROOT / "resources" / "texts" / language
    paths = folder / "paper.toml", folder / "terms.toml"
    return {
        key: text for one in paths for key, text in texts_of(one.name, one.read_bytes()).items()
    }


FORMULA = {"formula.and": "және", "formula.or": "немесе", "formula.missing": "?"}


def texts(a_form=None):
    wordings = {lang: Wording(lang, {**catalogue(lang), **FORMULA}) for lang in ("kk", "ru")}
    return Texts(a_form or form(), wordings)


MEMBERS = (
    RecordMember("m1", "Үлгібаева Айман Сәкенқызы", "chair", "signs", ""),
    RecordMember("m2", "Мысалов Бауыржан Ерланұлы", "deputy", "signs", ""),
    RecordMember("m3", "Үйренова Сәуле Ғабитқызы", "secretary", "signs", ""),
    RecordMember("m4", "Байқаева Гүлнар Тасқынқызы", "member", "signs", ""),
    RecordMember("m5", "Жаттықов Ержан Қуатұлы", "member", "signs", ""),
    RecordMember("m6", "Көрсетов Мұрат Әділұлы", "member", "absent",
                 "сырқатына байланысты кетті, сағат 22:10"),
    RecordMember("m7", "Тәжірибеева Ләззат Орынқызы", "member", "signs", ""),
)  # fmt: skip
NINE = (
    *MEMBERS,
    RecordMember("m8", "Сынақова Айгүл Үлгіқызы", "member", "refused", ""),
    RecordMember("m9", "Мысалбаева Нұргүл Өрнекқызы", "member", "signs", ""),
)
ISSUED = (0, 176, 0, 212, 198, 187, 155)

SELF = {"kk": "өзін-өзі ұсынған", "ru": "самовыдвижение"}
ARAL = (
    ("Жандәулетов Нұрбек Мысалұлы", "Жандаулетов Нурбек Мысалулы", 731,
     {"kk": "«Нұр Отан» партиясы", "ru": "партия «Нур Отан»"}),
    ("Махажанова Зәурегүл Мысалқызы", "Махажанова Заурегуль Мысалкызы", 3, SELF),
    ("Нұрхожаев Қайыржан Мысалұлы", "Нурхожаев Кайыржан Мысалулы", 6, SELF),
    ("Рсалиева Мырзагүл Мысалқызы", "Рсалиева Мырзагуль Мысалкызы", 153, SELF),
)  # fmt: skip

LONG_NAME = (
    "Құдайбергенов-Сейітмұхамбетұлы Нұрсұлтан-Әбілқайырхан Досмұхамедқалиұлы, «Жер-суды және"
    " ауылдық аумақтарды тұрақты дамыту жөніндегі бастамалар» республикалық қоғамдық бірлестігінің"
    " Қызылорда облыстық филиалы ұсынған"
)

VALUES = {
    "voters": 1283, "given": 928, "given_outside": 14, "given_inside": 914, "issued_total": 928,
    "ballots_cancelled": 368, "ballots_received": 1296, "stationary.ballots": 914, "taken_out": 928,
    "against_all": 0, "invalid": 35, "invalid_form": 0, "invalid_unclear": 35, "voting_end": 1200,
    "count_start": 1206, "count_end": 1421, "signed": 1444, "list_delivered": 1283,
}  # fmt: skip

RELATED = tuple(RecordRelation(r.key, r.code, "", r.severity.value, "holds", 0) for r in RELATIONS)
ANSWER = RecordAnswer(
    "V-03", "V-03", "", "reason", -7, reason="later", text="2-жол 928, хабарланған сан 921"
)


def record_lines(options, values=None, boxes=1):
    """Record lines in the form's order, as the night gives them."""
    known = {**VALUES, **(values or {})}
    made = []
    for line in LINES:
        items = {
            "member": [(m.id, ISSUED[i]) for i, m in enumerate(MEMBERS)],
            "box": [(f"b{i}", known.get(line.id, 14)) for i in range(1, boxes + 1)],
            "option": [(f"o{i}", votes) for i, (_, _, votes, _) in enumerate(options, 1)],
        }.get(line.collection, [("", known.get(line.id))])
        for position, (item, value) in enumerate(items, 1):
            number = line.number.replace("i", str(position)) if line.collection else line.number
            status = "missing" if value is None else ("computed" if line.derived else "entered")
            made.append(RecordLine(line.id, item, number, line.kind, line.place, line.section,
                                   status, value))  # fmt: skip
    return tuple(made)


def record(options=ARAL, values=None, boxes=1, **changes):
    made = Record(
        format=1, part=0, night="541709362281", mode="official", form="test-form",
        form_sha256="0" * 64, form_approved=False, law_edition="2026-07-01", election="aral",
        election_sha256="1" * 64, contest="akim",
        title={"kk": "Ауылдық округ әкімін сайлау", "ru": "Выборы акима сельского округа"},
        day="2021-08-01", precinct="999",
        region={"kk": "Қызылорда облысы", "ru": "Кызылординская область"},
        district={"kk": "Арал ауданы", "ru": "Аральский район"},
        address={"kk": "Мысал ауылы, Мектеп көшесі, 1, орта мектеп ғимараты",
                 "ru": "село Мысал, улица Мектеп, 1, здание средней школы"},
        printed={"kk": "аумақтық сайлау комиссиясының 2021 жылғы 12 шілдедегі № 9 шешімі",
                 "ru": "решение территориальной избирательной комиссии от 12 июля 2021 года № 9"},
        lines=record_lines(options, values, boxes),
        options=tuple(RecordOption(f"o{i}", f"5.{i}", {"kk": kk, "ru": ru}, by)
                      for i, (kk, ru, _, by) in enumerate(options, 1)),
        members=MEMBERS,
        boxes=tuple(RecordBox(f"b{i}", str(i), False) for i in range(1, boxes + 1)),
        relations=RELATED, answers=(ANSWER,),
        attachments=(
            RecordAttachment({"kk": "Пайдаланылмаған бюллетеньдерді жою туралы акт",
                              "ru": "Акт о погашении неиспользованных бюллетеней"}, 1),
            RecordAttachment({"kk": "Байқаушының актісі", "ru": "Акт наблюдателя"}, 2)),
        switched_on=(), constants={}, journal_head="ab" * 32, announced=1231,
        part_one="6662 6766 6712 4315 2426 6180 5573 5228",
    )  # fmt: skip
    return replace(made, **changes)


def part_one(**changes):
    early = {line.id for line in LINES if line.part_one}
    whole = record()
    lines = tuple(line for line in whole.lines if line.id in early)
    signing = tuple(replace(m, state="signs", reason="") for m in whole.members)
    early_record = replace(whole, part=1, lines=lines, members=signing, relations=(), answers=(),
                           attachments=(), part_one="")  # fmt: skip
    return replace(early_record, **changes)


def options(count, long_at=0, votes=lambda i: (i * 37) % 160):
    """``count`` invented options; the one at ``long_at`` (from 1) has a name of 215 characters."""
    surnames = ("Абдрахманов", "Әбенов", "Байжанов", "Ғабдуллин", "Құдайбергенов", "Өміржанов")
    made = []
    for i in range(1, count + 1):
        name = f"{surnames[i % 6]} Нұрлан Мысалұлы {i}"
        made.append((LONG_NAME if i == long_at else name, name, votes(i), SELF))
    return tuple(made)


def recounted(**changes):
    """The night counted again: one vote moved from the last option to the one before."""
    old = record()
    stages = {line.id for line in LINES if line.stage == "piles" and line.place == "body"}
    moved = tuple((kk, ru, v + {6: 1, 153: -1}.get(v, 0), by) for kk, ru, v, by in ARAL)
    recount = RecordRecount(
        "proxy", "43(7-1)",
        {"kk": "сенім білдірілген адамның жазбаша арызы",
         "ru": "письменное заявление доверенного лица"},
        "Сенімов А. М.", 1460, "4", "4737 3618 7945 8742 3186 3062 2388 4977", 1444,
        tuple(line for line in old.lines if line.id in stages),
    )  # fmt: skip
    return record(moved, {"signed": 1597}, recount=recount, **changes)


#: A copy handed out at 00:19 after the day.
HANDED = {
    "number": "3",
    "hour": 1459,
    "to": {"kk": "Хабарова Жанар Мысалқызы, БАҚ өкілі",
           "ru": "Хабарова Жанар Мысалкызы, представитель СМИ"},
}  # fmt: skip


def with_line(record, line_id, item="", **changes):
    lines = [
        replace(x, **changes) if (x.id, x.item) == (line_id, item) else x for x in record.lines
    ]
    return replace(record, lines=tuple(lines))
