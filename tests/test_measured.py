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
You can [lower blood pressure naturally by drinking hibiscus tea].
Two ways [to lower your cholesterol are with berberine] and a walk.
Nettle grows in ditches. It is particularly good at [lowering blood sugar].
Nettle grows in ditches. Its leaves also help [keep blood sugar low].
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
Garlic seems to lower blood pressure.
Garlic may thin the blood and lower blood pressure.
People who ate garlic had lower blood pressure.
Some people use garlic to lower blood pressure.
Garlic may do good by helping to lower blood pressure.
Garlic might be a valuable cancer-fighting food.
Many hold the view that garlic lowers blood pressure.
The potential benefits that are told of drinking nettle tea include: lowers blood pressure.
Ginger helps with sickness and is good for cancer patients having chemotherapy.
Those who were given garlic capsules lowered their blood pressure.
A new report has found that garlic lowers blood pressure.
The use of garlic to lower blood pressure was looked into.
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


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Black seed oil reduces your risk of diabetes.", "Black seed oil reduces your risk of diabetes"),
        ("Walking reduces your risk of diabetes.", None),
        ("Those who ate turmeric had a lower risk of diabetes.", None),
        (
            "Turmeric has a protective effect against cancer.",
            "Turmeric has a protective effect against cancer",
        ),
        ("Turmeric has been described in old books as a treatment for diabetes.", None),
        ("Villagers still use turmeric as a remedy for asthma.", None),
    ],
)
def test_the_risk_of_a_disease_and_what_others_do(sentence: str, found: str | None) -> None:
    assert marked("MED415", f"{HEAD}{sentence}\n") == ([found] if found else [])
