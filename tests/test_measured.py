"""What herbs are said to do to the measure of a disease (MED415), and what is no such claim."""

from __future__ import annotations

import pytest
from one_rule import HEAD, findings, marked

SAID = """
[Nettle tea extract lowers blood pressure].
[Fenugreek seeds have the power to reduce cholesterol] considerably.
[Garlic is able to bring down your blood sugar].
Every morning [this spice lowers the blood sugar] of our readers.
[Ashwagandha significantly reduces blood glucose].
[Berberine supplements improve insulin sensitivity], and they are cheap.
[Bitter melon makes the body more sensitive to insulin].
[Our herbal capsules normalise blood pressure].
[Apple cider vinegar cuts cholesterol].
"""
LEFT_ALONE = """
Oats lower cholesterol.
Less salt lowers blood pressure.
Losing weight improves insulin sensitivity.
Statins lower cholesterol.
Metformin lowers blood sugar, and cinnamon does not.
Cinnamon may lower blood sugar a little.
Garlic could reduce cholesterol.
Does garlic lower blood pressure?
Garlic does not lower blood pressure.
Some people believe that garlic lowers blood pressure.
A trial found that garlic lowers blood pressure (Smith 2019).
Ginseng lowers blood sugar, so be careful with insulin.
Ginseng lowers blood sugar and interacts with warfarin.
Stop garlic capsules before surgery, as they lower blood pressure.
Exercise lowers blood pressure, and garlic tastes good.
Too much liquorice raises blood pressure.
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_what_a_disease_is_measured_by(line: str) -> None:
    wanted = line[line.index("[") + 1 : line.index("]")]
    text = f"{HEAD}{line.replace('[', '').replace(']', '')}\n"
    assert marked("MED415", text) == [wanted]
    (finding,) = findings("MED415", text)
    assert finding.message.endswith("what a disease is measured by")


@pytest.mark.parametrize("sentence", LEFT_ALONE.strip().splitlines())
def test_what_is_no_such_claim(sentence: str) -> None:
    assert marked("MED415", f"{HEAD}{sentence}\n") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("## Turmeric\n\n- Helps to reduce cholesterol", "Helps to reduce cholesterol"),
        ("## Oats\n\n- Helps to reduce cholesterol", None),
        ("- Turmeric: a root of India. This root lowers cholesterol.", "This root lowers cholesterol"),
    ],
)
def test_what_a_list_is_about_is_the_subject(text: str, wanted: str | None) -> None:
    assert marked("MED415", f"{HEAD}{text}\n") == ([wanted] if wanted else [])
