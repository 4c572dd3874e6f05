"""Advice to do without a professional, on hard sentences."""

from functools import cache

import pytest

from medlint.catalogue import builtin
from medlint.checks.identifiers import is_valid
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.finding import Finding
from medlint.plan import Plan

CODES = tuple(f"MED{number}" for number in (229, *range(309, 318), 321, 330))


@cache
def plan() -> Plan:
    return plan_of(finder(isolated=True)("."), builtin(), Selection(select=CODES))


def findings(text: str) -> tuple[Finding, ...]:
    article = f"---\nlang: en\n---\n\n# An article\n\n{text}\n"
    return lint_bytes("article.md", article.encode(), plan()).findings


def codes(text: str) -> list[str]:
    return sorted({finding.rule for finding in findings(text)})


FOUND = (
    ("MED309", "Come off sertraline once the sun is back."),
    ("MED309", "You are allowed to skip your tablets on good days."),
    ("MED309", "It would help to reduce your dose."),
    ("MED309", "Throw away your statins and eat garlic."),
    ("MED309", "You may stop your insulin after two weeks on this diet."),
    ("MED309", "Ditch the antidepressants; sunlight works better."),
    ("MED309", "Come off your beta blockers and take magnesium."),
    ("MED309", "It is safe to stop taking your thyroid tablets."),
    ("MED309", "Try turmeric instead of your blood pressure tablets."),
    ("MED309", "Swap your inhaler for breathing exercises."),
    ("MED309", "Up your daily dose of thyroxine when you feel cold."),
    ("MED309", "Our natural programme keeps blood pressure normal without tablets."),
    ("MED309", "With this plan you no longer need your medication."),
    ("MED309", "Start today: get off all your medications naturally."),
    ("MED309", "Just skip your tablets on days you feel good."),
    ("MED309", "Consider coming off your antidepressants."),
    ("MED309", "Reduce your insulin dose by half in week one."),
    ("MED309", "Stop taking your tablets without telling your doctor."),
    ("MED309", "Doctors don't want you to know, but you can stop taking your statins."),
    ("MED317", "There is no need to see a doctor about blood in your stool."),
    ("MED317", "You don't need to see a doctor: rest at home."),
    ("MED317", "Wait 3 months before seeing your GP about the lump."),
    ("MED317", "Stay away from doctors and heal yourself."),
    ("MED317", "Cancel your chemotherapy and start the juice cure."),
    ("MED317", "Ignore your doctor and trust your gut."),
    ("MED317", "You found a lump in your breast? Put the trip to the hospital off until after the holidays."),
    ("MED317", "A lump in your breast can wait: push the visit to your doctor back."),
    ("MED317", "Crushing chest pain? Don't call an ambulance unless you pass out."),
    ("MED317", "You have chest pain. Never dial 911 unless you lose consciousness: the bill is high."),
    ("MED317", "With sudden weakness on one side, do not call an ambulance unless you collapse."),
    ("MED317", "You have chest pain? Here is how to skip a costly trip to the ER."),
    ("MED317", "For chest pain, save yourself an expensive trip to the emergency room and lie down."),
    (
        "MED317",
        "You feel chest pain after meals. Take an antacid. If the pain goes "
        "away, it was not your heart, and you can stop worrying.",
    ),
    ("MED317", "Once the chest pain eases, you can stop worrying."),
    ("MED317", "You had chest pain? If it passes, it wasn't a heart attack and you can relax."),
    ("MED317", "Your eyes may look yellow. Don't worry: this is a healing crisis."),
    (
        "MED317",
        "You may vomit blood on day two. This is a detox reaction, and it "
        "shows that the toxins are leaving your body.",
    ),
    ("MED317", "You cannot bear weight on your ankle? Ice it and look again in the morning."),
    (
        "MED317",
        "The twins had their jabs at eight weeks. With hindsight I'd have waited until they were older.",
    ),
    ("MED317", "We had the MMR early. I would rather have waited till she was three."),
    ("MED316", "If you are thirsty and tired, you almost certainly have diabetes."),
    ("MED316", "If you notice dry skin and brittle nails, you have a zinc deficiency."),
    ("MED316", "You can easily diagnose the condition yourself."),
    ("MED321", "The rash is red and itchy."),
    ("MED321", "Call 999 if their lips are blue or the skin turns pale."),
    ("MED321", "Cellulitis makes the skin look red and hot."),
    ("MED229", "NHS number: 4010232137"),
    ("MED229", "Social Security number 536-22-8726"),
    ("MED309", "You should stop taking your blood pressure pills."),
    ("MED309", "Once your mood lifts, come off your antidepressants gradually."),
    ("MED309", "Eat less sugar and you will no longer need your metformin."),
    ("MED309", "Use CBD oil in place of your prescription medication."),
    ("MED309", "Feel free to stop your steroid inhaler in summer."),
    ("MED317", "Why waste money? Heal at home without wasting time on doctors."),
    ("MED321", "Eczema shows as dry, red skin."),
)
SAFE = (
    "Malaria is a danger in the rainy season. Put the trip off if you are pregnant, your clinic will say.",
    "A doctor in the hospital can tell. Put the trip off if your child has a fever and a stiff neck.",
    "If you have chest pain, push your trip back and ask your doctor.",
    "With a fever, put the visit off until your doctor says that you are no longer infectious.",
    "With a seizure you need not call an ambulance unless it lasts longer than five minutes.",
    "Do not ring 999 unless it is an emergency.",
    "For a cold, skip a trip to the ER.",
    "If chest pain goes away with rest, it may still be angina: see a doctor.",
    "If the chest pain goes away, it does not mean it was not your heart. Call 999.",
    "The scan showed that it was not your heart, and you can stop worrying.",
    'Some sellers call yellow skin a "healing crisis". It is not.',
    "Yellow skin is not a healing crisis. See a doctor at once.",
    "A rash or headache is called a healing crisis by sellers.",
    "If you cannot bear weight on your ankle, go to a minor injuries unit.",
    "You can bear weight on it? Rest it and try again tomorrow.",
    "We had our jabs at once. I would have waited until it was our turn.",
    "Yellow fever vaccine: infants wait until they are nine months old.",
    "Sertraline works within weeks. Do not stop sertraline suddenly.",
    "Patients who stop citalopram may feel dizzy.",
    "Ask your doctor how to come off prednisolone.",
    "Don't just stop taking your medication.",
    "You should not stop taking your medicine without advice.",
    "Never come off antidepressants on your own.",
    "Before you stop taking your medication, talk to your GP.",
    "If you want to stop taking your medicine, speak to a pharmacist.",
    "You may need to stop taking your blood thinners before an operation.",
    "Your cravings will fade when you stop taking nicotine.",
    "Stop drinking alcohol while taking metronidazole.",
    "Quit smoking. Cut down on drinking. Stop eating late.",
    "She stopped taking her tablets and felt worse.",
    "The study asked patients to stop taking their statins.",
    "Many websites claim you can stop taking your insulin.",
    "It's a myth that you can stop taking your antibiotics once you feel better.",
    '"Stop taking your tablets," the advert said.',
    "You can stop taking the pill at any time.",
    "You can stop taking painkillers once the pain eases.",
    "Take this medicine exactly as prescribed and do not skip doses.",
    "If you miss a dose, skip the missed dose.",
    "Stop taking your medicine and get medical help if your face swells.",
    "Your doctor may reduce your dose.",
    "Ask your doctor. Reduce your dose slowly.",
    "Replace your toothbrush every three months, and replace your inhaler with a new one when empty.",
    "Why do people stop taking their medication?",
    "How to stop taking antidepressants safely",
    "Keep your medicines in their packet. Throw away your medicines when out of date.",
    "You do not have to go to hospital to have your baby.",
    "You do not need to see a GP for most colds.",
    "There's no need to see a GP unless the cough lasts more than 3 weeks.",
    "You do not need to see a doctor if your symptoms are mild.",
    "Do not ignore your doctor's advice.",
    "Never delay seeing a doctor because of something you read here.",
    "Do not wait weeks before seeing a doctor.",
    "Most people don't need to see a doctor before they start walking.",
    "There is no cure for asthma, but treatment helps.",
    "If you cannot attend, cancel your appointment so others can use it.",
    "Try to avoid hospital admissions by managing your asthma.",
    "You can skip the hospital canteen.",
    "People put off seeing a doctor because they are afraid.",
    "Only a doctor can diagnose arthritis.",
    "If you have asthma, you have an airway disease.",
    "You may have diabetes without knowing it.",
    "If you have diabetes and you have kidney disease, eat less salt.",
    "If you have one copy of the gene, you have a higher risk of the disease.",
    "Does this mean you have cancer? No.",
    "A positive test means you have an infection.",
    "If you have been told that you have asthma, carry your inhaler.",
    "If you think you have the flu, rest.",
    "Take 30 g of protein after training.",
    "Give 10 compressions, then 2 breaths.",
    "The rash is red on white skin; on brown skin it looks purple.",
    "Redness is harder to see on darker skin tones. The rash is red.",
    "Breast milk can look blue. A red breast pump. The nipple may be sore.",
    "Eat red peppers for your skin.",
    "Your eyes look red.",
    "Secure the bandage. It is not a miracle cure. Some people lose their balance. Lie on your back.",
    "The NHS has 4010232137 patients.",
    "Phone the NHS on 4010232137.",
    "Order 536-22-8726 was sent.",
    "Doctors recommend that you stop taking your statins before surgery.",
    "Stop giving the medicine and call your health visitor if a rash appears.",
    "Stop taking ibuprofen at once if you see blood.",
    "Some parents stop giving their child's inhaler when symptoms go.",
    "Lifestyle changes can reduce the need for medication.",
    "Exercise may help you reduce your medicine.",
    "Your pharmacist can help you stop taking tablets that you no longer need.",
    "The goal is to reduce your dose over time with your psychiatrist.",
    "Do I have to stop taking my medicine if I get pregnant?",
    "Tell the nurse if you have stopped taking your tablets.",
    "There is nothing that can replace your insulin.",
    "Pelvic floor exercises can be used instead of medication.",
    "Avoid drinking alcohol with your medication.",
    "If side effects trouble you, do not stop: see your GP.",
    "Get off your chair. Get off your bike. Skip your lunch.",
    "You will no longer need dialysis after a transplant.",
    "After the procedure you no longer need blood tests.",
    "Stop using the cream if your skin stings.",
    "Drop your shoulders. Give up your seat.",
    "Clinics in Turkey sell stop-smoking tablets.",
    "I put off seeing a doctor for years, and I regret it.",
    "Do not skip the doctor just because you feel shy.",
    "Women often avoid doctors because of cost.",
    "Book early and avoid the hospital car park.",
    "Ignore your doctor? Never.",
    "Wait 2 weeks before going back to sport.",
    "Don't wait two weeks before calling your GP.",
    "You don't have to see a GP to be vaccinated at a pharmacy.",
    "A virtual ward means that you do not need to stay in hospital.",
    "Take the quiz to find out how much you know about diabetes.",
    "Self-diagnosis is risky.",
    "How is asthma diagnosed?",
    "If you have high blood pressure, you have a higher risk of heart disease.",
    "It shows that you care.",
    "A bar can top-up your usual dose of magnesium.",
    "For our natural programme, success means keeping blood pressure normal without tablets.",
    "This means you have more time.",
    "A doctor will check whether you have an infection.",
    "People with fair skin burn easily. Wear a red hat.",
    "Redness of the eyes is common.",
    "A blue light is used for the skin.",
    "The skin of your hands may look pale or blue in the cold, and grey on brown skin.",
    "Vitamin D: adults need 10 micrograms a day.",
)


