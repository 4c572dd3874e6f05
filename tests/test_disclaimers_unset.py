# ruff: noqa: E501 - one text a line
"""Disclaimers in other words, and which of several is told about. The texts are made up."""

import pytest
from one_rule import findings, marked

HEAD = "# A stiff neck\n\nIt is best to keep your neck warm and to move it a little each day.\n\n"
ASKS = "Talk to your doctor before you start."

# fmt: off
# (text, what MED105 and MED106 find: the first by its rule, the second by its severity)
TEXTS = [
    # Words parted by "and" stand before "information" as one word does.
    (f"*Note: This is general health and wellness information. {ASKS}*", ""),
    ("Our general health and wellness information evening is open to all. Call your doctor.", "MED105"),
    # A fragment names what the next sentence calls "it".
    ("*General education, not medical advice. It isn't a substitute for diagnosis by a licensed clinician.*", "note"),
    ("*Educational commentary only. It is not a substitute for evaluation by a licensed clinician.*", "note"),
    ("*Educational toys only. It is not a substitute for therapy by a licensed clinician.*", "MED105"),
    # Beside whom to call.
    ("Most necks settle within a week or so if you move them, and that is the main thing to do. Keep warm all day and all night, and do not sit still for long when you work. A warm bath in the evening is pleasant, and so is a walk in the morning. Take a break every hour or so. If anything feels off, call your doctor. This article tells what is typical, but it is not a substitute for an evaluation of your own neck.", ""),
    ("Most necks settle within a week or so if you move them, and that is the main thing to do. Keep warm all day and all night, and do not sit still for long when you work. A warm bath in the evening is pleasant, and so is a walk in the morning. Take a break every hour or so. If anything feels off, call your doctor. This collar keeps your neck warm, but it is not a substitute for an evaluation of your own neck.", "MED105"),
    # The text is one of those that no reader should rely on.
    ("Online articles cannot replace a clinical review.", "error"),
    ("Printed scans cannot replace a clinical review.", "MED105"),
    # Whom to ask, as a statement with a condition.
    ("This page is for information only. For lasting pain, a doctor can offer you advice.", ""),
    ("This page is for information only and is not medical advice. A doctor can offer you tea.", "warning"),
    ("This page is for information only and is not medical advice. For lasting pain, our team can offer you a mat.", "error"),
    ("This page is educational, and no substitute for treatment by a doctor. When the pain is severe, professional treatment is recommended.", ""),
    ("This page is educational, and no substitute for treatment by a doctor. Professional treatment is recommended reading.", "note"),
    # A professional last in a list.
    ("This page is not medical advice, and it does not replace first-aid training or a clinician.", "note"),
    ("This page is not medical advice, and it does not replace first-aid training or a clinician's car.", "warning"),
    # Where to go in an emergency.
    ("**Medical disclaimer:** This page is for information only. Proceed immediately to the nearest emergency department.", "note"),
    ("**Medical disclaimer:** This page is for information only. Proceed to the next page in an emergency.", "error"),
]
# fmt: on


@pytest.mark.parametrize(("text", "found"), TEXTS)
def test_a_disclaimer_and_what_only_sounds_like_one(text: str, found: str) -> None:
    page = f"{HEAD}{text}\n"
    said = [finding.severity for finding in findings("MED106", page)]
    assert [*(["MED105"] if marked("MED105", page) else ()), *map(str, said)] == ([found] if found else [])


def test_the_fullest_of_several_is_told_about() -> None:
    first = "This page is commentary and education. It is not medical advice."
    named = "This page is not medical advice. It is no substitute for treatment by a licensed clinician."
    for one, other in ((first, named), (named, first)):
        page = f"{HEAD}{one}\n\nKeep warm, and move.\n\n## More\n\nMove again.\n\n{other}\n"
        assert marked("MED106", page) == [named]
    # One that says in full whom to ask outdoes them.
    assert marked("MED106", f"{HEAD}{first}\n\n{named}\n\nThis page is general information. {ASKS}\n") == []
