"""Which messages the sources hold, read from their syntax: for `python -m tools.words` and for the tests.

A message is what is declared as one: a literal that is said (`say`, `count`), that is given to a field or an argument
of the type `words.Message`, or that stands in a table `dict[…, Message]` or a list `tuple[Message, ...]`; and the words
of a formula, in \\text{…}. A name that is said stands for all literals that it has been given in the same function.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
ROOMS = ("words", "surfaces", "optimizers", "scenes", "lessons", "studio", "pages", "router.py", "app.py")
TEXT = re.compile(r"\\text\{([^{}]+)\}")


class Found(NamedTuple):
    """A message in a source; `several` is its plural, if it has one."""

    file: str
    line: int
    text: str
    context: str = ""
    several: str = ""


class Declared(NamedTuple):
    """The arguments of a record or a function that are messages, by name, each with its place and its context."""

    places: dict[str, int]
    contexts: dict[str, str]


def sources() -> list[Path]:
    """All files of the house that may hold messages."""
    return sorted(
        file for room in ROOMS for file in ([ROOT / room] if room.endswith(".py") else (ROOT / room).rglob("*.py"))
    )


def messages() -> list[Found]:
    """Every message of the house, in the order of files and lines; what stands in several places, each time."""
    trees = {str(file.relative_to(ROOT)): ast.parse(file.read_text("utf-8")) for file in sources()}
    declared: dict[str, Declared] = {}
    for name, tree in trees.items():
        declared |= _declared(name, tree)
    return [
        one
        for name, tree in trees.items()
        for one in sorted({*_Walk(name, declared).of(tree)}, key=lambda one: one[1:])
    ]


def context_of(annotation: ast.expr | None) -> str | None:
    """The context of what is annotated as a message, "" without one; None for anything else."""
    match annotation:
        case ast.Name(id="Message"):
            return ""
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[ast.Name(id="Message"), context])):
            return str(ast.literal_eval(context))
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[_, value])):
            return context_of(value)
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[value, _])):
            return context_of(value)
    return None


def _module(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imported(file: str, tree: ast.Module) -> dict[str, str]:
    """What the names of a source mean that it imports or defines: 'controls' → 'studio.panels.controls'."""
    names = {
        node.name: f"{_module(file)}.{node.name}"
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return names


def _declared(file: str, tree: ast.Module) -> dict[str, Declared]:
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [one for one in node.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]
            given = [(ast.unparse(one.target), one.annotation) for one in fields]
        elif isinstance(node, ast.FunctionDef):
            given = [
                (one.arg, one.annotation) for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            ]
        else:
            continue
        contexts = {name: context for name, kind in given if (context := context_of(kind)) is not None}
        # `say` and `count` are read by their own rule.
        if contexts and node.name not in ("say", "count"):
            found[f"{_module(file)}.{node.name}"] = Declared(
                {name: place for place, (name, _) in enumerate(given)}, contexts
            )
    return found


class _Walk:
    """One source, read once."""

    def __init__(self, file: str, declared: dict[str, Declared]) -> None:
        self.file, self.declared = file, declared
        # A field that is a message is one wherever it is named: `from_optax(…, buys="…")`, `replace(…, help="…")`.
        kinds = [one.contexts for one in declared.values()]
        everywhere = {name for contexts in kinds for name in contexts}
        self.alike = {name: {contexts[name] for contexts in kinds if name in contexts} for name in everywhere}

    def of(self, tree: ast.Module) -> Iterator[Found]:
        """All its messages."""
        self.imported = _imported(self.file, tree)
        yield from self._inside(tree, [])

    def _called(self, func: ast.expr) -> str:
        """The name of what is called where it is defined; the door of a room leads to all that is inside."""
        whole, dot, last = ast.unparse(func).rpartition(".")
        meant = f"{self.imported.get(whole, '')}.{last}" if dot else self.imported.get(last, last)
        room, name = meant.split(".")[0], meant.rpartition(".")[2]
        inside = [one for one in self.declared if one.split(".")[0] == room and one.rpartition(".")[2] == name]
        return meant if meant in self.declared or not inside else inside[0]

    def _inside(self, node: ast.AST, scopes: list[ast.AST]) -> Iterator[Found]:
        if isinstance(node, ast.FunctionDef | ast.Module):
            scopes = [*scopes, node]
        if isinstance(node, ast.Call):
            yield from self._call(node, scopes)
        elif isinstance(node, ast.AnnAssign) and node.value:
            context, value = context_of(node.annotation), node.value
            values = value.values if isinstance(value, ast.Dict) else getattr(value, "elts", [value])
            for value in values if context is not None else ():
                yield from self._literals(value, context or "", scopes)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            for words in TEXT.findall(node.value) if not _is_prose(node.value) else ():
                yield Found(self.file, node.lineno, words, "formula")
        for child in ast.iter_child_nodes(node):
            yield from self._inside(child, scopes)

    def _call(self, call: ast.Call, scopes: list[ast.AST]) -> Iterator[Found]:
        name = self._called(call.func)
        if name == "words.say" and call.args:
            yield from self._literals(call.args[0], "".join(map(ast.literal_eval, call.args[1:])), scopes)
        elif name == "words.count":
            one, several = (next(self._literals(text, "", scopes)) for text in call.args[:2])
            yield one._replace(several=several.text)
        elif name in self.declared:
            places, contexts = self.declared[name]
            given = {arg: call.args[places[arg]] for arg in contexts if places[arg] < len(call.args)}
            given |= {one.arg: one.value for one in call.keywords if one.arg in contexts}
            for arg, value in given.items():
                yield from self._literals(value, contexts[arg], scopes)
        # Of a class all fields are known; a function may pass on what it does not name.
        known = self.declared[name].places if name in self.declared else {}
        for one in call.keywords:
            alike = self.alike.get(one.arg or "", set())
            if one.arg not in known and len(alike) == 1 and isinstance(one.value, ast.Constant):
                yield from self._literals(one.value, *alike, scopes)

    def _literals(self, value: ast.expr, context: str, scopes: list[ast.AST]) -> Iterator[Found]:
        """Every literal that an expression can be; what comes from a record is found where that is made."""
        match value:
            case ast.Constant(value=str(text)) if text:
                yield Found(self.file, value.lineno, text, context)
            case ast.JoinedStr():
                raise ValueError(f"{self.file}:{value.lineno}: a message is put together before it is looked up")
            case ast.IfExp(body=body, orelse=other):
                yield from self._literals(body, context, scopes)
                yield from self._literals(other, context, scopes)
            case ast.Name(id=name) if scopes:
                yield from self._given(name, context, scopes)

    def _given(self, name: str, context: str, scopes: list[ast.AST]) -> Iterator[Found]:
        """What a name has been given in the innermost function that gives it something."""
        for scope in reversed(scopes):
            texts = [
                node for node in _own(scope) if isinstance(node, ast.Assign) and name in map(ast.unparse, node.targets)
            ]
            for node in texts:
                more = [
                    one.value
                    for one in _own(scope)
                    if isinstance(one, ast.AugAssign) and ast.unparse(one.target) == name
                ]
                for found in self._literals(node.value, context, scopes):
                    yield found._replace(text=found.text + "".join(str(ast.literal_eval(one)) for one in more))
            if texts:
                return


def _own(scope: ast.AST) -> Iterator[ast.AST]:
    """What stands in a scope, without the functions inside it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from _own(child)


def _is_prose(text: str) -> bool:
    """Whether a text is a docstring or a pattern that tells of formulas, and no formula."""
    return "\n" in text or "…" in text or "[^" in text


def unique(found: Iterable[Found]) -> dict[tuple[str, str], list[Found]]:
    """By context and text."""
    kept: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        kept.setdefault((one.context, one.text), []).append(one)
    return kept
