"""What Stripe's own library says of a thing's fields, read off its source: annotations, as trees."""

import ast
import importlib
import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any

PLAIN: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "bool": (bool,),
    "float": (int, float),
    "Decimal": (str,),
}


@cache
def fields_of(module: str, name: str) -> dict[str, ast.expr]:
    """The fields of a class, and of those that it is made of."""
    source = inspect.getsource(importlib.import_module(module))
    classes = {
        one.name: one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.ClassDef)
    }
    found: dict[str, ast.expr] = {}
    for base in classes[name].bases:
        if isinstance(base, ast.Name) and base.id in classes:
            found |= fields_of(module, base.id)
    for line in classes[name].body:
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            found[line.target.id] = line.annotation
        # Names that Python keeps for itself are given as a dictionary.
    return found


def strange(module: str, name: str, thing: Mapping[str, Any]) -> list[str]:
    """The fields of ``thing`` that the class does not have, or not with such a value."""
    known = fields_of(module, name)
    return [
        key
        for key, value in thing.items()
        if key not in known or not _fits(value, known[key], module)
    ]


def _fits(value: Any, said: ast.expr, module: str) -> bool:
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        return _fits(value, ast.parse(said.value, mode="eval").body, module)
    if isinstance(said, ast.BinOp):  # one | other
        return _fits(value, said.left, module) or _fits(value, said.right, module)
    if isinstance(said, ast.Subscript):
        return _fits_many(value, said, module)
    name = said.attr if isinstance(said, ast.Attribute) else getattr(said, "id", "")
    if name in PLAIN:
        return isinstance(value, PLAIN[name]) and (name == "bool" or not isinstance(value, bool))
    if isinstance(value, Mapping) and _is_here(module, name):
        return not strange(module, name, value)
    return isinstance(value, Mapping)


def _fits_many(value: Any, said: ast.Subscript, module: str) -> bool:
    outer = said.value.attr if isinstance(said.value, ast.Attribute) else said.value.id  # type: ignore[attr-defined]
    inner = said.slice.elts if isinstance(said.slice, ast.Tuple) else [said.slice]
    match outer:
        case "Optional":
            return value is None or _fits(value, inner[0], module)
        case "Union":
            return any(_fits(value, each, module) for each in inner)
        case "Literal":
            return value in [each.value for each in inner]  # type: ignore[attr-defined]
        case "List":
            return isinstance(value, list) and all(_fits(one, inner[0], module) for one in value)
        case "NotRequired":
            return _fits(value, inner[0], module)
        case "ExpandableField":
            return isinstance(value, str | Mapping)
        case "ListObject" | "Dict" | "UntypedStripeObject":
            return isinstance(value, Mapping)
    raise AssertionError(f"an annotation that we do not know: {ast.dump(said)}")


def _is_here(module: str, name: str) -> bool:
    try:
        fields_of(module, name)
    except KeyError:
        return False
    return True
