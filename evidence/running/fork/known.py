"""What a cell needs before it runs, found out once in the process from which all runs are forked.

A kernel turns each cell into Python, looks whether it awaits something, parses it and gives it a name: two milliseconds
a cell, and in a sweep the same for every run.
"""

import ast
import contextlib
import warnings
from collections.abc import Iterable
from functools import lru_cache

from ipykernel import compiler
from ipykernel.zmqshell import ZMQInteractiveShell

MOST = 256  # cells; all are forgotten when there are more


class Known:
    """Stands between a shell and what it would find out anew; what a cell has changed about that counts."""

    def __init__(self, shell: ZMQInteractiveShell):
        self._shell, manager = shell, shell.input_transformer_manager
        self._python: dict[str, str] = {}  # by the source of a cell; the others by what became of it
        self._awaits: dict[str, bool] = {}
        self._trees: dict[str, ast.AST] = {}
        self._transform, self._asks, self._parse = manager.transform_cell, shell.should_run_async, shell.compile.ast_parse
        self._learnt = self._settings()
        manager.transform_cell = self.transform_cell
        shell.should_run_async = self.should_run_async
        shell.compile.ast_parse = self.ast_parse
        compiler.murmur2_x86 = lru_cache(MOST)(compiler.murmur2_x86)

    def learn(self, sources: Iterable[str]) -> None:
        """Find out what these cells need, save those at fault or with a warning: each run is to say that itself."""
        if len(self._python) > MOST:
            for known in (self._python, self._awaits, self._trees):
                known.clear()
        for source in sources:
            if source not in self._python:
                with warnings.catch_warnings(record=True) as said, contextlib.suppress(Exception):
                    warnings.simplefilter("always")
                    self._learn(source, said)

    def _learn(self, source: str, said: list) -> None:
        python = self._transform(source)
        awaits, tree = self._asks(source, transformed_cell=python), self._parse(python)
        compiler.get_file_name(source)
        if not said:
            self._python[source], self._awaits[python], self._trees[python] = python, awaits, tree

    def transform_cell(self, source: str) -> str:
        """As the shell's transformer manager has it."""
        return self._python[source] if source in self._python and self._holds() else self._transform(source)

    def should_run_async(self, source: str, *, transformed_cell=None, preprocessing_exc_tuple=None) -> bool:
        """As the shell has it."""
        if transformed_cell in self._awaits and preprocessing_exc_tuple is None and self._holds():
            return self._awaits[transformed_cell]
        return self._asks(source, transformed_cell=transformed_cell, preprocessing_exc_tuple=preprocessing_exc_tuple)

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> ast.AST:
        """As the shell's compiler has it; a tree is given away once, as the shell may change it."""
        known = symbol == "exec" and source in self._trees and self._holds()
        return self._trees.pop(source) if known else self._parse(source, filename, symbol)

    def _holds(self) -> bool:
        return self._settings() == self._learnt

    def _settings(self) -> list:
        """All that a cell may change about how later ones are read."""
        manager = self._shell.input_transformer_manager
        return [self._shell.autoawait, self._shell.compile.flags, *manager.cleanup_transforms,
                *manager.line_transforms, *manager.token_transformers]
