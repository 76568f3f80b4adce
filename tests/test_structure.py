"""What the shape of the code promises and no linter checks."""

import ast
import re
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from tally_app.preflight import missing_for_window

ROOT = Path(__file__).parent.parent
CODE = [*(ROOT / "tally_app").rglob("*.py"), *(ROOT / "reports").rglob("*.py")]
FILE_LINES = 400
FUNCTION_LINES = 70
ROOM_MODULES = 18
#: What is painted with is one trade, and has as many small parts.
KIT = "tally_app/ui/kit"
#: What parts the texts of addresses and of intents.
SIGNS = {"|", ":", "@"}
#: Where the step of a kind of page is looked for.
PAGE_NAMES = {"tally_app/domain/form/pages.py"}
NETWORK = {
    "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
NETWORK_QT = {"QtNetwork", "QtNetworkAuth", "QtWebSockets", "QtWebEngineCore", "QtHttpServer"}
ELECTION_KINDS = re.compile(
    r"akim|m[aä]slikhat|kurultai|quryltai|ma(?:j|zh)ilis|referendum|president"
    r"|әкім|аким|м[әа]слихат|құрылтай|курулта|м[әа]жіліс|мажилис|референдум|президент",
    re.IGNORECASE,
)
CLOCK = {"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp"}


@cache
def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path):
    return path.relative_to(ROOT).as_posix()


def imports(path):
    """Name every imported module, and what is taken from it, as dotted names with their line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


WINDOW = {"tally_app/main.py", "tally_app/__main__.py"}


def may_import_qt(path, module):
    place = name(path)
    if place.startswith("tally_app/ui/") or place in WINDOW:
        return True
    partner = (
        place.startswith("tally_app/app/window/") or place == "tally_app/published/presenter.py"
    )
    return partner and module.startswith("PySide6.QtCore")


def test_there_is_code_to_look_at():
    assert ROOT / "tally_app" / "paths.py" in CODE


def test_qt_stays_in_the_window():
    astray = [
        f"{name(path)}:{line} imports {module}"
        for path in CODE
        for module, line in imports(path)
        if module.split(".")[0] in {"PySide6", "shiboken6"} and not may_import_qt(path, module)
    ]
    assert not astray, "PySide6 belongs to ui; QtCore alone to app/window: move the code there"


def test_the_app_knows_no_network():
    online = [
        f"{name(path)}:{line} imports {module}"
        for path in CODE
        for module, line in imports(path)
        if (module.split(".")[0] in NETWORK or NETWORK_QT & set(module.split(".")))
        and not (name(path) == "tally_app/preflight.py" and module == "socket")
    ]
    assert not online, "the app is offline; preflight alone may ask the local display's socket"


def test_the_domain_reads_no_clock():
    clocks = [
        f"{name(path)}:{node.lineno} calls {node.func.attr}()"
        for path in CODE
        if name(path).startswith(("tally_app/domain/", "tally_app/published/rules/"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
    ]
    assert not clocks, "time is handed in"


def test_files_fit_in_one_reading():
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {place: size for place, size in lines.items() if size > FILE_LINES} == {}


def module(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def at_run_time(node):
    """Walk what runs: not what a type checker alone reads."""
    for child in ast.iter_child_nodes(node):
        if is_for_types(child):
            continue
        yield child
        yield from at_run_time(child)


def needs(path, modules):
    """The files a file imports, also inside its functions, without itself."""
    found = set()
    for node in at_run_time(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inside & modules.keys()) or {node.module}
    return {name for name in found & modules.keys() if modules[name] != path}


def circles(graph):
    """Take away what needs nothing, again and again, and what nothing needs: circles are left."""
    while True:
        needed = set().union(*graph.values())
        free = {one for one, others in graph.items() if not others or one not in needed}
        if not free:
            return graph
        graph = {one: others - free for one, others in graph.items() if one not in free}


def test_no_files_import_each_other_in_a_circle():
    modules = {module(path): path for path in CODE}
    graph = {one: needs(path, modules) for one, path in modules.items()}
    assert graph["tally_app.app.view.desk"] >= {"tally_app.app.view.second"}, "the graph is read"
    assert circles({"a": {"b"}, "b": {"a"}, "c": {"a"}, "d": set()}) == {"a": {"b"}, "b": {"a"}}
    assert circles(graph) == {}


def is_for_types(node):
    """True for ``if TYPE_CHECKING:``."""
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def bound_in(function):
    """The names a function gives a value of its own."""
    found = {arg.arg for arg in ast.walk(function.args) if isinstance(arg, ast.arg)}
    for node in ast.walk(function):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def used(node, names):
    """Every place where one of the names is looked up while the program runs."""
    if is_for_types(node):
        return
    if isinstance(node, ast.Name):
        if node.id in names:
            yield node
        return
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        names = names - bound_in(node)
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from used(child, names)


def used_without_import(source):
    """What is imported for the type checker alone and used by the program, as line and name."""
    names = {
        alias.asname or alias.name
        for node in ast.walk(source)
        if is_for_types(node)
        for inner in node.body
        for alias in getattr(inner, "names", ())
    }
    return [f"{node.lineno} {node.id}" for node in used(source, names)]


FAULTY = """
if TYPE_CHECKING:
    from somewhere import Form, Row
