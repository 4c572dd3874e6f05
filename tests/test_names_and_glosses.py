"""Names with a colour in them, headings in capitals, and letters that a clause explains."""

import pytest
from one_rule import HEAD, marked, plan

from medlint.engine import lint_bytes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Families can ring Red Nose Grief and Loss, day and night.", []),
        ("Ask for the leaflet of the Happy Red Cheeks society.", []),
        ("She has a red nose and red cheeks.", ["red nose"]),
        ("The metal builds up in the skin and turns it blue-grey.", ["skin and turns it blue-grey"]),
        ("Call for help if their lips turn blue.", ["lips turn blue"]),
    ],
)
def test_a_colour_in_a_name_is_no_sign(text: str, found: list[str]) -> None:
    assert marked("MED321", f"{HEAD}{text}\n") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The oil holds traces of THC, the part of cannabis that makes people high.", []),
        ("Ask about TSH, a hormone which tells how hard the gland is driven.", []),
        ("The oil holds traces of THC, the farmer says.", ["THC"]),
        ("The oil holds traces of THC. The law that bans it is old.", ["THC"]),
    ],
)
def test_a_clause_behind_letters_explains_them(text: str, found: list[str]) -> None:
    assert marked("MED505", f"{HEAD}{text}\n") == found


TEXT = "Gentle movement helps a stiff neck more than rest does, and it costs nothing at all. " * 4


@pytest.mark.parametrize(
    ("name", "found"), [("a.txt", ["NEVER"]), ("a.md", ["WHAT TO DO WITH THE NECK", "NEVER"])]
)
def test_capitals_are_the_headings_of_plain_text(name: str, found: list[str]) -> None:
    mark = "# " if name.endswith("md") else ""
    source = f"{mark}A stiff neck\n\n{TEXT}\n\n{mark}WHAT TO DO WITH THE NECK\n\nYou should NEVER jerk it.\n"
    report = lint_bytes(name, source.encode(), plan("MED513"))
    assert [source[slice(*finding.span)] for finding in report.findings if finding.rule == "MED513"] == found
