# ruff: noqa: E501 - one text a line
"""What is a help section, and what only sounds like one. The texts were written for these tests."""

import pytest

from medlint.catalogue import builtin
from medlint.document import Document
from medlint.engine import lint_document
from medlint.parse import parse
from medlint.parse.help import find_help
from medlint.parse.wording import wording
from medlint.plan import make_plan
from medlint.settings import Settings

TITLE = "# Easing a stiff neck\n\nGentle movement helps most people within a week.\n\n"
RULES = ("MED109", "MED110", "MED111")
LIST = "- the pain is getting worse\n- your arm feels numb\n- you have a high temperature"
SENTENCE = "See a GP if the pain is getting worse, or if your arm feels numb."
CALL = f"Call your doctor if you notice any of these:\n\n{LIST}"
EMERGENCY = "Call 999 or go to A&E if you have chest pain, or if you suddenly cannot move an arm."

# fmt: off
HEADINGS = [
    ("When professional care helps", "If the stiffness comes back every winter or your arm goes weak, a physiotherapist can look at the neck."),
    # What one does alone is not enough.
    ("When self-help isn't enough", SENTENCE), ("When resting the neck is not helping", SENTENCE),
    ("When painkillers don't work", SENTENCE), ("When it is worth getting checked", SENTENCE),
    # Health services.
    ("See a GP if:", LIST), ("Speak to a GP if:", LIST), ("Talk to your GP if", LIST),
    ("Non-urgent advice: See a GP if:", LIST), ("Non-urgent advice: Talk to your GP if", LIST),
    ("Urgent advice: Ask for an urgent GP appointment or get help from NHS 111 if:", LIST),
    ("Urgent advice: Get advice from 111 now if", LIST), ("Urgent advice: Call 111 now if:", LIST),
    ("Ask for an urgent GP practice appointment or call 111 if", LIST),
    ("Immediate action required: Call 999 if:", LIST), ("Call 999 or go to A&E now if:", LIST),
    ("Emergency action required: Call 999 or 112 if", LIST), ("When to go to A&E", LIST),
    ("When to call 999", LIST), ("When to get medical advice", SENTENCE),
    ("When to get immediate medical help", EMERGENCY), ("When to get medical help", SENTENCE),
    ("When to seek urgent medical advice", SENTENCE), ("Where to get help for a seriously ill child", EMERGENCY),
    ("Speak to your GP or practice nurse if:", LIST),
    # North America.
    ("When to see a doctor", LIST), ("When to Contact a Medical Professional", CALL),
    ("When To Call 911 About High Blood Pressure", LIST), ("When to seek immediate medical care", LIST),
    ("When to make a doctor's appointment", LIST), ("Get medical care immediately if", LIST),
    ("Seek immediate care if", LIST), ("Seek Immediate Medical Attention If", LIST),
    ("Seek Immediate Help If You", LIST), ("Call your doctor if", LIST), ("When to call a doctor", LIST),
    ("When to call 911", LIST),
    # Other publishers.
    ("When to Seek Professional Help", CALL), ("When to Seek Help", SENTENCE),
    ("When to Seek Additional Support", SENTENCE), ("When to Seek Care", CALL),
    ("When to Seek Emergency Care", EMERGENCY), ("When to Contact Your Doctor", LIST),
    ("When to See a Professional", LIST), ("When to see a doctor soon (within days)", LIST),
    ("Prompt medical attention (within 1 week)", LIST), ("See a Doctor", LIST),
    ("When should I book a GP?", SENTENCE), ("Seek urgent medical review if", LIST), ("When to worry", CALL),
    ("When to Worry and When to Move", CALL), ("When is joint pain an emergency?", EMERGENCY),
    ("What's 'not normal'", CALL), ("Alarm symptoms", CALL), ("Warning signs", CALL), ("Red flags", CALL),
    ("Red Flag Clusters: When to Be Concerned", CALL),
    ("Critical red flag symptoms that demand A&E", EMERGENCY), ("Immediate Action Required", EMERGENCY),
    ("When to Get Urgent Advice", SENTENCE), ("Emergency room", EMERGENCY), ("RED", EMERGENCY),
    ("AMBER", SENTENCE), ("Who to contact", CALL), ("What to do now", EMERGENCY),
    ("Do you need urgent help right now?", EMERGENCY), ("Where to go for help", SENTENCE),
    # What others might write.
    ("When should you see a physiotherapist?", LIST), ("Is it time to see a doctor?", LIST),
    ("When does a stiff neck need medical attention?", CALL), ("Signs you should see a doctor", LIST),
    ("Signs that you need medical help", CALL), ("How do I know if I need a doctor?", CALL),
    ("When is it serious?", CALL), ("When a stiff neck is serious", CALL), ("Get help", CALL),
    ("Getting help", SENTENCE), ("Getting medical help", SENTENCE), ("Finding support", SENTENCE),
    ("When to ask for help", SENTENCE), ("When to talk to someone", SENTENCE), ("When to go to hospital", LIST),
    ("When to go to the emergency room", LIST), ("When to go to the ER", LIST), ("When to take your child to the doctor", LIST),
    ("Symptoms you should not ignore", CALL), ("Symptoms to watch out for", CALL), ("When to be concerned", CALL),
    ("Danger signs", CALL), ("Reasons to call your midwife", LIST), ("Contact your care team if:", LIST),
    ("Ring your maternity unit straight away if", LIST), ("Ask a pharmacist about:", LIST),
    ("Tell your dentist if", LIST), ("Do I need to see a doctor?", LIST), ("Medical emergency", EMERGENCY),
    ("When home treatment is not enough", CALL), ("When self-care isn't enough", CALL),
    ("⚠️ WHEN TO SEE A DOCTOR", LIST), ("7. When to see a doctor", LIST), ("When to see a doctor:", LIST),
    ("When to see\u00a0a doctor", LIST), ("When to see a doc\u00adtor", LIST), ("Don’t wait: see a doctor if…", LIST),
    ("Safety-netting advice", CALL), ("Call triple zero (000) if", LIST), ("When to phone 1177", CALL),
    ("Crisis support", "Call Lifeline on 13 11 14 if you feel unsafe, or if you think about harming yourself."),
    # Written after the patterns, to see how far they reach.
    ("When your child needs a doctor", CALL),
    ("Should I go to A&E?", LIST),
    ("See your physio if", LIST),
    ("When it's time for a doctor", CALL),
    ("Getting urgent help", EMERGENCY),
    ("Call an ambulance if", LIST),
    ("Signs it could be serious", CALL),
    ("When to get checked", SENTENCE),
    ("When to get checked out by a doctor", LIST),
    ("Do I need medical help?", CALL),
    ("Seeing a doctor", SENTENCE),
    ("When medical attention is needed", CALL),
    ("Complications: when to get help fast", EMERGENCY),
    ("Red-flag symptoms", CALL),
    ("Alarming signs", CALL),
    ("When should I be worried?", CALL),
    ("What to look out for", CALL),
    ("Speak with a pharmacist if", LIST),
    ("When to involve your vet or doctor", CALL),
    ("Get emergency help", EMERGENCY),
    ("Talk to a dentist right away if", LIST),
    ("When to contact us or your GP", SENTENCE),
    ("Immediate medical attention", EMERGENCY),
    ("When to stop and call a doctor", LIST),
    # Headings that say little, over a text that says when and where.
    ("Time for a professional opinion", "Book in with a physio if the pain wakes you, or if your hand feels numb. With chest pain, go to the emergency department."),
    ("Reaching out", "Tell your GP if pain keeps you low, or if you cannot sleep. If you think of harming yourself, call 999."),
    ("Signs that need checking", CALL),
    ("Is it time to talk to someone?", SENTENCE),
    ("Don't ignore these", CALL),
    ("This cannot wait", EMERGENCY),
    ("Seeking help for neck pain", SENTENCE),
]
NOT_HELP = [
    # Whom to work with, who is the best, and a tip in a list say nothing of when.
    ("Working with your care team", "**Physiotherapist:**\n\n- Designs a programme for your neck\n- Checks how you are if pain gets worse"),
    ("Get the best neck surgeon in Leeds", "An operation needs experience. What matters is the surgeon you choose."),
    ("4. Consult a physiotherapist:", "Regular visits for advice and treatment."),
    ("What to look for in a therapist", "Ask if she is registered, and if she treats necks. A physiotherapist can be a therapist too."),
    ("Key points", "- Call emergency services at once.\n- Push hard and fast on the chest.\n- Use a defibrillator if there is one."),
    ("Dose", "- 500 mg a day\n- **Consult a doctor:** discuss the dose\n- Start low"),
    ("When to Seek Legal Counsel", "Ask a lawyer if the contract is unclear, or if the deadline has passed."),
    ("When to Seek Support", "Scores below 40 mean that the bot failed. Open a ticket with the vendor."),
    ("When to Seek Clarification", "If the request is unclear, ask the user before you write any code."),
    ("When to Seek Help", "If the container does not start, post the log in the forum."),
    ("Getting Expert Help", "Our designers plan your kitchen. Book a free visit today."),
    ("Getting Expert Help", "Sore feet? Our podiatry team is the best in town. Prices start at 40 pounds."),
    ("When Should You Consider Melatonin?", "Melatonin may suit you if you work nights. Talk to your doctor before you start taking it."),
    ("Red Flags: When to Be Cautious", "Consult your healthcare provider if you:\n\n- are pregnant or breastfeeding\n- take blood thinners\n- have kidney disease"),
    ("Book Your Heel Pain Consultation", "Call our clinic today if heel pain will not go away."),
    ("Emergency contraception", "The pill works best within three days. You can get it from a pharmacist."),
    ("Doctor Who", "The series began in 1963. In one episode the doctor has a stiff neck."),
    ("When to use the clinic app", "Open the app when you want to change an appointment."),
    ("What doctors say", "Most doctors we asked said that movement helps."),
    ("Ask the doctor", "Dr Ray answers letters from our readers every month."),
    ("Meet our physiotherapists", "Our physiotherapists have worked with dancers. Contact us."),
    ("About the nurse who wrote this", "She has worked on wards for ten years."),
    ("When to take ibuprofen", "Take it with food. Your pharmacist can tell you about the dose."),
    ("When to stretch", "Stretch when your muscles are warm, and see how you feel."),
    ("When to replace your pillow", "A pillow lasts two years. Call the shop if it smells."),
    ("How physiotherapy helps", "A physiotherapist loosens the joints and sets exercises."),
    ("Professional kitchens", "Cooks stand for ten hours a day."),
    ("Emergency snacks", "Keep nuts in your bag for a long day."),
    ("Crisis in the sock drawer", "Throw out every sock with a hole."),
    ("Urgent emails can wait", "Switch off your phone at six."),
    ("Red flags in a job advert", "Be wary of an employer who asks for money."),
    ("Warning signs of a bad mattress", "- it sags in the middle\n- it creaks\n- you roll towards each other"),
    ("Symptoms", "- stiffness\n- a dull ache\n- tingling in the hand"),
    ("Where to buy a collar", "Any pharmacy sells them. Ask at the counter."),
    ("Help with the cost", "You can get free prescriptions if you are on a low income."),
    ("How to find the right therapist", "Ask each therapist about training, fees and waiting time."),
    ("Choosing a chiropractor", "Ask to see a licence. Contact three practices and compare."),
    ("What to ask your doctor before surgery", "Ask how long you will stay, and who will drive you home."),
    ("When to call customer service", "Call our helpdesk if the heat pad does not switch on."),
    ("Calling the doctor names", "In the novel, the sick man shouts at everyone."),
    ("Care of your brace", "Wash it by hand. Seek advice from the shop on repairs."),
    ("Health insurance", "Call your insurer if a bill is wrong."),
    ("Who can take part", "You can join if you are over 18. Ask your doctor before you begin the course."),
    ("Before you start", "Speak to your doctor if you are pregnant or have heart disease."),
    ("Getting started", "See a physiotherapist to learn the first exercise."),
    ("Diagnosis", "Your doctor will ask about the pain and may send you to a specialist for a scan."),
    ("Treatment", "Your GP may prescribe tablets, or refer you to a physiotherapist."),
    ("Related articles", "- When to see a doctor about headaches\n- Red flags in back pain"),
    ("What is a medical emergency plan?", "It is a sheet for schools that lists names and medicines."),
    ("The doctor will see you now", "Waiting rooms make people nervous. Bring a book."),
    ("Do doctors recommend collars?", "Most doctors stopped recommending collars years ago."),
    ("When to visit the museum", "Go on a Monday, or ask the guide."),
    ("Seeing the doctor on screen", "The series shows doctors at work."),
    ("What to look out for in a chair", "Look for arm rests. Ask the shop."),
    ("Doctors' favourite stretches", "Each doctor chose one stretch."),
    ("When to call it a day", "Stop when you are tired."),
    ("Asking for help at work", "Ask a colleague to lift the box."),
    ("Getting help with housework", "Ask your family to share it."),
    ("Emergency exits", "Know where they are."),
    ("Your first appointment", "The physiotherapist will ask about your pain."),
    ("How to talk to your teenager", "Choose a calm moment."),
    ("When to book your holiday", "Book in May."),
    ("Care at home", "A nurse can change the dressing at home."),
]
# (name, text after the title, triggers, actions, rules)
BODIES = [
    ("empty", "## When to see a doctor", [], ["see a doctor"], ["MED110"]),
    ("only a child heading", "## When to get medical help\n\n### Signs", [], ["get medical help"], ["MED110"]),
    ("no action", "## Warning signs\n\n- fever\n- a stiff neck with a rash\n\nThese can be serious.", ["fever", "a stiff neck with a rash"], [], ["MED110"]),
    ("no triggers", "## When to get help\n\nIf concerned, see a doctor.", [], ["see a doctor"], ["MED110"]),
    ("sales pitch", "## When to seek help\n\nIf the pain lasts for weeks, book a free call with our team.", ["the pain lasts for weeks"], [], ["MED111"]),
    ("sales pitch and contact us", "## When to get help\n\nIf your eye hurts, take the lens out and contact us.", ["your eye hurts"], [], ["MED111"]),
    ("sales and an independent route", "## When to seek help\n\nIf the pain lasts for weeks, see your GP. You can also book a call with our team.", ["the pain lasts for weeks"], ["see your gp"], []),
    ("under the conclusion", "## Conclusion\n\nKeep moving.\n\n### When to see a doctor\n\nSee a doctor if your arm is weak or your hand feels numb.", ["your arm is weak", "your hand feels numb"], ["see a doctor"], []),
    ("question", "## FAQ\n\n### When should I see a GP?\n\nIf the pain lasts more than a month, or your arm tingles, see a GP.", ["the pain lasts more than a month", "your arm tingles"], ["see a gp"], []),
    ("bold question", "## FAQ\n\n**When should I see a GP?**\n\nIf the pain lasts more than a month, see a GP.", ["the pain lasts more than a month"], ["see a gp"], []),
    ("unless", "## When to get help\n\nYou don't need to see a doctor unless the pain lasts longer than a month or your arm goes numb.", ["the pain lasts longer than a month", "your arm goes numb"], ["see a doctor"], []),
    ("do not call", "## When to get medical help\n\nDo not call 999 for a stiff neck.", [], ["get medical help"], []),
    ("do not hesitate", "## When to get help\n\nDo not hesitate to call your doctor if the pain is getting worse.", ["the pain is getting worse"], ["call your doctor"], []),
    ("cards", "## Urgent advice: call 111 if:\n\n- your arm is weak\n\n## Immediate action required: call 999 if:\n\n- you have chest pain", ["your arm is weak", "you have chest pain"], ["call 111", "call 999"], []),
    ("bold card", "## Living with it\n\n**Call 999 if you:**\n\n- cannot move an arm\n- have chest pain", ["cannot move an arm", "have chest pain"], ["call 999"], []),
    ("nested", "## When to get help\n\n### Same day\n\nCall your GP if your arm is weak.\n\n### At once\n\nCall 999 if you have chest pain.", ["your arm is weak", "you have chest pain"], ["call your gp", "call 999"], []),
    ("table", "## When to get help\n\n| Sign | What to do |\n|---|---|\n| Your arm is weak | See a GP |\n| You have chest pain | Call 999 |", ["your arm is weak", "you have chest pain"], ["see a gp", "call 999"], []),
    ("paragraphs without marks", "## When to see a doctor\n\nSee a doctor if:\n\nYour arm is weak\n\nYou have chest pain", ["your arm is weak", "you have chest pain"], ["see a doctor"], []),
    ("lines in one paragraph", "## When to see a doctor\n\nCall your doctor if your arm is weak\nor if you have chest pain.", ["your arm is weak", "you have chest pain"], ["call your doctor"], []),
    ("participle", "## When to seek help\n\nConsider seeing a physiotherapist if your neck keeps locking.", ["your neck keeps locking"], ["seeing a physiotherapist"], []),
    ("numbers are no signs", "## When to get help\n\nCall your doctor if your arm is weak.\n\n- Mondays: 020 7946 0000\n- https://example.org", ["your arm is weak"], ["call your doctor"], []),
    ("only in the disclaimer", "## Disclaimer\n\nThis is general information, not medical advice. Consult a provider if your neck hurts.", [], [], ["MED109"]),
    ("only beforehand", "## Safety\n\nTalk to your doctor before you start these exercises, especially if you are pregnant.", [], [], ["MED109"]),
    ("only a sentence", "## Movement\n\nTurn your head slowly. If the pain gets worse, see your doctor.", [], [], ["MED109"]),
    ("fronted", "## When to get help\n\nIf your arm is weak, numb or cold, rest it.\n\nIf it goes on, you should see a GP.", ["your arm is weak", "numb", "cold", "it goes on"], ["see a gp"], []),
    ("table with the action first", "## When to get help\n\n| Do | Sign |\n|---|---|\n| Call 999 | Chest pain |\n| See a GP | A weak arm |", ["chest pain", "a weak arm"], ["call 999", "see a gp"], []),
    ("a visit is a noun", "## When to get help\n\nIf the visit to a doctor was no use, see another GP.", ["the visit to a doctor was no use"], ["see another gp"], []),
    ("parted words", "## When to get help\n\nCall your doc-\ntor if your arm is weak.", ["your arm is weak"], ["call your doc-\ntor"], []),
    ("capitals and quotes", "## WHEN TO GET HELP\n\nDON’T HESITATE TO CALL YOUR DOCTOR IF YOUR ARM IS WEAK.", ["your arm is weak"], ["call your doctor"], []),
    ("number in a charity's line", "## When to get help\n\nCall our helpline if you feel low, or see your GP if it lasts.", ["you feel low", "it lasts"], ["see your gp"], []),
    ("title over two instructions", "## When to see a doctor\n\nCall your doctor if your arm is weak. Call 999 if you have chest pain. Call your doctor if it lasts.", ["your arm is weak", "you have chest pain", "it lasts"], ["call your doctor", "call 999"], []),
    ("heading that instructs", "## Call 999 if:\n\n- you have chest pain\n\nFor less than that, see a GP.", ["you have chest pain"], ["call 999", "see a gp"], []),
    ("cards that repeat", "## Call your doctor if:\n\n- your arm is weak\n\n## Warning signs\n\nCall your doctor if:\n\n- it comes back", ["your arm is weak", "it comes back"], ["call your doctor"], []),
    ("a charity's own line", "## Get support\n\nCall or message our helpline for help with your condition, or just call us to say hello.\n\n- Shop\n- Donate", [], [], ["MED109"]),
    ("told by what it says", "## The three-day rule\n\nRing your GP if a fever lasts three days, or if your neck has a rash. Go to hospital if you vomit and are confused.", ["a fever lasts three days", "your neck has a rash", "you vomit", "are confused"], ["ring your gp", "go to hospital"], []),
    ("one place to turn to is not enough", "## Fever\n\nFever and a rash go with a cold. If they stay, see your GP.", [], [], ["MED109"]),
    ("bold instruction", "## Movement\n\n**See a GP** if your arm is weak, or if your hand feels numb.", ["your arm is weak", "your hand feels numb"], ["see a gp"], []),
    ("short cells", "Most of it passes by itself in a few days or weeks.\n\n## Who to contact\n\n| Sign | Where |\n|---|---|\n| A weak arm | GP this week |\n| Chest pain | A&E now |", ["a weak arm", "chest pain"], ["gp this week", "a&e now"], []),
    ("help early", "## Ask for help early\n\nSee a GP if your arm is weak.", ["your arm is weak"], ["see a gp"], []),
]
# fmt: on


