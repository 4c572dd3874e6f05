"""Better words as they would stand in the sentence: number, article, case; or none, where they do not fit."""

import re

import pytest

from medlint._from_yaml import _shared_lists
from medlint._places import folder
from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.phrases import compile_phrase

OPENING = "# About it\n\nThis page is about what helps, and about where people can turn to for help.\n\n"
CODES = ("MED506", "MED507")


def offered(sentence: str) -> str | None:
    """Return a sentence of an article with the first words put in that a rule offers."""
    text = f"{OPENING}{sentence}\n"
    plan = plan_of(finder(isolated=True)("."), builtin(), Selection(select=CODES))
    report = lint_bytes("article.md", text.encode(), plan)
    assert not report.error
    assert report.findings, sentence
    fix = report.findings[0].fix
    if fix is None:
        return None
    ((span, put),) = fix.edits
    assert fix.safety == "display"
    return f"{text[: span[0]]}{put}{text[span[1] :]}".removeprefix(OPENING).removesuffix("\n")


OFFERS = [
    (
        "Nonalcoholic steatohepatitis is common.",
        "Metabolic dysfunction-associated steatohepatitis (MASH) is common.",
    ),
    ("Many junkies are afraid to ask.", "Many people with a substance use disorder are afraid to ask."),
    ("A drug addict can recover.", "A person with a drug addiction can recover."),
    ("The heroin addict needs care.", "The person with a heroin addiction needs care."),
    ("Opioid addicts recover.", "People with an opioid addiction recover."),
    ("Help for addicts is free.", "Help for people with an addiction is free."),
    ("The clinic treats alcoholics.", "The clinic treats people with alcohol use disorder."),
    ("He is an alcoholic.", "He is a person with alcohol use disorder."),
    ("Was your father an alcoholic?", "Was your father a person with alcohol use disorder?"),
    ("An alcoholic parent needs help.", "A parent with alcohol use disorder needs help."),
    ("Substance abuse runs in families.", "Substance use runs in families."),
    ("An opioid abuse problem.", "A non-medical opioid use problem."),
    ("Prescription drug abuse is common.", "Non-medical prescription drug use is common."),
    ("Substance abusers are ill.", "People with a substance use disorder are ill."),
    ("Injecting drug users can get HIV.", "People who use drugs can get HIV."),
    ("His drug habit was costly.", "His drug use disorder was costly."),
    ("Drug habits form.", "Drug use disorders form."),
    ("Some addicted babies shake.", "Some babies with withdrawal symptoms shake."),
    ("Insulin helps diabetics.", "Insulin helps people with diabetes."),
    ("Every diabetic needs it.", "Every person with diabetes needs it."),
    ("Type 1 diabetics inject.", "People with type 1 diabetes inject."),
    ("A type 2 diabetic may not.", "A person with type 2 diabetes may not."),
    ("Diabetic patients need more care.", "Patients with diabetes need more care."),
    ("A diabetic woman can have children.", "A woman with diabetes can have children."),
    ("If you are diabetic, tell the nurse.", "If you have diabetes, tell the nurse."),
    ("I'm diabetic.", "I have diabetes."),
    ("Patients who are diabetic need this.", "Patients who have diabetes need this."),
    ("Severe asthmatics need two inhalers.", "People with severe asthma need two inhalers."),
    ("Asthmatics may do well.", "People with asthma may do well."),
    ("For young asthmatics, it helps.", "For young people with asthma, it helps."),
    ("An anorexic patient needs food.", "A patient with anorexia needs food."),
    ("An asthmatic may cough.", "A person with asthma may cough."),
    (
        "Help for the overweight, and for the diabetic.",
        "Help for people with overweight, and for the diabetic.",
    ),
    ("Epileptics may drive.", "People with epilepsy may drive."),
    ("An epileptic may not drive.", "A person with epilepsy may not drive."),
    ("An epileptic child needs care.", "A child with epilepsy needs care."),
    ("Schizophrenics hear voices.", "People with schizophrenia hear voices."),
    ("A paranoid schizophrenic can recover.", "A person with paranoid schizophrenia can recover."),
    ("Bipolar patients need lithium.", "Patients with bipolar disorder need lithium."),
    ("Mentally ill people wait.", "People with a mental health condition wait."),
    ("The mentally ill are often poor.", "People with a mental health condition are often poor."),
    ("Do you suffer from migraine?", "Do you have migraine?"),
    ("She suffers from gout.", "She has gout."),
    ("Patients suffering from arthritis swim.", "Patients with arthritis swim."),
    ("They suffered from cold.", "They had cold."),
    ("Migraine sufferers know this.", "People with migraine know this."),
    ("A hay fever sufferer sneezes.", "A person with hay fever sneezes."),
    ("Stroke victims need rehab at once.", "People affected by a stroke need rehab at once."),
    ("A heart attack victim rests.", "A person affected by a heart attack rests."),
    ("It is a common affliction.", "It is a common condition."),
    ("It afflicts many people.", "It affects many people."),
    ("An affliction of the skin.", "A condition of the skin."),
    ("She is wheelchair-bound.", "She is using a wheelchair."),
    ("Wheelchair-bound patients need ramps.", "Patients using a wheelchair need ramps."),
    ("Handicapped people wait longer.", "Disabled people wait longer."),
    ("A handicapped child plays.", "A disabled child plays."),
    ("He is handicapped.", "He is disabled."),
    ("Ramps help the disabled.", "Ramps help disabled people."),
    ("Books for the blind.", "Books for blind people."),
    ("An able-bodied man.", "A non-disabled man."),
    ("A cripple begs.", "A disabled person begs."),
    ("Crippled children play.", "Disabled children play."),
    ("A deaf-mute signed the letter.", "A deaf person signed the letter."),
    ("Down's syndrome children learn.", "Children with Down's syndrome learn."),
    ("A Downs child learns.", "A child with Down syndrome learns."),
    ("Senile people forget to eat.", "People with dementia forget to eat."),
    ("A demented patient.", "A patient with dementia."),
    ("It is offered to the elderly.", "It is offered to older people."),
    ("An elderly gentleman fell.", "An older gentleman fell."),
    ("Elderly patients fall.", "Older patients fall."),
    ("In elderly, it is rare.", "In older people, it is rare."),
    ("The elderly often fall.", "Older people often fall."),
    ("(children, elderly, injured) come first.", "(children, older people, injured) come first."),
    ("The elderly gentleman came.", "The older gentleman came."),
    ("A senior citizen came.", "A person aged 65 or over came."),
    ("Exercise for seniors, and seniors who walk.", "Exercise for older people, and seniors who walk."),
    ("Obese patients heal more slowly.", "Patients living with obesity heal more slowly."),
    ("Obese men and an obese child.", "Men living with obesity and an obese child."),
    ("He is morbidly obese.", "He is living with severe obesity."),
    ("Morbidly obese patients need care.", "Patients living with severe obesity need care."),
    ("The patient refused treatment.", "The patient declined treatment."),
    ("Patients complain of pain.", "Patients report pain."),
    ("Patients often complain about severe pain.", "Patients often report severe pain."),
    ("HIV victims were turned away.", "People with HIV were turned away."),
    ("HIV-infected mothers can breastfeed.", "Mothers with HIV can breastfeed."),
    ("A prostitute came.", "A sex worker came."),
    ("Prostitutes came.", "Sex workers came."),
    ("BAME people wait.", "People from ethnic minorities wait."),
    ("The inmates eat.", "The people in prison eat."),
    ("An inmate eats.", "A person in prison eats."),
    ("Prisoners eat.", "People in prison eat."),
    ("Illegal immigrants come.", "People without immigration status come."),
    ("The homeless are ill.", "People who are homeless are ill."),
    (
        "The poor are ill and the urban poor too.",
        "People with low incomes are ill and the urban poor too.",
    ),
    ("Barren women grieve.", "Women who cannot conceive grieve."),
    ("She bled after a spontaneous abortion.", "She bled after a miscarriage."),
    ("An unwanted pregnancy is a shock.", "An unplanned pregnancy is a shock."),
    ("Unwanted pregnancies happen.", "Unplanned pregnancies happen."),
    ("Dark-skinned people get it too.", "People with brown or black skin get it too."),
    ("Darker-skinned individuals burn.", "Individuals with brown or black skin burn."),
    ("A sick person rests.", "A person who is ill rests."),
    ("When somebody passes away, friends can help.", "When somebody dies, friends can help."),
    ("She passed away.", "She died."),
    ("Expectant mothers need iron.", "Pregnant women need iron."),
    ("An expectant mother rests.", "A pregnant woman rests."),
    ("He is hearing-impaired.", "He is deaf or hard of hearing."),
    ("Hearing impaired children learn.", "Deaf or hard of hearing children learn."),
    ("An STD can be treated.", "A sexually transmitted infection (STI) can be treated."),
    ("STDs can be treated.", "Sexually transmitted infections (STIs) can be treated."),
    ("An STD test.", "A sexually transmitted infection (STI) test."),
    ("Being Caucasian raises risk.", "Being white raises risk."),
    ("Caucasian women have it.", "White women have it."),
    ("Caucasians have it.", "White people have it."),
    ("Terminal patients need comfort.", "Patients with a terminal illness need comfort."),
    ("A terminal patient.", "A patient with a terminal illness."),
    ("The terminally ill need comfort.", "People with a terminal illness need comfort."),
    ("He lost his battle with cancer.", "He died from cancer."),
    ("The suicide epidemic grows.", "The rise in suicides grows."),
    ("He was a drunk.", "He was a person who drinks heavily or uses drugs."),
    ("Many drunks come.", "Many people who drink heavily come."),
    ("Most crackheads sleep.", "Most people who use drugs sleep."),
    ("Some diabetics inject.", "Some people with diabetes inject."),
    (
        "An insulin-dependent diabetic needs insulin.",
        "A person with insulin-dependent diabetes needs insulin.",
    ),
    ("Most haemophiliacs bleed.", "Most people with haemophilia bleed."),
    ("Books for autistics are rare.", "Books for autistic people are rare."),
    ("Bipolars sleep less.", "People with bipolar disorder sleep less."),
    ("They are afflicted with gout.", "They are living with gout."),
    ("The risk of suffering from gout is small.", "The risk of having gout is small."),
    ("Those suffering from gout rest.", "Those with gout rest."),
    ("Suffering from gout is hard.", "Having gout is hard."),
    ("He has suffered from gout.", "He has had gout."),
    ("Old people can be wheelchair bound.", "Old people can be using a wheelchair."),
    ("Visually challenged readers need it.", "Readers with low vision need it."),
    ("Retarded children learn.", "Children with a learning or intellectual disability learn."),
    ("Midgets are short.", "People of short stature are short."),
    ("Geriatric patients fall.", "Older patients fall."),
    ("Fat people wait.", "People with a higher weight wait."),
    ("Fat kids wait.", "Kids with a higher weight wait."),
    ("A lame man came.", "A man with a limp came."),
    ("A normal person sleeps.", "A person without the condition sleeps."),
    ("DIABETICS NEED CARE", "PEOPLE WITH DIABETES NEED CARE"),
    ("## Exercise for Seniors", "## Exercise for Older People"),
    ("- Elderly", "- Older people"),
    ("- Elderly people", "- Older people"),
    ("Most elderly women fall.", "Most older women fall."),
    ("Among elderly, falls are common.", "Among older people, falls are common."),
    ("An OAP came.", "A person aged 65 or over came."),
    ("OAPs wait.", "People aged 65 and over wait."),
    ("Healthy seniors walk.", "Healthy older people walk."),
    ("He is a convict.", "He is a person in prison."),
    ("Every addict recovers.", "Every person with an addiction recovers."),
    ("A drug addict brother came.", "A brother with a drug addiction came."),
    ("A diabetic, like me, eats.", "A person with diabetes, like me, eats."),
    ("An obese child eats.", "A child living with obesity eats."),
    ("A mentally ill man came.", "A man with a mental health condition came."),
    ("His passing away was hard.", "His dying was hard."),
    ("She has passed away.", "She has died."),
    ("They lose their battle with cancer.", "They die from cancer."),
    ("NAFLD is common.", "Metabolic dysfunction-associated steatotic liver disease (MASLD) is common."),
    ("Methadone replacement therapy helps.", "Medication for opioid use disorder helps."),
    ("Caucasians burn.", "White people burn."),
    ("A Caucasian burns.", "A white person burns."),
    ("STDs spread.", "Sexually transmitted infections (STIs) spread."),
    ("STD testing is free.", "Sexually transmitted infection (STI) testing is free."),
    ("He was strung out on heroin.", "He was struggling with heroin."),
    ("## What Diabetics Need", "## What People with Diabetes Need"),
    ("Alcohol Abuse and Health", "Alcohol use and Health"),
    ("Most IV drug users know it.", "Most people who use drugs know it."),
    ("She married him, like a bipolar.", "She married him, like a person with bipolar disorder."),
    ("Obese slobs eat.", "People living with obesity eat."),
    ("A fat child eats.", "A child with a higher weight eats."),
    ("Many AIDS patients wait.", "Many patients with HIV wait."),
    ("Diseased people wait.", "People who are ill wait."),
    ("A drunkard is asleep.", "A person who drinks heavily or uses drugs is asleep."),
    ("Boozers wait.", "People who drink heavily wait."),
    ("A schizophrenic patient waits.", "A patient with schizophrenia waits."),
]

