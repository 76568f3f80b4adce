"""An article is cited in one way in each language, whatever code names it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally_app.domain.values.articles import cited, unread_article, with_articles
from tally_app.domain.values.languages import CODES
from tally_app.domain.values.wording import Wording

WORDS = {
    "kk": Wording("kk", {"law.R": "референдум туралы заң, {article}"}),
    "ru": Wording("ru", {"law.R": "закон о референдуме, {article}"}),
    "en": Wording("en", {"law.R": "referendum law, {article}"}),
}
NUMBER = st.from_regex(r"[1-9]\d?(-[12])?", fullmatch=True)
ARTICLE = st.builds(
    lambda number, inner: number + "".join(f"({one})" for one in inner),
    NUMBER,
    st.lists(NUMBER, max_size=2),
)


@pytest.mark.parametrize(
    ("law", "kk", "ru", "en"),
    [
        ("43(8)", "43-бап, 8-тармақ", "ст. 43, п. 8", "Art. 43(8)"),
        (
            "43(3-1), 43(4)",
            "43-бап, 3-1 және 4-тармақтар",
            "ст. 43, п. 3-1 и 4",
            "Art. 43(3-1), 43(4)",
        ),
        ("17", "17-бап", "ст. 17", "Art. 17"),
        ("17, 20, 40", "17, 20 және 40-баптар", "ст. 17, 20 и 40", "Art. 17, 20, 40"),
        (
            "43(4)(3)",
            "43-бап, 4-тармақ, 3) тармақша",
            "ст. 43, п. 4, подп. 3",
            "Art. 43(4)(3)",
        ),
        (
            "38, 43(1)",
            "38-бап; 43-бап, 1-тармақ",
            "ст. 38; ст. 43, п. 1",
            "Art. 38, 43(1)",
        ),
        ("12(6)", "12-бап, 6) тармақша", "ст. 12, подп. 6", "Art. 12(6)"),
        (
            "R 28(1), 30(1)(5)",
            "референдум туралы заң, 28-бап, 1-тармақ; 30-бап, 1-тармақ, 5) тармақша",
            "закон о референдуме, ст. 28, п. 1; ст. 30, п. 1, подп. 5",
            "referendum law, Art. 28(1), 30(1)(5)",
        ),
    ],
)
def test_how_an_article_is_cited(law, kk, ru, en):
    assert [cited(law, WORDS[language]) for language in CODES] == [kk, ru, en]


@given(st.lists(ARTICLE, min_size=1, max_size=4))
def test_every_number_of_a_code_is_said_and_no_bare_code_in_a_state_language(articles):
    law = ", ".join(articles)
    for language in CODES:
        said = cited(law, WORDS[language])
        for article in articles:
            for number in article.replace(")", "").split("("):
                assert number in said
        assert "(" not in law or (law in said) == (language == "en"), "a bare code is English alone"


def test_what_is_no_code_is_cited_as_it_stands():
    assert [cited(law, WORDS["ru"]) for law in ("Устав, 5", "", "43(8), устав")] == [
        "Устав, 5", "", "43(8), устав",
    ]  # fmt: skip


def test_a_text_is_filled_with_its_articles_and_an_unread_one_is_told():
    text = "Ретпен ({law:43(3-1)}), {n} рет ({law:30})."
    assert with_articles(text, "kk") == ("Ретпен (43-бап, 3-1-тармақ), {n} рет (30-бап).")
    assert unread_article(text) == ""
    assert unread_article("({law:43 §8})") == "43 §8"
    assert with_articles("({law:43 §8})", "kk") == "({law:43 §8})"