def typed(form: Form) -> Row: ...
def late():
    from somewhere import Row
    return Row()
def wrong():
    kept: Row = Form()
"""


def test_what_is_imported_for_types_alone_is_never_used():
    assert used_without_import(ast.parse(FAULTY)) == ["9 Form"]
    wrong = [f"{name(path)}:{found}" for path in CODE for found in used_without_import(tree(path))]
    assert wrong == []


def test_a_late_file_is_a_list_of_imports():
    """So that one sees at a glance what waits: each function one import and one return."""
    late = [path for path in CODE if path.name == "late.py"]
    assert late
    for path in late:
        for node in tree(path).body:
            allowed = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.Expr
            assert isinstance(node, allowed) or is_for_types(node), f"{name(path)}:{node.lineno}"
            if isinstance(node, ast.FunctionDef):
                _, imported, returned = node.body
                assert isinstance(imported, ast.Import | ast.ImportFrom), node.name
                assert isinstance(returned, ast.Return), node.name


def rooms():
    """The modules of every folder of code, packages' faces left out."""
    found = defaultdict(list)
    for path in CODE:
        if path.name != "__init__.py":
            found[path.parent.relative_to(ROOT).as_posix()].append(path.stem)
    return found


def test_a_room_holds_what_one_can_look_over():
    full = {room: len(there) for room, there in rooms().items() if len(there) > ROOM_MODULES}
    assert full == {KIT: 25}, "a folder that grows further is two subjects"


def test_three_files_with_one_prefix_are_a_folder():
    prefixes = Counter(
        f"{room}/{module.partition('_')[0]}" for room, there in rooms().items() for module in there
    )
    assert {prefix: many for prefix, many in prefixes.items() if many > 2} == {}


def test_a_public_class_name_stands_once():
    """``reports`` is another trade and may have its own words."""
    places = defaultdict(list)
    for path in CODE:
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[name(path).partition("/")[0], node.name].append(name(path))
    assert {word: there for word, there in places.items() if len(there) > 1} == {}


def test_no_address_is_taken_apart_by_hand():
    """What a button or a field asks for is a value; only an address reads its own text."""
    cut = [
        f"{name(path)}:{node.lineno}"
        for path in CODE
        if name(path).startswith(("tally_app/app/desk/", "tally_app/ui/", "tally_app/app/window/"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"partition", "rpartition", "split", "removeprefix"}
        and any(isinstance(x, ast.Constant) and x.value in SIGNS for x in node.args)
    ]
    assert not cut, "read it with app/view/address"


def test_no_place_asks_which_page_a_step_is():
    asked = [
        f"{name(path)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Compare)
        and any(
            isinstance(x, ast.Attribute) and x.attr == "page"
            for x in (node.left, *node.comparators)
        )
        and name(path) not in PAGE_NAMES
    ]
    assert not asked, "ask the kind of page (app/desk/pages/kinds.py)"


def test_functions_fit_on_a_screen():
    long = {
        f"{name(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    }
    assert long == {}


def test_no_election_kind_is_known_to_code():
    known = [
        f"{name(path)}:{number} {line.strip()}"
        for path in CODE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ELECTION_KINDS.search(line)
    ]
    assert not known, "an election kind is a file in resources/elections"


def test_resources_hold_no_code():
    assert not list((ROOT / "resources").rglob("*.py"))


@pytest.mark.skipif(
    bool(missing_for_window({"QT_QPA_PLATFORM": "offscreen"}, sys.platform)),
    reason="the system libraries of Qt are missing",
)
def test_this_pyside_keeps_its_references_to_none():
    """PySide6 6.12.0 on CPython 3.11 loses one per call and aborts the app after some thousands."""
    code = (
        "import sys\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(20_000):\n"
        "    thing.setObjectName('x')\n"
        "sys.exit(abs(sys.getrefcount(None) - before) > 100)\n"
    )
    child = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60
    )
    assert child.returncode == 0, child.stderr
