"""Documents filed with the night."""

from tally_app.domain.night.command import Refusal
from tally_app.domain.night.facts.table import allowed
from tests.domain.making import Evening, to_record


def test_a_document_is_filed_with_a_name():
    evening = Evening()
    filed = {"name": "photo.jpg", "digest": "0" * 64}
    assert evening.refusal("document_filed", **(filed | {"name": " "})) == Refusal("unknown")
    assert allowed(evening.night, to_record("document_filed", filed, "mayor")) == Refusal("unknown")
    evening.do("document_filed", **filed)
    assert evening.session.execute(to_record("document_filed", filed)) is None
    assert [kept.contest for kept in evening.night.documents] == ["akim", ""]
    assert evening.signed().why("document_filed", **filed) is None
