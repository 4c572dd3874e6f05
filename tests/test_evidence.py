"""Claims of evidence: hard sentences, and how long hostile ones take."""

import pytest
from growth import LINEAR, growth
from one_rule import HEAD, findings, marked


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Magnesium is clinically proven to stop cramps.", ["clinically proven"]),
        ("Studies have consistently shown that walking helps.", ["Studies have consistently shown"]),
        ("Trials of ginger in pregnancy found less nausea.", ["Trials of ginger in pregnancy found"]),
        ("Science has proven it.", ["Science has proven"]),
        ("Studies show no link between the jab and autism.", ["Studies show"]),
        ("While not a miracle cure, its proven benefits make it worth a try.", ["proven benefits"]),
        ("There is no cure for asthma, and no trial has shown one.", []),
        ("Garlic has not been shown to lower blood pressure.", []),
        ("Garlic has never been proven to lower blood pressure.", []),
        ("It isn't clinically proven.", []),
        ("Barley has time-proven benefits.", []),
        ("Barley has proven benefits.", ["proven benefits"]),
        ("Has garlic been shown to lower blood pressure?", []),
        ('The label says "clinically proven", which means little.', []),
        ("Sellers claim that studies show a benefit.", []),
        ("It is a myth that research has proven a benefit.", []),
        ("If trials show a benefit, the advice will change.", []),
        ("Until larger trials confirm it, wait.", []),
        ("More research is needed to show whether it works.", []),
        ("These studies show how hard it is to sleep in hospital.", []),
        ("Your test results have shown to your doctor what is wrong.", []),
        ("A study in the British Medical Journal found it, and other studies show it.", []),
        ("Studies show that it helps (Smith et al., 2021).", []),
        ("Studies show that it helps (WHO, 2021).", []),
        ("Studies show that it helps [12].", []),
        ("Studies show that it helps.¹²", []),
        ("Studies show that it helps<sup>4</sup>.", []),
        ("Studies show that it helps [@smith2020].", []),
        ("Studies show that it helps, doi:10.1000/182.", []),
        ('Studies show that it helps {{< cite "smith" >}}.', []),
        ("Studies show that it helps (in May 2021).", ["Studies show"]),
        ("Studies show that it helps ([book now](https://calendly.com/us)).", ["Studies show"]),
        ("Studies show that it helps ([more](/guides/more)).", ["Studies show"]),
        ("The NHS says that research shows a benefit.", []),
    ],
)
def test_uncited_proof(sentence: str, found: list[str]) -> None:
    assert marked("MED405", f"{HEAD}{sentence}\n") == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("About 20% of adults have it.", ["20% of adults"]),
        ("Between 10–15% of new mothers feel low.", ["10–15% of new mothers"]),
        ("It affects four to eleven per cent of newborns.", ["eleven per cent of newborns"]),
        ("Shingles strikes one in three people.", ["strikes one in three"]),
        ("Thirty-five percent of women have it.", ["Thirty-five percent of women"]),
        ("Of thirty, five percent of women have it.", ["five percent of women"]),
        ("30% of women in the Roe survey had it.", []),
        ("30% of women in the Danish survey had it.", ["30% of women"]),
        ("One-third of participants in BRIGHT 2 lost weight.", []),
        ("One-third of participants in PHASE 2 lost weight.", ["One-third of participants"]),
        ("One-third of participants with COVID-19 lost weight.", ["One-third of participants"]),
        ("The vaccine is 97% effective.", ["97% effective"]),
        ("It lowers the number of attacks by up to 30%.", ["lowers the number of attacks by up to 30%"]),
        ("Survival is about 90% when it is found early.", ["Survival is about 90%"]),
        ("Women who had a 35% chance of a second attack were told so.", ["35% chance"]),
        ("She had a 30% risk of a bleed and a 5% risk of another. My mother had a 40% chance of it.", []),
        ("They gave me a 10% chance of walking.", []),
        ("Up to a third of women have it.", ["a third of women"]),
        ("That means that up to a third of women have it.", []),
        ("Use a cream with 1% hydrocortisone.", []),
        ("Use a gel with 70% alcohol.", []),
        ("Be 100% sure before you drive.", []),
        ("Get 20% off your first box.", []),
        ("Train at 60% of your maximum heart rate.", []),
        ("Call 999 if your oxygen level is below 92%.", []),
        ("An HbA1c of 6.5% or more means diabetes.", []),
        ("Aim to lose 5% of your weight.", []),
        ("Increase the distance by 10% each week.", []),
        ("Do 30% of people have it?", []),
        ("It is not true that 80% of people have it.", []),
        ('The advert says "90% of women agree".', []),
        ("If 95% of people are vaccinated, outbreaks end.", []),
        ("Sellers claim that 9 out of 10 people feel better.", []),
        ("In 2022, 20% of adults had it (ONS, 2023).", []),
        ("According to the World Health Organization, 1 in 7 people have it.", []),
        ("Take one in the morning and two in the evening.", []),
    ],
)
def test_uncited_figures(sentence: str, found: list[str]) -> None:
    assert marked("MED407", f"{HEAD}{sentence}\n") == found


def test_a_figure_may_be_cited_in_the_next_paragraph_or_in_its_table() -> None:
    near = "# T\n\n20% of adults have it.\n\nThe [survey](https://www.ons.gov.uk/x) is from 2023.\n"
    far = "# T\n\n20% of adults have it.\n\nRest.\n\nThe [survey](https://www.ons.gov.uk/x) is from 2023.\n"
    table = "# T\n\n| Who | Share |\n|---|---|\n| Men | 20% of men |\n| Women | 9% of women [1] |\n"
    assert marked("MED407", near) == []
    assert marked("MED407", far) == ["20% of adults"]
    assert marked("MED407", table) == []


