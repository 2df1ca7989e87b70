"""The workflows, ours and a new report's: they end, give way to the next, run once a change, on code that stays."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FILES = [*sorted(ROOT.glob(".github/workflows/*.yml")), *ROOT.glob("evidence/new/template/*/dot-github/*/*.yml")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_workflow(file):
    text = file.read_text(encoding="utf-8")
    workflow = yaml.load(text, yaml.BaseLoader)  # for which 'on' is no truth
    assert workflow["concurrency"]["group"] and "permissions" in workflow
    assert all(0 < int(job["timeout-minutes"]) <= 120 for job in workflow["jobs"].values())
    assert "pull_request" not in workflow["on"] or workflow["on"]["push"]["branches"]
    used = re.findall(r"uses: (\S+)", text)
    assert used and all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in used)


def test_packages_are_fetched_once():
    [steps] = re.findall(r"uses: actions/cache@.*?\n(.*?)      - ", FILES[0].read_text(encoding="utf-8"), re.DOTALL)
    assert "hashFiles('requirements.txt')" in steps and "path: ~/.cache/uv" in steps
