import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest

from reports.drawing.paper import Pair
from reports.papers.protocol import protocol
from tally_app.domain.record.record import RecordBox, RecordLine
from tally_app.domain.values.numwords import in_words
from tests.reports import factory
from tests.reports.reading import fonts, pages, pdfium_pages, plain

ORDER = ["1", "2", "3", "4", "5.1", "5.2", "5.3", "5.4", "6", "7", "8", "9"]


def printed(line):
    """A row as it must be read back: number, figure, words."""
    words = [in_words(line.value, lang) for lang in ("kk", "ru")]
    return plain(" ".join([str(line.value), *(w[0].upper() + w[1:] for w in words)]))


def body(record):
    return [line for line in record.lines if line.place == "body" and line.kind == "count"]


@pytest.mark.parametrize("read", [pages, pdfium_pages])
def test_every_line_is_read_back_in_figures_and_words(texts, read):
    record = factory.record()
    first = read(protocol(record, texts))[0]
    position = 0
    for line in sorted(body(record), key=lambda x: ORDER.index(x.number)):
        label = texts.form.line(line.id).label["ru"]
        names = [o.name["ru"] for o in record.options if o.id == line.item]
        position = first.index(f" {line.number} ", position)
        said = (names[0] if names else label[0].upper() + label[1:]).split()[-1]
        position = first.index(said, position)
        position = first.index(printed(line), position)


def test_pdftotext_reads_the_cells_as_one_number(texts, tmp_path):
    path = tmp_path / "protocol.pdf"
    path.write_bytes(protocol(factory.record(), texts))
    try:
        read = subprocess.run(
            ["pdftotext", "-f", "1", "-l", "1", path, "-"], capture_output=True, check=True
        )
    except FileNotFoundError:
        pytest.skip("pdftotext is not installed")
    words = read.stdout.decode().split()
    assert {"1283", "928", "731", "3", "6", "153", "0", "35", "1296", "368"} <= set(words)


def test_every_page_says_precinct_day_page_and_check_value(texts):
    record = factory.record()
    found = pages(protocol(record, texts))
    assert len(found) == 3
    for number, page in enumerate(found, 1):
        assert f"{number} / 3" in page
        assert record.check_value() in page
        assert "№ 999 сайлау учаскесі · Ауылдық округ әкімін сайлау · 2021 жылғы 1 тамыз" in page
        assert "Избирательный участок № 999 · Выборы акима сельского округа" in page
        assert "01.07.2026 күнгі мәтіні бойынша; бекітілген нысан емес." in page
    assert "хаттама (жалғасы)" in found[1]
    assert "хаттама (қосымша)" in found[2]


def test_initials_stand_on_every_page_without_the_signature_table(texts):
    found = pages(protocol(factory.record(), texts))
    assert ["төрағаның қолы" in page for page in found] == [True, False, True]


def test_an_approved_form_is_not_called_unapproved(texts):
    for page in pages(protocol(factory.record(form_approved=True), texts)):
        assert "бойынша." in page
        assert "бекітілген нысан емес" not in page


def test_signature_page_repeats_the_key_figures(texts):
    page = pages(protocol(factory.record(), texts))[1]
    pairs = (
        "1 = 1 283 = 2 = 928 = 4 = 928 = 5.1 = 731 = 5.2 = 3 = 5.3 = 6 = 5.4 = 153 = 6 = 0 ="
        " 7 = 35 = 8 = 1 296 = 9 = 368 ="
    )
    assert pairs in page
    assert "2021 жылғы 2 тамыз, сағат 00:04" in page
    assert "2 августа 2021 года, 00:04" in page
    assert "№ 9 шешімі." in page
    assert "қатыспады · отсутствует" in page
    assert "сырқатына" not in page  # nobody's health on a paper that is posted and copied
    for member in factory.MEMBERS:
        assert member.name in page


def test_a_signing_time_that_is_not_known_is_left_to_the_hand(texts):
    page = pages(protocol(factory.record(values={"signed": None}), texts))[1]
    assert "Қолмен – тек қол қою мен уақыты" in page
    assert "2021 ж. / г." in page


def test_who_signs_for_the_chair_is_named(texts):
    members = list(factory.MEMBERS)
    members[0] = replace(members[0], state="absent", reason="")
    members[1] = replace(members[1], signs_for_chair=True)
    found = pages(protocol(factory.record(members=tuple(members)), texts))
    assert "төрағаның орнына қолы подпись за председателя" in found[0]
    assert "төраға үшін қол қояды подписывает за председателя" in found[1]


