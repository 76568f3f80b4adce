"""Writing merged tables as TOML, for ``forms show``: what a form says with its bases merged in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def dump(tables: Mapping[str, Any]) -> str:
    """TOML of texts, integers, flags, dates, lists of them, tables and lists of tables.

    Reading it back gives the same tables. TypeError for anything a form cannot hold.
    """
    return "\n".join(_table(tables, "")).strip() + "\n"


def _table(table: Mapping[str, Any], path: str) -> Iterator[str]:
    later = []
    for key, value in table.items():
        if _is_tables(value) or (isinstance(value, dict) and not path):
            later.append((key, value))
        else:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in later:
        inner = f"{path}.{_key(key)}" if path else _key(key)
        for item in [value] if isinstance(value, dict) else value:
            yield f"\n[{inner}]" if isinstance(value, dict) else f"\n[[{inner}]]"
            yield from _table(item, inner)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _quoted(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: object) -> str:
    match value:
        case date():
            return value.isoformat()
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return _quoted(value)
        case list():
            return f"[{', '.join(_value(item) for item in value)}]"
        case dict():
            return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
        case _:
            raise TypeError(f"no value of a form: {value!r}")