def read(text: str) -> tuple[Document, str]:
    source = TITLE + text + "\n"
    document = parse("article.md", source.encode(), Settings())
    assert document.language == "en"
    return document, source


def rules(document: Document) -> list[str]:
    plan = make_plan(builtin(), Settings(), select=RULES)
    return [finding.rule for finding in lint_document(document, plan).findings]


@pytest.mark.parametrize(("heading", "body"), [pytest.param(*row, id=row[0]) for row in HEADINGS])
def test_a_help_heading(heading: str, body: str) -> None:
    document, source = read(f"## {heading}\n\n{body}\n\n## Living with it\n\nKeep warm.")
    (block,) = document.help
    assert block.heading is not None
    assert source[slice(*block.span)] == f"## {heading}\n\n{body}"
    assert source[slice(*block.heading.span)] == f"## {heading}"
    assert len(block.triggers) >= 2
    assert block.actions or block.named
    assert rules(document) == []


@pytest.mark.parametrize(("heading", "body"), NOT_HELP)
def test_not_a_help_heading(heading: str, body: str) -> None:
    document, _ = read(f"## {heading}\n\n{body}")
    assert [block for block in document.help if block.actions or block.named] == []
    assert rules(document)[0] in ("MED109", "MED110")


@pytest.mark.parametrize(
    ("text", "triggers", "actions", "broken"), [pytest.param(*row[1:], id=row[0]) for row in BODIES]
)
def test_what_a_help_section_says(
    text: str, triggers: list[str], actions: list[str], broken: list[str]
) -> None:
    document, source = read(text)
    blocks = document.help
    assert len(blocks) == (broken != ["MED109"])
    said = [source[slice(*span)].lower() for block in blocks for span in block.triggers]
    assert said == triggers
    assert [source[slice(*span)].lower() for block in blocks for span in block.actions] == actions
    assert rules(document) == broken


