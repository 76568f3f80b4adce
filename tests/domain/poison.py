"""A relation the program fails at, as a fault of ours would make it: while it is bound, or run."""

import ast

from tally_app.domain.relations.rulebook import Rulebook, rulebook


class Poison(int):
    """A figure nobody can compare."""

    def __eq__(self, other):
        raise ZeroDivisionError("poison")

    __hash__ = int.__hash__


#: What stands in the relation's place: an expression that cannot be bound, one that cannot be run.
POISONED = {
    "bound": ast.Set([]),
    "run": ast.Compare(ast.Constant(1), [ast.Eq()], [ast.Constant(Poison(1))]),
}


def poison(monkeypatch, form, key, when="run", book=None):
    """From now on the program fails at the relation wherever the form is bound."""
    book = book or rulebook(form)
    monkeypatch.setitem(book.checks, key, POISONED[when])
    monkeypatch.delitem(book.whens, key, raising=False)


def poison_every_form(monkeypatch, key):
    """The same for every form that has the relation, also those read from now on."""
    sound = Rulebook.__post_init__

    def read(book):
        sound(book)
        if key in book.checks:
            poison(monkeypatch, book.form, key, book=book)

    rulebook.cache_clear()
    monkeypatch.setattr(Rulebook, "__post_init__", read)
