"""What was typed and is no fact yet, as one text that outlives the program: what stands in the
field of the cursor, and the statement that the protocol is signed as far as it is filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

#: How a text begins that holds a statement beside what is being typed.
_MARK: Final = "signing:"


def packed(typed: str, signing: Mapping[str, str]) -> str:
    """Both as one text; what is typed by itself where nothing of the statement is filled in."""
    return f"{_MARK}{json.dumps([typed, dict(signing)])}" if signing else typed


def unpacked(text: str) -> tuple[str, dict[str, str]]:
    """What was typed, and the statement; a text that is neither is what somebody typed."""
    if not text.startswith(_MARK):
        return text, {}
    try:
        typed, signing = json.loads(text.removeprefix(_MARK))
        return str(typed), {str(name): str(said) for name, said in signing.items()}
    except (ValueError, TypeError, AttributeError):
        return text, {}