def test_initials_of_one_who_does_not_sign_are_struck_through(texts):
    members = [
        replace(m, state="refused") if m.office == "secretary" else m for m in factory.MEMBERS
    ]
    found = pages(protocol(factory.record(members=tuple(members)), texts))
    assert "подпись секретаря қол қоюдан бас тартты · отказ от подписи" in found[0]


def test_an_office_and_a_state_without_words_are_printed_as_they_are_written(texts):
    first = replace(factory.MEMBERS[0], office="кеңесші", state="белгісіз")
    record = factory.record(members=(first, *factory.MEMBERS[1:]))
    page = pages(protocol(record, texts))[1]
    assert "1 кеңесші Үлгібаева Айман Сәкенқызы белгісіз" in page


def test_a_line_not_established_prints_its_act(texts):
    record = factory.with_line(
        factory.record(), "invalid", value=None, status="not_established", act="3"
    )
    record = factory.with_line(
        record, "given_inside", value=None, status="not_established", act="4"
    )
    found = pages(protocol(record, texts))
    assert "Анықталмады (№ 3 акт) Не установлено (акт № 3)" in found[0]
    assert "7 = – = 8" in found[1]
    assert "Не установлено (акт № 4) –" in found[2]


def test_long_lists_carry_their_sum(texts):
    record = factory.record(factory.options(60, long_at=26))
    found = pages(protocol(record, texts))
    votes = [line.value for line in record.lines if line.id == "option.votes"]
    assert len(found) == 6
    carried = 0
    for page, following in pairwise(found[:4]):
        last = int(page.split("Сумма строк 5.1–5.")[1].split(",")[0])
        total = sum(votes[:last])
        carried += 1
        assert f"{total} {in_words(total, 'kk').capitalize()}" in page
        assert f"Перенесено со строк 5.1–5.{last} {total} " in following
        assert "Әрбір кандидат үшін берілген дауыстар саны (жалғасы)" in following
    assert carried == 3
    assert f"Сумма строк 5.1–5.60 {sum(votes)} " in found[3]
    assert f"Σ 5 = {sum(votes):,} =".replace(",", " ") in found[4]
    assert plain(factory.LONG_NAME) in found[1]
    for line in record.lines:
        if line.place == "body":
            assert any(
                f"{line.value} {in_words(line.value, 'kk').capitalize()}" in p for p in found
            )


def test_a_broken_list_without_a_section_still_carries_its_sum():
    sectionless = factory.form()
    lines = tuple(
        replace(x, section="") if x.id == "option.votes" else x for x in sectionless.lines
    )
    texts = factory.texts(replace(sectionless, lines=lines))
    record = factory.record(factory.options(30))
    record = replace(record, lines=tuple(
        replace(x, section="") if x.id == "option.votes" else x for x in record.lines))  # fmt: skip
    found = pages(protocol(record, texts))
    assert "Перенесено" in found[1]
    assert "(жалғасы) Число" not in found[1]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, 3), (4, 3), (9, 3), (12, 4), (13, 4), (30, 4), (36, 5), (48, 5), (54, 5), (60, 6)],
)
def test_pages_and_breaks_are_those_of_the_final_in_draft_and_training(texts, count, expected):
    record = factory.record(factory.options(count))
    final = pages(protocol(record, texts))
    training = pages(protocol(replace(record, mode="training"), texts))
    draft = pages(protocol(record, texts, draft=True))
    assert len(final) == len(training) == len(draft) == expected
    for other in (training, draft):
        for line in body(record):
            label = f" {line.number} "
            assert [label in page for page in final[: expected - 2]] == [
                label in page for page in other[: expected - 2]
            ]


def test_six_cells_for_large_figures(texts):
    found = pages(protocol(factory.record(values={"voters": 121348}), texts))
    assert "121348 Бір жүз жиырма бір мың үш жүз қырық сегіз" in found[0]


def test_many_wide_figures_take_two_rows_of_the_strip(texts):
    record = factory.record(factory.options(12, votes=lambda i: 100000 + i))
    page = pages(protocol(record, texts))[-2]
    assert "5.12" in page
    assert "100 012" in page


def test_draft(texts):
    record = factory.record(values={"against_all": None, "given_inside": None, "count_end": None})
    record = replace(record, boxes=(RecordBox("b7", "7", False),))
    found = pages(protocol(record, texts, draft=True))
    for page in found:
        assert "ЖОБА · ЧЕРНОВИК" in page
        assert record.check_value() not in page
        assert "төрағаның қолы" not in page
    assert "ЧЕРНОВИК: не подписывается, не заверяется печатью" in found[1]
    assert "Қолы Подпись" not in found[1]
    assert "Нөл" not in found[0]
    assert record.part_one not in found[2]