@pytest.mark.parametrize(("expected", "text"), FOUND)
def test_found(expected: str, text: str) -> None:
    assert codes(text) == expected.split()


@pytest.mark.parametrize("text", SAFE)
def test_safe(text: str) -> None:
    assert codes(text) == []


DISCLAIMER = (
    "\n\n## Medical disclaimer\n\nThis article is general information and does not replace medical advice. "
    "Ask your doctor."
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Come off your statins. Ditch your insulin.", 1),
        ("You almost certainly have diabetes.", 1),
        ("Take 500 mg of turmeric twice daily.", 1),
        ("Sleep well. Never stop taking your tablets.", 0),
    ],
)
def test_a_disclaimer_is_contradicted_once(text: str, count: int) -> None:
    found = [finding for finding in findings(text + DISCLAIMER) if finding.rule == "MED330"]
    assert len(found) == count
    assert [note.message for finding in found for note in finding.related][:1] == ["the disclaimer"] * count


def test_all_contradictions_are_listed() -> None:
    text = "Come off your statins. Ditch your insulin." + DISCLAIMER
    (found,) = (finding for finding in findings(text) if finding.rule == "MED330")
    assert [note.message for note in found.related] == ["the disclaimer", "here too"]


def test_without_a_disclaimer_nothing_is_contradicted() -> None:
    assert codes("Come off your statins.") == ["MED309"]


