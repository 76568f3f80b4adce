"""A text in every language that has it."""

from __future__ import annotations

from collections.abc import Mapping

#: One text per language code ("kk", "ru", "en").
Words = Mapping[str, str]