def test_a_draft_of_a_long_list_with_a_gap_has_no_sum(texts):
    record = factory.record(factory.options(30, votes=lambda i: None if i == 2 else 1))
    found = pages(protocol(record, texts, draft=True))
    assert "к переносу 5.1" not in found[0]
    assert len(pages(protocol(factory.record(factory.options(30)), texts))) == len(found)


def test_training(texts):
    record = factory.record(mode="training", printed={})
    found = pages(protocol(record, texts))
    for page in found:
        assert "ЖАТТЫҒУ · УЧЕБНЫЙ" in page
        assert record.check_value() in page
    assert record.check_value() != factory.record().check_value()
    # Four in the band, fourteen in the margins, one in each field of initials or of a signature.
    assert [page.count("ЖАТТЫҒУ · УЧЕБНЫЙ") for page in found] == [18 + 2, 18 + 6, 18 + 2]
    assert "Компьютерде басып шығаруға рұқсат: жаттығу." in found[1]
    assert "М.О." not in found[1]
    both = pages(protocol(record, texts, draft=True))
    assert all("ЖОБА · ЧЕРНОВИК" in p and "ЖАТТЫҒУ · УЧЕБНЫЙ" in p for p in both)


def test_recount_names_its_ground(texts):
    found = pages(protocol(factory.recounted(), texts))
    assert len(found) == 3
    assert (
        "Дауыстарды қайта санау негізінде жасалды: сенім білдірілген адамның жазбаша арызы,"
        " 2021 жылғы 2 тамыз, сағат 00:20 (43-бап, 7-1-тармақ). Қайта санау туралы № 4 акт."
        " Бұрынғы хаттама: 2 тамыз, сағат 00:04."
    ) in found[0]


def test_refusals(texts):
    with pytest.raises(ValueError, match="fair_copy"):
        protocol(factory.record(printed={"kk": ""}), texts)
    with pytest.raises(ValueError, match="against_all: missing"):
        protocol(factory.record(values={"against_all": None}), texts)
    with pytest.raises(ValueError, match="part_one"):
        protocol(factory.part_one(), texts)
    assert protocol(factory.record(printed={}), texts, draft=True)


def test_only_embedded_fonts_and_metadata(texts):
    import io

    import pypdf

    data = protocol(factory.record(), texts)
    found = fonts(data)
    assert all(found.values()), found
    assert {name.split("+")[1] for name in found} <= {
        "NotoSans-Regular", "NotoSans-Bold", "NotoSansMath-Regular"}  # fmt: skip
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.metadata.title.startswith("Дауыс беру нәтижелері туралы хаттама")
    author = reader.metadata.author.replace("\u00a0", " ")
    assert author == "№ 999 сайлау учаскесі  ·  избирательный участок № 999"
    assert reader.metadata["/CreationDate"].startswith("D:2021080")
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.trailer["/Root"]["/Lang"] == "kk"


def test_form_words_go_before_the_catalogue(texts):
    form = factory.form()
    form = replace(
        form,
        texts={**form.texts, "precinct_number": {"kk": "{number} орын", "ru": "место {number}"}},
    )
    assert "Место 999" in pages(protocol(factory.record(), factory.texts(form)))[0]


HASH = """
import hashlib
from reports.drawing import fonts
from reports.papers.blank import blank
from reports.papers.certified_copy import certified_copy
from reports.papers.dictation import dictation
from reports.papers.document import document
from reports.papers.fair_copy import fair_copy
from reports.papers.part_one import part_one
from reports.papers.protocol import protocol
from reports.papers.recount_act import recount_act
from reports.papers.wall import wall
from tests.reports import documents as d, factory as f
fonts.register(f.FONTS)
t, long = f.texts(), f.record(f.options(60, 26))
made = [protocol(f.record(), t), protocol(f.record(mode="training"), t, draft=True),
        protocol(long, t), part_one(f.part_one(), t), fair_copy(f.record(), t),
        recount_act(f.recounted(), t), wall(f.record(), t), dictation(f.record(), t),
        blank(f.record(), t), certified_copy(f.record(), t, **f.HANDED),
        *(document(make(), t) for make in (d.act, d.register, d.labels))]
print([hashlib.sha256(data).hexdigest() for data in made])
"""


def test_the_same_bytes_in_every_process(texts):
    said = set()
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        made = subprocess.run([sys.executable, "-c", HASH], capture_output=True, text=True,
                              env=environment, cwd=factory.ROOT, check=True)  # fmt: skip
        said.add(made.stdout)
    assert len(said) == 1
    assert hashlib.sha256(protocol(factory.record(), texts)).hexdigest() in said.pop()


def test_pairs():
    assert Pair("а", "").plus(Pair("б", "в"), ", ") == Pair("а, б", "в")
    assert isinstance(factory.record().lines[0], RecordLine)
