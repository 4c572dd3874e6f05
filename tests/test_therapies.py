"""What is claimed for therapies (MED432) and said against medicine (MED430), and what only looks like it."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from medlint._places import folder
from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.resources.from_yaml import read_yaml

CODES = ("MED309", "MED401", "MED413", "MED415", "MED424", "MED430", "MED432")
ENGLISH = "This is the text of an article for people who want to know what they can do for their health."

CLAIMED = """
Chiropractic care can help children who have an upset digestive system.
Acupuncture can help the production of their sperm.
Spinal adjustments help children with asthma and ear infections.
Chiropractic adjustments resolve ear infections.
Colic can be treated with chiropractic.
Bedwetting responds well to chiropractic care.
Acupuncture improves fertility.
Acupuncture lowers high blood pressure.
Acupuncture is very successful in treating asthma.
Acupuncture promotes health and prevents disease.
Kidney stones can be dissolved or removed by acupuncture.
Reiki is effective against depression.
Energy medicine is a revolutionary approach to treating cancer.
Craniosacral therapy relieves colic in babies.
Ear candling draws out ear wax.
Bioresonance eliminates allergies.
Magnet therapy lowers blood pressure.
IV therapy relieves fibromyalgia.
Live blood analysis detects cancer.
Homeopathic remedies are effective for tonsillitis.
Homeopathy offers lasting relief from asthma.
Homeopathy is one of the safest and most effective treatments for childhood eczema.
Homeopathy helps regulate blood sugar.
Infants with eczema and toddlers with recurrent infections all respond beautifully to homeopathic treatment.
Osteopathy helps babies with reflux and colic.
Did you know that chiropractic care helps children with asthma?
"""
ELSEWHERE = """
Acupuncture cures diabetes.
Reiki heals cancer.
Hypnosis can reverse diabetes.
"""
UNCLAIMED = """
Acupuncture relieves chronic pain, migraine and nausea.
Acupuncture eases cancer-related fatigue.
Acupuncture reduces the stress of infertility treatment.
Acupuncture is used to treat infertility.
Some people try acupuncture for high blood pressure.
There is no evidence that homeopathy treats asthma.
Homeopaths claim that homeopathy treats asthma.
Some say that iridology reveals disease.
Chiropractic helps with low back pain, neck pain and some headaches.
Hypnotherapy helps with irritable bowel syndrome.
IV iron therapy treats anaemia.
IV antibiotics treat infections.
Transcranial magnetic stimulation treats depression.
Do not use homeopathy instead of medicine that treats asthma.
Spinal manipulation can cause stroke.
Acupuncture is safe for people with diabetes.
Acupuncture and medicines that treat high blood pressure can be combined.
Ozone pollution worsens asthma.
It is a myth that ear candling removes wax.
Acupuncture treats the patient and not the disease.
Energy treatment plants reduce disease.
Unlike vaccines, homeopathic remedies do not prevent flu.
Parents who treat their child's asthma with homeopathy put it at risk.
A chiropractor was fined for saying that chiropractic treats asthma.
I treated my asthma with homeopathy for years.
Homeopathy is a great treatment for stress.
Hair analysis can detect arsenic poisoning.
Magnetic resonance imaging detects cancer.
"""
DISPARAGED = """
Unlike pharmaceuticals, which only cover up symptoms, our herbs heal.
Instead of using drugs to suppress symptoms, we strengthen the body.
Conventional medicine treats the symptoms, whereas homeopathy treats the root cause.
Second, antibiotics merely attempt to treat the symptom.
Drugs may temporarily reduce symptoms but ignore any underlying nerve disturbance.
Medications only cover up the problem and usually don't get to the underlying cause.
Medication is often prescribed that will simply mask the symptoms.
Most doctors only push pills.
Doctors are not trained in nutrition.
Prescription drugs do more harm than good.
You can not poison your body with drugs into health.
A good diet is better than waiting until you are sick to take a harmful medicine.
Pharmaceutical drugs are just a band-aid.
"""
NEUTRAL = """
Medicines for Parkinson's disease treat the symptoms but do not slow the disease.
Medication can only relieve the symptoms of a cold.
Some medicines mask symptoms, so tell the surgeon what you take.
Antihistamines mask symptoms, so stop them before an allergy test.
Your doctor will only prescribe antibiotics if you need them.
Antibiotics do more harm than good when you have a virus.
In the last weeks of life, chemotherapy does more harm than good.
Do drugs only mask the symptoms?
Homeopaths claim that drugs only suppress symptoms.
Modern medicine has no cure for the common cold.
Conventional medicine cannot cure Alzheimer's disease.
Herbal medicines only mask the symptoms.
Relying on pain medication without addressing the underlying cause makes it worse.
Allergy medications only treat the symptoms, while immunotherapy treats the cause.
Antiretroviral drugs only suppress the virus, they do not eliminate it.
Doctors are not trained in women's health as they should be.
Doctors often push medication doses up slowly.
Avoid taking toxic medicines in pregnancy.
Birth control pills mask the symptoms of endometriosis.
"Drugs only mask the symptoms", the advert said.
A survey suggested that reflexology may be better than medication or rest.
The team thought that osteopathy might prove more effective than drugs.
Unlike conventional treatments, acupuncture is not always backed by evidence.
"""
ON_ITS_PAGE = """
Our remedies help children with autism.
It is very effective in the treatment of epilepsy.
This gentle system has shown excellent results in lupus.
Epilepsy has been treated here with great success.
We have successfully treated hundreds of patients with fatty liver.
The remedies address the root cause of PCOS.
"""
NOT_THE_THERAPY = """
It may change chemicals that regulate blood pressure.
Insulin treats diabetes.
It does not treat epilepsy.
It may help children with autism.
Tell us if you have epilepsy or asthma.
Regular exercise is very effective for high blood pressure.
It helps with the stress of living with lupus.
"""
TALKED_DOWN_BESIDE = """
We look for root causes, not just symptoms.
Instead of masking the pain, we restore the balance.
It is a safe and gentle alternative to painkillers.
The drawbacks of modern medicine are well known.
Drugs only give temporary relief.
Many have become dependent on strong painkillers.
Doctors had no answer for her.
It is for patients who wish to avoid steroids.
Unlike drugs, it works without side effects.
"""
TALKED_DOWN_ANYWHERE = """
Unlike drugs, acupuncture works without side effects.
Reiki is better than medication.
Allopathic treatment never cures a disease at its root.
Conventional medicine was not designed to address the root causes of illness.
With Western medicine, symptoms are merely suppressed.
Vaccines are full of toxins.
Chemotherapy kills more people than cancer does.
There is a pill for every ill.
"""
HIDDEN = """
Seven things that your doctor will never tell you about statins are below.
The drug companies have capitalised on our fears.
The plan is mainly designed to prolong the use of medicines.
There is a campaign to discredit homeopathy.
It is about profits over patients.
The shocking truth about vaccines is coming out.
"""
TEASED = """
What nobody tells you about the first weeks with a baby is how loud they are.
What they don't tell you about motherhood would fill a book.
No drug company paid for this article.
Your doctor won't tell your employer.
There was a campaign to stop smoking.
"""
Speaking = Callable[..., list[str]]


@pytest.fixture(scope="module")
def speaking() -> Speaking:
    """Return a function that tells which of the rules speak of a sentence, once for each finding."""
    plan = plan_of(finder(isolated=True)("."), builtin(), Selection(select=CODES))

    def codes(sentence: str, title: str = "Advice") -> list[str]:
        report = lint_bytes("article.md", f"# {title}\n\n{ENGLISH}\n\n{sentence}\n".encode(), plan)
        assert not report.error
        return [finding.rule for finding in report.findings]

    return codes


@pytest.mark.parametrize("sentence", CLAIMED.strip().splitlines())
def test_a_claim_for_a_therapy_is_told_once(sentence: str, speaking: Speaking) -> None:
    """Which rule speaks depends on the verb: what is said to be cured is for MED401."""
    assert speaking(sentence) in (["MED432"], ["MED401"])


@pytest.mark.parametrize("sentence", ELSEWHERE.strip().splitlines())
def test_what_is_told_as_a_cure_is_not_told_again(sentence: str, speaking: Speaking) -> None:
    assert speaking(sentence) == ["MED401"]


@pytest.mark.parametrize("sentence", UNCLAIMED.strip().splitlines())
def test_what_claims_nothing_for_a_therapy(sentence: str, speaking: Speaking) -> None:
    assert "MED432" not in speaking(sentence)


def test_the_title_of_a_critical_page_only_names_what_it_is_about(speaking: Speaking) -> None:
    title = "Chiropractic to treat babies with colic, asthma and wet beds"
    assert speaking("Parents ask.", title) == ["MED432"]
    assert speaking("There is no credible scientific evidence for it.", title) == []
    claim = "## How chiropractic treats asthma\n\nThere is no scientific evidence for it."
    assert speaking(claim, "Backs") == ["MED432"]
    assert "MED432" in speaking("It is no quackery. Chiropractic helps children with asthma.", title)


def test_a_citation_excuses_a_claim_for_a_therapy(speaking: Speaking) -> None:
    assert speaking("Acupuncture treats [infertility](https://doi.org/10.1002/14651858.CD006920.pub3).") == []


@pytest.mark.parametrize("sentence", DISPARAGED.strip().splitlines())
def test_medicine_talked_down(sentence: str, speaking: Speaking) -> None:
    assert speaking(sentence) == ["MED430"]


@pytest.mark.parametrize("sentence", NEUTRAL.strip().splitlines())
def test_what_is_true_of_medicine(sentence: str, speaking: Speaking) -> None:
    assert "MED430" not in speaking(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Modern medicine treats symptoms, not causes.",
        "It is hard to treat this disease by conventional medicine.",
        "Using drugs to suppress symptoms helps nobody.",
        "Steroid creams may suppress symptoms, but they do not address the underlying cause.",
    ],
)
def test_what_counts_only_beside_another_way_of_healing(sentence: str, speaking: Speaking) -> None:
    assert "MED430" not in speaking(sentence, "Eczema")
    assert speaking(sentence, "Homeopathy for eczema") == ["MED430"]


@pytest.mark.parametrize("sentence", ON_ITS_PAGE.strip().splitlines())
def test_what_is_said_on_a_page_about_a_therapy(sentence: str, speaking: Speaking) -> None:
    assert speaking(sentence, "Homeopathy for families") == ["MED432"]
    assert "MED432" not in speaking(sentence, "Our clinic")


@pytest.mark.parametrize("sentence", NOT_THE_THERAPY.strip().splitlines())
def test_what_is_not_said_of_the_therapy(sentence: str, speaking: Speaking) -> None:
    assert "MED432" not in speaking(sentence, "Homeopathy for families")


def test_a_list_of_what_is_treated_is_told_once(speaking: Speaking) -> None:
    items = "## Conditions we treat\n\n- Back pain\n- Asthma\n- Epilepsy\n"
    assert speaking(items, "Acupuncture") == ["MED432"]
    assert speaking(items, "Our clinic") == []
    assert speaking(items, "Acupuncture and physiotherapy") == []


@pytest.mark.parametrize("sentence", TALKED_DOWN_BESIDE.strip().splitlines())
def test_medicine_talked_down_beside_another(sentence: str, speaking: Speaking) -> None:
    assert "MED430" not in speaking(sentence, "Asthma")
    assert speaking(sentence, "Homeopathy for asthma") == ["MED430"]


@pytest.mark.parametrize(
    "sentence", ["It is a safe and gentle alternative to antibiotics.", "It reduces reliance on steroids."]
)
def test_what_leads_away_from_a_medicine_is_told_once(sentence: str, speaking: Speaking) -> None:
    assert speaking(sentence, "Homeopathy for asthma") == ["MED309"]


@pytest.mark.parametrize("sentence", TALKED_DOWN_ANYWHERE.strip().splitlines())
def test_medicine_talked_down_anywhere(sentence: str, speaking: Speaking) -> None:
    assert speaking(sentence) == ["MED430"]


@pytest.mark.parametrize("sentence", HIDDEN.strip().splitlines())
def test_what_is_said_to_be_hidden(sentence: str, speaking: Speaking) -> None:
    assert speaking(sentence) == ["MED424"]


@pytest.mark.parametrize("sentence", TEASED.strip().splitlines())
def test_what_only_teases(sentence: str, speaking: Speaking) -> None:
    assert speaking(sentence) == []


def test_the_rule_is_asked_where_any_of_its_therapies_may_be_named() -> None:
    params = read_yaml(os.path.join(folder("rules"), "claims", "therapy-disease-claim.yaml"))["params"]
    assert sorted(params["only-where"]) == sorted(f"-{name}" for name in params["therapies"])
