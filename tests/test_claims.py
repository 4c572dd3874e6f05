"""Sentences that make a claim, with the codes of the rules that must speak; and many that make none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from one_rule import HEAD, findings, marked

from medlint.catalogue import builtin
from medlint.checks.claims import _kilograms_a_week
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes

CODES = (
    *("MED401", "MED402", "MED403", "MED404", "MED408", "MED410", "MED411", "MED412", "MED413", "MED414"),
    *("MED415", "MED417", "MED419", "MED424", "MED427"),
)
ENGLISH = "This is the text of an article for people who want to know what they can do for their health."

CLAIMS = """
401 Heal your cancer naturally with this diet.
415 The herb eradicates cancer.
401 Bid farewell to migraines.
404 This miracle berry melts pain away.
404 It is the secret that doctors don't tell you.
410 Dermatologist tested and approved.
411 Because it's herbal, it can't harm you.
414 Lose a stone in two weeks with our shakes.
417 I started taking turmeric and my arthritis pain is gone.
415 Turmeric cures arthritis.
415 Drink celery juice to cure your psoriasis.
401 With our stretches you can cure your sciatica at home.
401 The oil heals eczema within a week.
401 Say goodbye to back pain!
401 A keto diet can reverse dementia.
415 Soursop tea kills cancer cells and leaves the rest alone.
401 Natural cures for insomnia are easy to find.
401 Get rid of migraines once and for all.
401 Ten minutes a day will end your back pain forever.
401 Asthma can be completely cured with breathing exercises.
401 Acupuncture cured her infertility.
415 The herb cures all diseases.
401 This is the only real cure for fibromyalgia.
401 Fasting cures cancer better than chemotherapy.
401 A programme that heals autism.
415 Apricot kernels kill cancer cells.
401 Raw garlic cures infections.
415 Vitamin C cures colds.
401 Yoga helps cure asthma.
402 We guarantee results in two weeks.
402 Relief is guaranteed.
402 The method is 100% effective.
402 It is a foolproof way to sleep.
402 This stretch works for everyone.
402 Our programme is guaranteed to relieve pain.
402 The cream never fails to work.
402 You will be pain-free in ten days.
403 It works without side effects.
403 Herbal teas are completely harmless.
403 The supplement is 100% safe.
403 Homeopathy has no known side effects.
403 It is safe for everyone, children too.
403 The massage carries no risks at all.
404 Moringa is a true miracle food.
404 It is the magic bullet for sleep.
404 Kale is a superfood.
404 An amazing breakthrough in pain relief is here.
404 Learn the secret formula of monks.
412 One day of juice will detox your liver.
412 We are convinced that this tea detoxes your liver.
412 The goal of the fast is to remove accumulated toxins.
412 In the clinic, medicated vomiting is used to clear toxins.
413 Boosts immunity: one capsule a day.
413 The trend is clear: green tea burns belly fat.
413 This root has metabolism-enhancing powers.
415 Don't spend a fortune on pills: garlic cures high blood pressure.
424 They have known for decades.
404 Doctors hate this.
404 Use this weird trick before bed.
408 Walking is the most effective remedy.
408 It is the fastest way to get rid of a cold.
410 This dermatologist-approved serum is soft.
410 The pillow is trusted by doctors.
410 Nine out of ten dentists recommend it.
410 Our mattress was approved by leading specialists.
411 It is natural, so it is safe.
411 They are gentle because they are natural.
411 Choose a chemical-free balm.
411 This is a safe and natural remedy.
411 It contains no synthetic chemicals.
412 Flush out toxins with lemon water.
412 A liver cleanse gives you new energy.
412 The patches draw out harmful toxins.
412 Start with a three-day detox diet.
412 Purify your blood with nettles.
413 Garlic boosts your immune system.
413 Seeds balance hormones.
413 Melt belly fat while you walk.
414 Lose 5 kg in a week.
414 I lost 20 pounds in just 10 days.
414 You can shed up to 8 lbs every week.
414 Drop two dress sizes.
415 Garlic prevents the flu.
415 Cinnamon treats type 2 diabetes.
415 Honey is a natural remedy for asthma.
415 Green tea protects against breast cancer.
415 Elderberry fights off colds.
417 The exercises changed my life.
419 Animal studies show that it protects the heart.
419 Early research is very promising.
424 They don't want you to know about garlic.
424 Drug companies are hiding the truth about salt.
424 Vaccines are poison.
424 Learn what doctors won't tell you about cholesterol.
427 It is an FDA-approved supplement.
427 The pills are made in an FDA-registered facility.
427 Follow an NHS-endorsed diet.
401 403 It cures arthritis and has no side effects.
403 Try cupping: it is completely risk-free.
403 Buy our oils. They are 100% risk-free.
412 The sauna raises your capacity to remove heavy metals.
412 Cupping supports the mechanisms that flush toxins.
404 403 This miracle herb is completely safe.
"""

NONE = """
She lost 10 kg in two weeks because of the infection.
They don't want you to know they are struggling.
The NHS-approved list of pharmacies is online.
There are no chemicals in the brain that cause this alone.
"I tried ginger tea and it cured my migraine" is not evidence.
Keep your medicines secure. Cured ham, smoked fish and cancer of the breast are other matters.
Your statutory rights and the maker's guarantee are not affected.
We cannot guarantee that this page is up to date.
Myth: garlic cures high blood pressure. Fact: it does not.
Breakthrough bleeding is common. Breakthrough pain is a flare of pain between doses.
There is no cure for asthma.
There is still no cure for type 1 diabetes, but insulin keeps people well.
It's not a miracle cure.
Surgery can cure early bowel cancer.
Antibiotics cure most chest infections.
Hepatitis C can be cured with tablets in 12 weeks.
Most skin cancers are cured by removing them.
Radiotherapy can cure some cancers of the throat.
Chemotherapy cures most children with leukaemia.
Testicular cancer can be cured in more than 95 of 100 men.
The aim of treatment may be to cure the cancer or to control it.
If the cancer cannot be cured, treatment eases symptoms.
Eat cured meat rarely. Cured bacon is salty.
The cure rate is high. Let the plaster cure for a day.
A pedicure or manicure can spread infection. Be accurate and secure.
Prevention is better than cure.
Ask whether treatment could cure the cancer.
Physiotherapy cannot completely cure arthritis, but it can ease pain.
Can physiotherapy cure sciatica? Often it gets better by itself.
Researchers are trying to cure diabetes with stem cells.
Vaccines do not reverse asthma. Nothing reverses dementia.
Remission means that blood sugar stays normal; it does not mean that diabetes is cured.
Wounds heal within two weeks. Most sprains heal by themselves.
You may need to get rid of old tablets. Take them to a pharmacy.
Some people lose their balance. Lie on your back.
We cannot guarantee that it will work for you.
There is no guarantee of relief.
No contraceptive is 100% effective.
We are a company limited by guarantee.
Nothing works for everyone. It doesn't always work.
The doctor will definitely want to know.
Condoms are not 100% effective, so use another method too.
Most people have no side effects.
All medicines can have side effects, and not everyone gets them.
Tell your doctor if you have no side effects but feel worse.
The scan is completely safe and does not hurt.
It is perfectly safe to have sex while you are pregnant.
Most lumps are harmless. A completely harmless lump can stay.
Herbal does not mean harmless.
In the study no serious side effects were seen.
Little or no side effects were reported by most people.
Breakthrough pain is a flare of pain. Breakthrough bleeding is common.
There is no secret to sleep. It's no secret that sleep helps.
I wonder if it helps. No wonder you are tired.
Be wary of anything sold as a miracle cure.
"Superfood" is a word from advertising.
There is no magic bullet for weight loss.
Ask your doctor what the best treatment for you is.
The best time to take it is in the morning.
Use the cream that your doctor recommended.
The medicine is approved by the FDA for adults.
Your doctor recommended rest. My dentist approved it.
Vaccination is recommended by experts at the World Health Organization.
Natural remedies are not always safe.
Just because it is natural does not mean that it is safe.
Avoid harsh chemicals, dust and fumes.
Chemicals in smoke harm your lungs. Natural light helps.
Your liver and kidneys remove toxins from your blood.
You do not need a detox diet.
Alcohol detox at home can be dangerous.
Botulinum toxin relaxes the muscle. Some bacteria release toxins.
Dialysis removes toxins from the blood when kidneys fail.
Cleanse the wound with water. Use a gentle cleanser.
Take a break from your phone: try a digital detox.
The vaccine boosts your immune response.
No food can boost your immune system.
Activities that boost your mood help.
Aim to lose 0.5 to 1 kg a week.
A safe rate is to lose 1 to 2 pounds a week.
You may have lost 10 pounds in a month without trying.
Babies lose up to 10% of their weight in the first week.
After the operation people lose 30 kg in a year.
You will not lose 5 kg in a week.
Vitamin D does not prevent colds.
Folic acid helps prevent spina bifida. Vitamin C prevents scurvy.
A trial found that fish oil did not prevent heart disease.
Iron tablets treat anaemia. Ginger tea is warm.
Can garlic prevent colds? Does honey treat a cough?
Some people believe that garlic prevents colds.
Adults with diabetes need omega-3 as everyone does.
It is a myth that sugar feeds cancer and that lemon water cures it.
Animal studies suggest an effect, but studies in people have not found one.
A pilot study is a small study that is done first.
Posts that say vaccines are poison spread fast.
Your doctor doesn't know what you eat unless you tell them.
What doctors look for is a change in your skin.
Supplements are not approved by the FDA.
It was the first drug for migraine that the FDA approved.
You can read more on the NHS website.
The NHS recommends that adults take vitamin D in winter.
In mouse models the drug even reversed osteoporosis.
Health bodies want to eliminate hepatitis B as a public health threat.
It takes more than cheering up to cure depression.
Contact lenses with much water are almost guaranteed to lose moisture.
Found early, it has virtually a 100% cure rate after the operation.
I had the jab and suffered no side effects.
Vaccines are a public health miracle that is under threat.
The antibodies attach to the substances and kill the cancer cells.
Curing the infection often eases the pain. Some tablets prevent or cure diseases.
Treatment to cure the cancer is given at an early stage.
Most children with leukaemia and Down syndrome can be cured of their leukaemia.
There are no known risk factors. Riding a bike for a short time may pose no risk.
Some white blood cells act by releasing toxins. It makes it hard for the liver to remove toxins.
A doctor may recommend vitamin D supplements to help prevent osteoporosis.
Foods with vitamin C and polyphenols that combat oxidative stress are good for you.
Sleep regulates hormones. They separate real medical breakthroughs from hype.
The way to cure multiple sclerosis is simple in theory, but nobody has managed it.
Several ways of curing cystic fibrosis are being explored.
Our hypothesis is that a lower level should reverse ageing.
His remarks on reversing ageing have been called premature.
Many children reach permanent remission of the disease when they get older.
Perhaps in fifty years we could cure all diseases. Maybe one day it will cure dementia.
Trust me, it can feel as if it will never end.
You get no side effects of strong painkillers.
If you could take a tablet that halved your risk, with no side effects, you would.
A baby is a gift from God. Honey is often credited with magical properties.
Play lets children talk in ways that feel natural and safe.
Crash diets such as juice cleanses starve people of protein. All that adds to the detox load.
Regular exercise strengthens the immune system. Rowing is training, and a real fat burner.
As it raises testosterone, men with a prostate cancer should avoid it.
In men with a deficiency zinc raises testosterone towards normal levels.
Interval training boosts your metabolism.
In week one I lost five pounds, since I ate less salt.
If you eat 1,500 calories a day, you'll lose about 1 pound in a week.
The subjects were kept on the ward. He lost a pound every day.
Ginger is a remedy for morning sickness.
Listen to your fear before trying to silence it.
The stimulant was banned by the FDA in 2004.
I used to think that lemon water flushes out toxins. I was wrong.
My uncle was sure that honey cured his arthritis. She was told that garlic cures high blood pressure.
Whenever a celebrity swears a smoothie balances your hormones, ask for the study.
He knows a group that believes cancer can be cured with juice.
When people start talking to you about a juice cleanse, smile.
If a label is yelling about melting fat, leave it on the shelf. The feed is full of liver cleanses.
If anybody is telling you that steam will cure your fibroids, be sceptical.
Sales of detox teas have fallen. The dark side of detox teas is their laxative.
The trend of parasite cleanses worries nurses.
The problem with liver cleanses is that nobody tests them. Many liver cleanse pills are unregulated.
Juice cleanses fail.
To some, liver cleanses sound like a load of nonsense. Big pharma hides the truth, or so the video says.
One day they may have amazing results in treating pain. It is tempting to believe in a miracle cure.
They don't want you to know this: such headlines are a red flag.
Words to avoid: miracle cure, no side effects.
Companies that sell fat burners rarely run trials. Some fat burners have been linked to liver damage.
Fat burners (mostly caffeine and hype). Testosterone boosters (ineffective in healthy men).
He died after he had tried to cure his cancer with juice. Believed to help rebuild cartilage.
Your body has much to do during sleep: repair, memory, hormone balancing.
Sleep is when the body cleanses the brain.
The brain washes out metabolic toxins at night. Detoxing is what your liver does.
The skin, the lungs and the liver all work to detoxify the body.
On this diet you eat no grain and so remove toxins found in grains.
Whisky: the body needs hours to clear the toxin.
**Eliminates pollutants:** the purifier takes airborne dust out of the room.
**Raises testosterone.** In rowers the level was 20 percent higher after the swim.
Red light was shown to boost testosterone by 12% in one trial. Breast milk boosts your baby's immune system.
The lens is gone, so the cataract can never come back. With treatment the pain may go away for good.
The tablets that never failed me in the past did nothing. This helps everyone relax.
Carefully washing your face with a flannel is completely safe. Walking has no side effects.
She no longer knew the skin that they have known for decades.
Breakthroughs that have been made are revolutionary treatments for what used to kill.
Holistic treatment for back pain is our work. Honey is a natural remedy for a sore throat.
The pillow is made of foam, which is free from harmful chemicals. Doctors are obsessed with measuring.
Herbs have a reputation as a natural remedy for high blood pressure.
People take fish oil for arthritis. But does it work? He assured me that it was completely safe.
So far no side effects noticed. Strength training gear: build muscle and boost metabolism. ## Wake up
Your data is completely safe with us. Half an hour of cardio to boost metabolism is enough.
Training helps balance hormones.
Test the belt at home for ten nights, utterly risk-free. Judge the results for yourself, fully risk-free.
Order yours today for sixty nights 100% risk-free. It is a 100% risk-free purchase.
Our cells already have efficient pathways to remove heavy metals.
Smoking impairs the body's capacity to eliminate toxins.
"""

CLAIM_CASES = [pytest.param(line.split(" "), id=line[:70]) for line in CLAIMS.strip().splitlines()]


@pytest.fixture(scope="module")
def speaking() -> Callable[[str], list[str]]:
    """Return a function that tells which of the rules speak of a sentence."""
    plan = plan_of(finder(isolated=True)("."), builtin(), Selection(select=CODES))

    def codes(sentence: str) -> list[str]:
        report = lint_bytes("article.md", f"# Advice\n\n{ENGLISH}\n\n{sentence}\n".encode(), plan)
        assert not report.error
        return sorted({finding.rule for finding in report.findings})

    return codes


@pytest.mark.parametrize("words", CLAIM_CASES)
def test_claims_are_heard(words: list[str], speaking: Callable[[str], list[str]]) -> None:
    codes = [f"MED{word}" for word in words if word.isdecimal() and len(word) == 3 and word[0] == "4"]
    text = " ".join(words[len(codes) :])
    assert set(codes) <= set(speaking(text))


@pytest.mark.parametrize("sentence", NONE.strip().splitlines())
def test_what_makes_no_claim_is_left_alone(sentence: str, speaking: Callable[[str], list[str]]) -> None:
    assert speaking(sentence) == []


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("- [34] [The truth on pills: what doctors don't tell you](https://films.example/34)", []),
        ("- [The truth on pills: what doctors don't tell you](https://films.example/34)", []),
        ("- [34] Read what doctors don't tell you.", ["MED424"]),
    ],
)
def test_the_title_of_what_an_item_links_to_claims_nothing(
    item: str, found: list[str], speaking: Callable[[str], list[str]]
) -> None:
    assert speaking(item) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ten Lives and the Cure of Bowel Cancer by Dr Anna Miller is a film.", []),
        ("I read them all.\n\nTen Lives and the Cure of Bowel Cancer, by Anna Miller", []),
        ("I saw her.\n\nTen Lives and the Cure of Bowel Cancer by Anna Miller", ["Cure of Bowel Cancer"]),
        ("Read on: she tells of the cure of bowel cancer by Anna Miller.", ["cure of bowel cancer"]),
        ("Read more\n\n### The Cure of Bowel Cancer by Dr Anna Miller", ["Cure of Bowel Cancer"]),
        ("# With ayurveda\n\nIt is in my book.\n\nCancer Is Cured by Dr Anna Miller!", ["Cancer Is Cured"]),
        ("# With herbs\n\nRead on: Cancer Is Cured by Dr Anna Miller.", ["Cancer Is Cured"]),
    ],
)
def test_the_title_of_a_book_promises_no_cure(text: str, found: list[str]) -> None:
    assert marked("MED401", f"{HEAD if text[0] != '#' else ''}{text}\n") == found


def test_a_table_of_contents_says_what_the_headings_say() -> None:
    entry = "- [Our way of reversing dementia](#{})\n"
    text = f"{HEAD}{entry.format('way')}\n## Our way of reversing dementia\n\nEat them.\n"
    assert [finding.span.start for finding in findings("MED401", text)] == [text.rindex("reversing")]
    assert marked("MED401", f"{HEAD}{entry.format('way')}\nEat them.\n") == ["reversing dementia"]
    linked = text.replace("(#way)", "(/way)")
    assert marked("MED401", linked) == ["reversing dementia", "reversing dementia"]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Methi (fenugreek) cures diabetes.", "Methi (fenugreek) cures diabetes"),
        ("We use it (and ginger cures asthma).", "ginger cures asthma"),
        ("Ginger (fresh) cures asthma.", "Ginger (fresh) cures asthma"),
    ],
)
def test_a_food_in_brackets_is_marked_with_the_name_that_it_explains(sentence: str, found: str) -> None:
    assert marked("MED415", f"{HEAD}{sentence}\n") == [found]


@pytest.mark.parametrize(
    ("words", "rate"),
    [
        ("lose 10 pounds in 7 days", 4.54),
        ("lose 1 to 2 lb a week", 0.91),
        ("lose 0.5 to 1 kg a week", 1.0),
        ("lose 5kg in two weeks", 2.5),
        ("lost 2 stone in 3 months", 0.97),
        ("lose weight in a week", None),
        ("lose 5 in a week", None),
        ("lose 5 kg in 0 weeks", None),
    ],
)
def test_rate(words: str, rate: float | None) -> None:
    found = _kilograms_a_week(words)
    assert (found and round(found, 2)) == rate
