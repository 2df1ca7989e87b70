"""What a chapter folds: kept as text, the outermost alone, templates and open folds left as they are."""

from evidence.sphinxext.folds import deferred

MANY = "<p><b>x</b></p>" * 30


def test_outermost_closed_folds_are_set_aside():
    inner = f"<details><summary>in</summary>{MANY}</details>"
    body = f"<p>a</p><details class='c'><summary><b>out</b></summary>{inner}</details><p>z</p>"
    assert deferred(body) == (f"<p>a</p><details class='c'><summary><b>out</b></summary><noscript>{inner}</noscript>"
                              "</details><p>z</p>")


def test_others_are_left_as_they_are():
    for body in (f"<details open><summary>s</summary>{MANY}</details>", "<details><summary>s</summary>few</details>",
                 f"<template><details><summary>s</summary>{MANY}</details></template>",
                 f"<details><summary>s</summary><noscript>{MANY}</noscript></details>"):
        assert deferred(body) == body


def test_one_after_the_other():
    one = f"<details><summary>s</summary>{MANY}</details>"
    assert deferred(one + one).count("<noscript>") == 2
