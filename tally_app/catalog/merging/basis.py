"""What the papers of a form rest on, said once.

A sentence of a paper cites its article as ``{basis:43(4)}``; ``[texts.basis]`` says of the whole
form which law that is, or that it is the rules of an organiser and no article at all. Filled once
the chain is merged, so that a form of another law changes one text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from tally_app.catalog.merging.merge import Merged
from tally_app.domain.values.articles import BASIS

_PLACE: Final = re.compile(r"\{basis:([^{}]*)\}")


def name_basis(merged: Merged) -> None:
    """Fill every ``{basis:…}`` in the words of a form; the article alone in a language that the
    text leaves out.
    """
    texts = merged.maps.get("texts")
    said = texts.values.get(BASIS) if texts else None
    if isinstance(said, dict):
        for _, _, item in merged.every():
            item.values = _named(item.values, said, "")


def _named(value: Any, said: Mapping[str, Any], language: str) -> Any:  # noqa: ANN401 - TOML
    if isinstance(value, dict):
        return {key: _named(inner, said, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_named(inner, said, language) for inner in value]
    text = said.get(language, "{article}")
    if not isinstance(value, str) or not isinstance(text, str):
        return value
    return _PLACE.sub(lambda place: text.replace("{article}", f"{{law:{place[1]}}}"), value)