@pytest.mark.parametrize("item", ["[numb hands](/numb)", "**[numb hands](/numb)**"])
def test_an_item_that_is_only_a_link_is_no_sign(item: str) -> None:
    document, source = read(
        f"## Warning signs\n\nSee a GP if:\n\n- {item}\n- a [stiff](/stiff) neck\n- fever"
    )
    words = wording("en")
    assert words is not None
    (block,), _ = find_help(document.root, document.disclaimers, words, document.links)
    assert [source[slice(*span)] for span in block.triggers] == ["a [stiff](/stiff) neck", "fever"]
    assert [source[slice(*span)] for span in block.actions] == ["See a GP"]


def test_a_link_to_a_number_is_an_instruction() -> None:
    document, source = read(
        "## Warning signs\n\n- [Call 111](tel:111) if your arm is weak\n- [Call 999](tel:999)"
    )
    words = wording("en")
    assert words is not None
    (block,), _ = find_help(document.root, document.disclaimers, words, document.links)
    assert [source[slice(*span)] for span in block.actions] == ["Call 111", "Call 999"]


def test_a_help_heading_over_signs_of_the_mind_that_names_care_in_passing() -> None:
    signs = "- staying away from places you used to like\n- trouble at work"
    document, _ = read(
        "# Fear of stairs\n\nMany people have it.\n\n## When to seek help\n\n"
        f"If it gets in the way, professional treatment is essential. Signs include:\n\n{signs}\n"
    )
    words = wording("en")
    assert words is not None
    (block,), _ = find_help(document.root, document.disclaimers, words, document.links)
    assert block.heading is not None
    assert block.heading.text == "When to seek help"
