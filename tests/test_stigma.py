"""Words about people, in hard sentences: who is labelled, and who or what is not."""

import pytest

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes

OPENING = "# About it\n\nThis page is about what helps, and about where people can turn to for help.\n\n"


def found(code: str, sentence: str) -> list[tuple[str, str]]:
    """Return severity and words of what a rule reports in a sentence of an article."""
    text = f"{OPENING}{sentence}\n"
    plan = plan_of(finder(isolated=True)("."), builtin(), Selection(select=(code,)))
    report = lint_bytes("article.md", text.encode(), plan)
    assert not report.error
    return [(finding.severity, text[slice(*finding.span)]) for finding in report.findings]


@pytest.mark.parametrize(
    ("sentence", "severity", "words"),
    [
        ("Many junkies are afraid to ask.", "warning", "junkies"),
        ("A drug addict can recover.", "warning", "drug addict"),
        ("She is a recovering alcoholic.", "warning", "recovering alcoholic"),
        ("The clinic treats alcoholics.", "warning", "alcoholics"),
        ("Substance abuse runs in families.", "warning", "Substance abuse"),
        ("Signs of drug abuse are easy to miss.", "warning", "drug abuse"),
        ("He has been clean for 5 years.", "warning", "been clean for 5 years"),
        ("Some babies are born addicted to opioids.", "warning", "born addicted to"),
        ("She is wheelchair-bound.", "warning", "wheelchair-bound"),
        ("Handicapped people wait longer.", "warning", "Handicapped"),
        ("Schizophrenics hear voices.", "warning", "Schizophrenics"),
        ("Some mental patients need a bed.", "warning", "mental patients"),
        ("A deaf-mute signed the letter.", "warning", "deaf-mute"),
        ("HIV victims were turned away.", "warning", "HIV victims"),
        ("Senile people forget to eat.", "warning", "Senile people"),
        ("Care for illegal immigrants is free.", "warning", "illegal immigrants"),
        ("They have only themselves to blame.", "warning", "have only themselves to blame"),
        ("Insulin helps diabetics.", "note", "diabetics"),
        ("Diabetic patients need more care.", "note", "Diabetic patients"),
        ("If you are diabetic, tell the nurse.", "note", "If you are diabetic"),
        ("An epileptic may not drive.", "note", "An epileptic"),
        ("Do you suffer from migraine?", "note", "suffer from"),
        ("Migraine sufferers know this.", "note", "Migraine sufferers"),
        ("Stroke victims need rehab at once.", "note", "Stroke victims"),
        ("The mentally ill are often poor.", "note", "mentally ill"),
        ("Ramps help the disabled.", "note", "help the disabled"),
        ("It is offered to the elderly.", "note", "the elderly"),
        ("Obese patients heal more slowly.", "note", "Obese patients"),
        ("The patient failed all treatment.", "note", "patient failed all treatment"),
        ("The patient denies any pain.", "note", "patient denies"),
        ("An unwanted pregnancy is a shock.", "note", "unwanted pregnancy"),
        ("Dark-skinned people get it too.", "note", "Dark-skinned"),
        ("Help for the homeless is near.", "note", "for the homeless"),
        ("She bled after a spontaneous abortion.", "note", "spontaneous abortion"),
    ],
)
def test_labels_are_found(sentence: str, severity: str, words: str) -> None:
    assert found("MED506", sentence) == [(severity, words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Alcoholics Anonymous and Narcotics Anonymous hold meetings in most towns.",
        "Ask the Royal National Institute for the Blind or the Guide Dogs for the Blind.",
        "The National Institute on Drug Abuse pays for research.",
        "Call the Substance Abuse and Mental Health Services Administration.",
        "Diabetic eye screening and diabetic foot checks find problems early.",
        "Diabetic ketoacidosis is an emergency. Is diabetic neuropathy painful?",
        "Non-alcoholic beer and an alcoholic drink look the same.",
        "An alcoholic hand gel kills germs.",
        "Mad cow disease is rare. The loud noise was driving them mad.",
        "Clean the wound with clean water. Dirty hands spread germs.",
        "Get a clean needle each time. The scan was clean.",
        "Low-fat milk has less fat. Saturated fat people eat comes from meat.",
        "A normal result means that the test found nothing.",
        "The user of an inhaler should rinse. Users of the app can skip this.",
        "The horse went lame. That is a lame excuse.",
        "A crazy amount of sugar is in it.",
        "Your immune system attacks alien cells and invaders.",
        "Older people may lose their balance. Lie on your back.",
        "Breast cancer and lung cancer are the most common cancers.",
        "There is no cure for asthma. A secure rail helps.",
        "It is not a miracle cure for anything.",
        "Autistic people and Deaf people were asked.",
        "Disabled people and wheelchair users were asked.",
        '"I was an addict, and nobody cared," says Ann.',
        "'I have been suffering from pain,' he said.",
        "The word addict is best avoided. The term handicapped is dated.",
        "Some people call themselves diabetics, and that is fine.",
        "Person-first language says person with epilepsy, not epileptic.",
        "Myth: addicts could stop if they wanted to.",
        "An epileptic seizure lasts a minute or two.",
        "Ethnic minorities wait longer for a diagnosis.",
        "The poor quality of the air makes asthma worse.",
        "The blind spot of the eye has no nerve cells.",
        "The disabled toilet is on the left. A disabled person needs one.",
        "Dark skin patches can be a sign of it.",
        "Many cats suffer from it. Your skin can suffer from dryness.",
        "She felt like a coffee addict and a fitness junkie.",
        "You have not brought this on yourself. Nobody brought it on themselves.",
        "Getting high blood pressure treated helps. Lazy eye is treated early.",
        "Prisoners of war had scurvy. The court can convict them.",
        "Growth retarded by illness catches up. Use a flame-retardant blanket.",
        "After a stroke many people need help with words.",
        "Weight, problems with sleep and stress play a part.",
        "The doctor may not refuse treatment. You can refuse treatment.",
        "Racing heart, race walking and the human race have nothing in common.",
    ],
)
def test_other_meanings_names_and_quotations_are_left_alone(sentence: str) -> None:
    assert found("MED506", sentence) == []


def test_suicide_is_left_to_the_rule_about_it() -> None:
    sentence = "He committed suicide after a failed suicide attempt."
    assert found("MED506", sentence) == []
    assert found("MED507", sentence) == []
    assert found("MED319", sentence)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("When somebody passes away, friends can help.", "passes away"),
        ("She lost her long battle with it.", "lost her long battle with"),
        ("Expectant mothers need iron.", "Expectant mothers"),
        ("He is hearing-impaired.", "is hearing-impaired"),
        ("Terminal patients need comfort.", "Terminal patients"),
        ("Nonalcoholic fatty liver disease is common.", "Nonalcoholic fatty liver disease"),
    ],
)
def test_dated_words_are_notes(sentence: str, words: str) -> None:
    assert found("MED507", sentence) == [("note", words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sugar is normally taken up by cells that are normally thin.",
        "Breathe normally, eat normally and walk normally.",
        "The pain will pass away in a day.",
        "Sexually transmitted infections (STIs) were once called STDs.",
        "White cells fight infection. Race walkers have strong hips.",
        "MASLD was previously called non-alcoholic fatty liver disease.",
        '"My mother passed away," says Tom.',
        "The Centers for Disease Control runs a National Center on Birth Defects.",
    ],
)
def test_other_uses_are_left_alone(sentence: str) -> None:
    assert found("MED507", sentence) == []
