"""A public name stands for one thing in the whole house."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What every chapter's subject, every command and every extension of Sphinx has under one name
INTERFACES = {"answer", "read", "Inputs", "Parameters", "add_parser", "setup"}
TEMPLATE = ROOT / "evidence/new/template"
MODULES = [path for package in ("evidence", "analysis") for path in (ROOT / package).rglob("*.py")
           if TEMPLATE not in path.parents]


def public(source):
    """The public classes and functions of a module, by their names."""
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [node.name for node in ast.parse(source).body if isinstance(node, kinds) and not node.name.startswith("_")]


def test_no_two_public_classes_or_functions_have_one_name():
    modules = defaultdict(list)
    for path in MODULES:
        for name in public(path.read_text(encoding="utf-8")):
            modules[name].append(str(path.relative_to(ROOT)))
    assert len(modules) > 500  # the modules were found
    assert {name: found for name, found in modules.items() if len(found) > 1 and name not in INTERFACES} == {}