LED = "# T\n\nResearch shows what walks do:\n\n- **20% of adults** sleep better\n- Better moods\n\n{end}\n"


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ('_(Source: Cochrane Review, "Walks")_', 0),
        ("[Source: NHS]", 0),
        ("(Source: Unsplash)", 2),
        ("Walks are free (see below).", 2),
        ("Try it.\n\n(Source: Cochrane Review)", 2),
    ],
)
def test_a_source_that_closes_a_list_is_that_of_all_of_it(end: str, found: int) -> None:
    text = LED.format(end=end)
    assert len(findings("MED405", text) + findings("MED407", text)) == found


def test_at_most_three_figures_are_reported_and_the_rest_are_listed() -> None:
    text = "# T\n\n" + "\n\n".join(f"In town {n}, {n}0% of adults have it. Rest." for n in range(1, 7))
    found = findings("MED407", text)
    assert len(found) == 3
    assert len(found[-1].related) == 3


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Statins cut the risk of stroke by 25%.", ["cut the risk of stroke by 25%"]),
        ("Smokers are five times more likely to get it.", ["five times more likely to"]),
        ("It halves your chance of a relapse.", ["halves your chance"]),
        ("It cuts the risk by 25%, from 4% to 3%.", []),
        ("It cuts the risk by 25%: 3 in 100 people rather than 4.", []),
        ("It doubles the risk, which remains rare.", []),
        ("Does it double your risk?", []),
        ("It does not double your risk.", []),
        ("Double the dose of water.", []),
        ("Losing weight can lower your blood pressure.", []),
    ],
)
def test_relative_risk(sentence: str, found: list[str]) -> None:
    assert marked("MED425", f"{HEAD}{sentence}\n") == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("These evidence-based tips help you sleep.", ["evidence-based"]),
        ("Our science-backed plan is backed by years of research.", ["science-backed"]),
        (
            "Our science-backed plan helps. It is backed by research.",
            ["science-backed", "backed by research"],
        ),
        ("Ask for a treatment that is evidence-based.", []),
        ("Evidence-based medicine began in the 1990s.", []),
        ("The plan is not evidence-based.", []),
        ("Is the plan evidence-based?", []),
        ("Makers claim that the plan is science-backed.", []),
        ("Ask for expert advice. Get insights from your diary.", []),
        ("Back your car out. Bring evidence of your address.", []),
        ("Lie on your back, and secure the evidence.", []),
    ],
)
def test_labels_without_a_source(sentence: str, found: list[str]) -> None:
    assert marked("MED406", f"{HEAD}{sentence}\n") == found
    cited = f"{HEAD}{sentence}\n\nSee the [NHS](https://www.nhs.uk/).\n"
    assert marked("MED406", cited) == []


@pytest.mark.parametrize(
    ("limit", "found"),
    [
        ("", True),
        ("Take care of your shoes.", True),
        ("It lowers the risk of falls.", True),
        ("Do not worry if you miss a day.", True),
        ("Stop if it hurts.", False),
        ("Large doses cause side effects.", False),
        ("The evidence is mixed: there is little evidence from trials.", False),
        ("Most strains get better on their own.", False),
        ("Talk to your doctor before starting.", False),
        ("It is not suitable for people with osteoporosis.", False),
        ("Results vary from person to person.", False),
        ("Anyone with a recent fracture should ask a physiotherapist.", False),
    ],
)
def test_benefits_and_limits(limit: str, found: bool) -> None:
    text = (
        "# Stretching\n\nStretching can help relieve tight calves. Regular stretches improve balance."
        f" Strengthening exercises are very effective for runners. {limit}\n\n## Disclaimer\n\nThis text does"
        " not replace medical advice and may not be suitable for you.\n"
    )
    assert bool(findings("MED418", text)) is found


@pytest.mark.parametrize(
    "rule", ["MED114", "MED405", "MED406", "MED407", "MED409", "MED418", "MED423", "MED425"]
)
@pytest.mark.parametrize(
    ("piece", "end"),
    [
        ("studies show 20% of people ", ""),
        ("studies show. 20% of adults risk. evidence-based. ", ""),
        ("(", "Smith 2020 studies show"),
        ("Aa ", "research shows 5% of adults"),
        ("20%", " of people"),
        ("reduces the risk ", "by 5%"),
    ],
    ids=["one-sentence", "sentences", "brackets", "capitals", "percent", "gaps"],
)
def test_hostile_text_costs_what_its_length_does(rule: str, piece: str, end: str) -> None:
    assert growth(lambda text: findings(rule, text), lambda size: f"{HEAD}{piece * size}{end}\n") < LINEAR


@pytest.mark.parametrize(
    ("rule", "claim"),
    [
        ("MED405", "Ginger is clinically proven to ease nausea"),
        ("MED407", "Nausea affects 40% of women"),
        ("MED423", "Studies suggest that ginger helps"),
    ],
)
@pytest.mark.parametrize(
    ("mark", "is_cited"),
    [
        ("[lee-2020]", True),
        ("[pmid-12345678]", True),
        ("[doi:10.1000/182]", True),
        ("[roe-2021]", False),
        ("[my ginger notes]", False),
        ("lee-2020", False),
    ],
)
def test_a_source_of_the_front_matter_is_cited_by_its_id(
    rule: str, claim: str, mark: str, *, is_cited: bool
) -> None:
    head = "---\nlang: en\nsources:\n  - id: lee-2020\n    title: Ginger at sea\n---\n\n# Title\n\n"
    found = marked(rule, f"{head}{claim} {mark}.\n\nIt is hot.\n")
    assert bool(found) is not is_cited