NONE = [
    "An addict's brain changes.",
    "She is a recovering alcoholic.",
    "Non-diabetics are fine.",
    "A diabetic's feet need care.",
    "Being diabetic is hard.",
    "The anorexic is thin.",
    "He is mentally ill.",
    "He is suffering from flu.",
    "People confined to a wheelchair vote.",
    "The handicapped vote.",
    "She is deaf and dumb.",
    "She is going senile.",
    "The obese eat.",
    "Help for the homeless is near.",
    "She is dark-skinned.",
    "People battling cancer win.",
    "The hearing impaired sign.",
    "An attention-seeking overdose is rare.",
    "It is political suicide.",
    "He is a raging alcoholic.",
    "Smoking and other vices harm.",
    "The coeliac needs care.",
    "Help for the chronically ill is near.",
    "Insane people sleep.",
    "The insane sleep.",
    "It can help patients who have been suffering from gout.",
    "She is visually challenged.",
    "Geriatric pregnancies are rare.",
    "Poverty-stricken areas have it.",
    "Products of conception are seen.",
    "Frail elderly fall.",
    "Ex-convicts wait.",
    "The addict's brain changes.",
    "He left a suicide note.",
    "A terminal case.",
    "Do you know that diabetics' feet need care?",
    "The diabetics' feet need care.",
    "Why are more people suffering from gout?",
    "A habit of self-harm is just attention-seeking.",
    "Then he threatened suicide.",
    "A clean drug test helps.",
    "They want to get clean off drugs.",
    "They are clean and sober.",
    "They get clean for good.",
    "A dirty urine sample is kept.",
    "They get high on pills.",
    "A baby born addicted to opioids cries.",
    "He behaves like a lunatic.",
    "They act crazy at night.",
    "The patients are simply insane.",
    "He needs to be locked up.",
    "He does not suffer from autism.",
    "He is a victim of depression.",
    "Victims of stroke need help.",
    "He was crippled by arthritis.",
    "Polio-stricken children need help.",
    "She is riddled with cancer.",
    "He is bed-ridden.",
    "It left him a vegetable.",
    "He is mentally retarded.",
    "Mental retardation is rare.",
    "Mongoloids wait.",
    "Help for the aged is near.",
    "Noncompliant patients wait.",
    "The patients are noncompliant.",
    "The patient failed all treatment.",
    "The patient denies any pain.",
    "Drug-seeking patients wait.",
    "Old people are such a burden.",
    "A poor historian needs time.",
    "The heartsink patients come.",
    "Promiscuous people get it.",
    "It affects racial minorities.",
    "Non-white patients wait.",
    "They fail to conceive.",
    "They brought it on themselves.",
    "Suicidal people are so bipolar.",
]


@pytest.mark.parametrize(("sentence", "better"), OFFERS)
def test_what_is_offered_is_a_sentence(sentence: str, better: str) -> None:
    assert offered(sentence) == better


@pytest.mark.parametrize("sentence", NONE)
def test_where_nothing_fits_nothing_is_offered(sentence: str) -> None:
    assert offered(sentence) is None


def _entries() -> list[tuple[str, str]]:
    """Return what to avoid and what to prefer, for each pair of the rules that offers words."""
    rules = {rule.id: rule for rule in builtin()}
    swaps = [entry for code in CODES for entry in rules[code].params["swap"]]
    return [(entry["avoid"], entry["prefer"]) for entry in swaps if not entry["prefer"].startswith("(")]


@pytest.mark.parametrize(("avoid", "prefer"), _entries())
def test_each_pair_is_tried(avoid: str, prefer: str) -> None:
    said = [sentence.lower() for sentence in (*(before for before, _ in OFFERS), *NONE)]
    pattern = re.compile(compile_phrase(avoid, _shared_lists(folder("rules"))).pattern)
    assert any(pattern.search(sentence) for sentence in said), (avoid, prefer)
