"""The ``evidence`` program: every command is listed, and only the one that is asked for is loaded."""

import importlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from made_up import project

from evidence import cli

LOADED = """
import sys
from evidence.cli import main
try:
    main(sys.argv[1:])
finally:
    print("loaded:", *sorted(name for name in sys.modules if name.startswith("evidence.commands.")))
"""


def test_every_command_is_listed_and_each_has_its_module(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    listed = capsys.readouterr().out
    for command, module in cli.COMMANDS.items():
        assert f"\n    {command} " in listed
        assert callable(importlib.import_module(f"evidence.commands.{module}").add_parser)


def test_every_command_speaks_to_machines_and_can_be_quiet():
    [commands] = [action.choices for action in cli._parser([])._actions
                  if "check" in (action.choices or ())]
    assert set(commands) == set(cli.COMMANDS)
    for command in commands.values():
        assert {"--json", "--quiet"} <= set(command._option_string_actions)


@pytest.mark.parametrize("command", ["scan", "add", "remove", "tables", "run", "refresh", "sweep", "scenarios", "book"])
def test_what_changes_sources_or_takes_long_can_be_tried(command):
    [commands] = [action.choices for action in cli._parser([command])._actions if command in (action.choices or ())]
    assert "--dry-run" in commands[command]._option_string_actions


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_shell_completes_commands_and_options(shell, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--print-completion", shell])
    printed = capsys.readouterr().out
    assert not ended.value.code and "exit-code" in printed and "sobol" in printed


def test_the_version_is_that_of_the_package(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    declared = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert not ended.value.code and capsys.readouterr().out == f"evidence {declared['version']}\n"


def test_only_the_command_that_is_asked_for_is_loaded(tmp_path):
    done = subprocess.run([sys.executable, "-c", LOADED, "--root", str(project(tmp_path)), "diff", "--help"],
                          capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "loaded: evidence.commands.diff", done.stderr


def test_what_a_command_does_not_know_is_refused_with_what_it_knows(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--root", str(project(tmp_path)), "run", "mills", "out.ipynb", "-k", "python3"])
    said = capsys.readouterr().err
    assert ended.value.code == 2 and "evidence run: error: unrecognized arguments: -k" in said and "--engine" in said


def test_a_folder_that_is_no_report(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--root", str(tmp_path), "check"])
    assert ended.value.code == 2 and "no report here" in capsys.readouterr().err


@pytest.mark.parametrize("error, code, said", [
    (OSError(28, "No space left on device", "data"), 1, "data: No space left on device; mend that"),
    (PermissionError(13, "Permission denied", "data"), 1, "data: Permission denied; take a copy of the report"),
    (KeyboardInterrupt(), 130, "interrupted"),
])
def test_what_ends_a_command_is_said_without_a_traceback(tmp_path, monkeypatch, capsys, error, code, said):
    def examine(root):
        raise error

    monkeypatch.setattr("evidence.tables.build.examine_all", examine)
    call = ["--root", str(project(tmp_path)), "check"]
    assert cli.main(call) == code and capsys.readouterr().err.startswith(said)
    assert cli.main([*call, "--json"]) == code
    told = json.loads(capsys.readouterr().out)
    assert told["code"] == code and (said == "interrupted" or told["faults"][0]["wrong"] in said)


@pytest.mark.parametrize("words, command, wrong, usage", [
    (["run", "mills", "-k", "python3"], "run", "unrecognized arguments: -k python3", "--engine"),
    (["sweep", "--draws", "lots"], "sweep", "argument --draws: invalid int value: 'lots'", "--draws N"),
    (["run", "mills", "-p", "a", "b", "c"], "run", "-p a b c: one parameter at a time", "NAME=VALUE"),
    (["diff", "default"], "diff", "the following arguments are required: B", "--exit-code"),
    (["chekc"], "evidence", "invalid choice: 'chekc'", "--version"),
    ([], "evidence", "the following arguments are required: COMMAND", "--version"),
    (["--root", "/nowhere/at/all", "check"], "check", "no report here", "evidence check"),
])
def test_a_machine_is_told_of_a_wrong_call_as_of_any_other_fault(capsys, words, command, wrong, usage):
    with pytest.raises(SystemExit) as ended:
        cli.main([*words, "--json"])
    told = capsys.readouterr()
    said = json.loads(told.out)
    [fault] = said.pop("faults")
    assert (ended.value.code, said) == (2, {"command": command, "code": 2, "found": {}, "printed": []})
    assert wrong in fault["wrong"] and usage in fault["remedy"] and not told.err


def test_what_a_command_prints_is_told_to_machines(tmp_path, capsys):
    call = ["--root", str(project(tmp_path)), "check"]
    assert cli.main(call) == 0
    printed = capsys.readouterr().out
    assert cli.main([*call, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["printed"] == printed.splitlines() != []