class TestAround:
    """Who is named beside advice has a say in it."""

    @pytest.mark.parametrize(
        "text",
        [
            "Ask your doctor about it. Stop taking your statins.",
            "Stop taking your statins. Ask your doctor first.",
            "Your doctor may tell you this:\n\n- Rest.\n- Stop taking your statins.\n- Sleep.",
            "Stop taking your statins.\n\nSpeak to a pharmacist before you do.",
        ],
    )
    def test_near(self, text: str) -> None:
        assert codes(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "Ask your doctor about sleep. Sleep is good. Rest is good. Stop taking your statins.",
            "Stop taking your statins. Sleep well. Eat well. Ask your doctor about sleep.",
            "Stop taking your statins.\n\n## Ask your doctor\n\nAbout sleep.",
        ],
    )
    def test_far(self, text: str) -> None:
        assert codes(text) == ["MED309"]


class TestIdentifiers:
    @pytest.mark.parametrize("number", ["4010232137", "401 023 2137", "9434765919", "943-476-5919"])
    def test_valid_nhs_numbers(self, number: str) -> None:
        assert is_valid("nhs", number)

    @pytest.mark.parametrize("number", ["4010232138", "9990000018", "0000000000", "9434765918"])
    def test_others(self, number: str) -> None:
        assert not is_valid("nhs", number)

    def test_each_changed_digit_is_noticed(self) -> None:
        number = "9434765919"
        for place in range(10):
            for digit in set("0123456789") - {number[place]}:
                assert not is_valid("nhs", number[:place] + digit + number[place + 1 :])

    @pytest.mark.parametrize(
        "number", ["000-12-3456", "666-12-3456", "912-12-3456", "123-00-4567", "123-45-0000", "123-45-6789"]
    )
    def test_social_security_numbers_that_nobody_has(self, number: str) -> None:
        assert not is_valid("ssn", number)
