# ruff: noqa: E501 - one sign a line
"""Many ways to say a sign of each topic in lay words; each counts as naming it.

A line holds a flag and its wordings. They were written before the phrases of the topic files knew them, in
three batches, of which 69 of 474, 52 of 179 and 23 of 56 were missed at first.
"""

import pytest

from medlint.parse import parse
from medlint.reading import reading
from medlint.reading.red_flags import flags_of, named
from medlint.settings import Settings

WORDS = {
    "back-pain": """
saddle: your genitals or bottom feel numb | pins and needles around your back passage | no feeling when you wipe after using the toilet | altered sensation between your legs | numbness where you would sit on a saddle | loss of sensation in the groin | numbness in your private area | tingling in the buttocks or inner thighs | you can't feel toilet paper | your bottom has gone numb | tingling in your vagina or penis
bladder: you can't feel when you need to wee | you're wetting yourself | you cannot start to pee | difficulty passing urine | you cannot tell when your bladder is full | not being able to hold your pee | new trouble holding your urine | unable to empty your bladder | wetting accidents | you need to urinate but can't | you leak wee | you've stopped being able to pass water
bowel: you poo without meaning to | leaking poo | you lose control of your bowels | new bowel incontinence | you have soiled yourself | bowel accidents | you can't control your stools | inability to hold in a bowel movement
both-legs: tingling down both your legs | pain running down both legs | weakness in both of your legs | both legs go numb | numbness or weakness that affects both legs | sciatica on both sides | shooting pain into both legs | your legs both feel weak
leg-weakness: your foot drags when you walk | your leg is getting weaker | you can't lift your foot | weakness in a leg that gets worse | your legs give way | you trip because your foot drops | sudden weakness in your leg | it's hard to walk because of weakness
chest-pain: you have chest pain | it also hurts in your chest | pain in your chest
accident: it began after a serious accident, such as a car crash | you have been in a car accident | after a bad fall | the pain started after a fall or a blow to your back | a fall from a ladder | a sports injury or car wreck | you were hurt in a crash | you fell down the stairs
sexual: loss of feeling during sex | you can't get an erection | problems with sex such as numbness
fever: you feel hot and shivery | a temperature of 38C or more | you have a fever
weight-loss: you're losing weight and don't know why | weight loss you cannot explain
lump: a bump on your back | your back has changed shape | swelling in your back
night-pain: the pain stops you sleeping | the pain wakes you up | it doesn't get better when you rest
upper-back: the pain is between your shoulders | pain at the top of your back
""",
    "neck-pain": """
meningitis: a stiff neck and a fever | bright light hurts your eyes and your neck is stiff | you can't touch your chin to your chest and feel hot | fever with a neck so stiff that you can't put your chin on your chest | stiff neck and a rash
arms-and-legs: your arms and legs feel weak | numb hands and legs | weakness in your arms or legs
unsteady: you're unsteady on your feet | you keep dropping things | your hands are clumsy | you find it hard to do up buttons | problems with balance | you walk as if drunk | stumbling
bladder: you wet yourself | trouble controlling your bladder or bowels | you can't pee
accident: after a car crash | you have had a bad fall | the pain began after a blow to the head or neck
heart: neck pain spreads to your arm or jaw with chest pain | chest pain | pressure in your chest and pain in your jaw
stroke: one side of your face droops | sudden double vision | slurred speech
nerve: pins and needles in an arm | your arm feels cold
weight-loss: you lose weight without trying
""",
    "headache": """
sudden: the headache comes on all at once and is the worst you have ever had | a thunderclap headache | sudden and agonising headache | it peaks within a minute | a sudden, explosive headache | the worst headache you've ever had | a headache that strikes suddenly and severely | it hits you like a clap of thunder
head-injury: after a bump on the head | you have hit your head | after a fall or blow to your head
speech: problems speaking or remembering | you can't get your words out | slurred speech | your words are slurred
sight: you lose your sight | sudden loss of vision | you can't see out of one eye | sudden blindness | losing vision in one eye
confused: you feel drowsy or confused | you're not making sense | very sleepy and hard to wake | you become confused or hard to wake | trouble staying awake | passing out | you seem confused or not yourself
meningitis: a stiff neck | a rash that does not fade under a glass | a very high temperature | fever and you cannot bend your neck | fever and a stiff neck | a rash with purple spots | stiffness in the neck with a temperature
seizure: you have a fit | a seizure
one-side: weakness down one side of your body | one arm goes numb | one side of the face is numb | numbness on one side of your face | sudden weakness in an arm or leg | you can't move one side of your body
red-eye: your eye is red and painful | the white part of your eye is red
jaw: your jaw hurts when you eat | pain in the jaw when chewing
scalp: your scalp is sore to touch | it hurts to brush your hair
worse: it gets worse over days | headaches that wake you at night | it's worse in the morning
""",
    "chest-pain": """
lasting: the pain has lasted more than 15 minutes | chest pain that comes on suddenly and stays | pain in the chest that won't go away | chest pain that lasts for more than a few minutes | sudden pain in the middle of your chest | pain that doesn't ease with rest | chest pain that started suddenly
spreading: the pain moves to your arms, neck or jaw | it spreads to your back | pain radiating down your left arm | pain goes into your shoulder or jaw | pain that shoots down the arm | aching in your jaw or arm | pain that moves up to your jaw
tight: your chest feels squeezed | a crushing weight on your chest | like a heavy weight on the chest | pressure in the chest | it feels like an elephant sitting on your chest | a squeezing feeling in the chest | a tight band around your chest
other-signs: you feel sweaty, sick or faint | you're short of breath | you break out in a cold sweat | clammy skin | nausea and sweating | you feel like you will faint | shortness of breath | you're sweating a lot and feel sick
""",
    "abdominal-pain": """
sudden: it came on all of a sudden | the pain is unbearable | sudden, severe pain | sudden sharp pain | the worst pain you've ever had | you're doubled over with pain
touch: it hurts to touch your tummy | your belly is tender | your tummy is hard and sore when pressed | it's sore when you press on it
blood-vomit: you're throwing up blood | your sick looks like ground coffee | you vomit blood | blood in your vomit | you vomit something that looks like coffee grounds | there's blood in your sick
black-poo: your poo is black and sticky like tar | blood in your stools | tarry poo | bleeding from your bottom | black or bloody stools | blood when you poop | bright red blood in the toilet
cannot-pee: you can't pee | you haven't peed all day | you are unable to pass urine
cannot-poo: you can't poo or fart | you haven't pooed and can't pass wind | you can't pass gas or stool | a swollen belly and can't pass gas
breathing: you find it hard to breathe | your chest hurts
diabetes: you have diabetes and keep being sick | you have diabetes and are vomiting
collapse: somebody has collapsed | you pass out
pregnant: you're pregnant and in a lot of pain | severe pain and you could be pregnant
weight-loss: you have lost weight for no reason
swallowing: you find it hard to swallow | food sticks in your throat
""",
    "fever-in-children": """
rash: a rash that stays when you press a glass against it | spots that do not fade when pressed | the rash doesn't disappear with the glass test | purple spots that don't go away when you press on them | a rash that looks like bruises | the rash doesn't fade under a glass
blue: blue lips | grey, pale or blotchy skin | skin that looks mottled | their lips turn blue | bluish lips | ashen skin | very pale | their tongue is blue
floppy: they are limp | they won't wake up | they're floppy or unresponsive | very drowsy and hard to wake | unusually sleepy | not responding to you | won't wake | limp or lifeless | they feel floppy in your arms
seizure: they have a fit for the first time | a febrile convulsion
breathing: the skin sucks in under the ribs when they breathe | they grunt with each breath | they're breathing very fast | struggling for breath | ribs pull in with each breath | nostrils flare | panting | breathing is hard work | they're struggling to breathe or their tummy sucks in
stiff-neck: their neck is stiff | they can't bear bright light
soft-spot: the soft spot on their head bulges | a bulging fontanelle
young: they're under 3 months and have a temperature of 38C | a baby younger than 3 months with a fever
days: the fever has lasted 5 days | a temperature for more than five days
drinking: they will not drink | no wet nappy for 12 hours | fewer wet nappies than usual | no tears when crying and fewer wet diapers | refuses to drink | hasn't had a wet diaper in 8 hours
""",
    "rash": """
fading: it doesn't fade when you roll a glass over it | the rash does not fade under a glass
swelling: your lips or tongue swell up | a swollen face | your throat swells
breathing: you find it hard to breathe | you're wheezing
blisters: blisters in your mouth or on your genitals | sores around the eyes
fever: the rash spreads quickly and you have a high temperature | a rash with fever that spreads fast
pain: the skin is hot and painful | pus comes out
immune: you have a weakened immune system | your newborn has a rash
""",
    "diabetes": """
breath: your breath smells of pear drops | breath that smells like nail polish remover | fruity-smelling breath | fruity breath | breath smells of acetone | their breath smells sweet
breathing: you breathe fast and deep | rapid breathing | deep, fast breaths | they are panting
confused: you are confused | you feel very drowsy
vomiting: you are being sick and your ketones are high | stomach pain with high ketones | you cannot stop vomiting | throwing up and can't keep fluids down | vomiting with ketones in your urine
unconscious: someone with a hypo passes out | they have a fit | they cannot swallow | they can't be woken | too low to swallow safely | someone is unconscious
ketones: your ketones are 1.5mmol/L or more | a ketone test of 2+
high-sugar: your blood sugar stays above 15 | your sugars won't come down
foot: a sore on your foot | a cut or blister on the foot that does not heal
""",
    "high-blood-pressure": """
chest-pain: a reading over 180/120 and chest pain | your chest hurts
breathless: you're short of breath | you can't catch your breath
numb: your arm goes numb or weak | numb face
sight: your eyesight blurs | changes in how you see | your vision suddenly changes
speech: you can't speak clearly | you're confused
high-reading: your reading is above 180/120 twice | 180 over 120 or higher
pregnancy: you're pregnant and have a bad headache or flashing lights | blurred vision in pregnancy
""",
    "asthma": """
breathless: you can't finish a sentence | too breathless to talk | you are too short of breath to eat | breathing so hard you cannot speak | can't speak in full sentences | only able to say a few words | gasping for air | you can't get your words out
blue: your lips are turning blue | grey fingertips | the tips of your fingers are blue
inhaler: your blue inhaler isn't working | no better after 10 puffs | your reliever does not help | your inhaler makes no difference | no relief from your rescue inhaler | the inhaler doesn't work as well as usual | you need your inhaler more than every four hours | you've used your inhaler and feel no better
exhausted: you feel exhausted or confused | you're drowsy | too tired to breathe | sleepy and confused
""",
    "allergy": """
swelling: your tongue or throat swells | a swollen face | your throat feels tight | throat closing up | swollen lips or tongue | a lump in your throat or hoarse voice | puffy lips or eyelids
breathing: you're wheezing | you struggle to breathe | noisy breathing | wheezing or a persistent cough | short of breath | noisy breaths | trouble swallowing or breathing
faint: you feel dizzy or faint | you collapse | they pass out | dizziness or loss of consciousness | a sudden drop in blood pressure | floppy child
skin: cold, clammy skin | your skin turns pale and clammy | blue lips
injector: you have used an EpiPen | you've used your auto-injector | after using an adrenaline pen
""",
    "depression": """
suicidal: you feel you want to end it all | you're thinking about killing yourself | you feel like ending your life | you have made plans to die | you feel you cannot go on | you don't want to live any more | thoughts of hurting yourself | you feel life isn't worth living | you're planning how to kill yourself | you feel like you might act on suicidal thoughts
harmed: you've taken an overdose | you have cut yourself badly | you have hurt yourself badly | taken too many pills | hurt yourself and need medical care | somebody has swallowed pills
unsafe: you can't stay safe | you cannot keep yourself safe | your life is in danger
psychosis: you hear voices | you see things that are not there
""",
    "anxiety": """
suicidal: you have thoughts of suicide | you feel like harming yourself
unsafe: you feel unable to keep yourself safe
harmed: you have taken an overdose | you have cut yourself badly
""",
    "panic-attacks": """
suicidal: you think about ending your life
unsafe: you can't keep yourself safe
chest-pain: the pain in your chest doesn't go away | it could be a heart attack | tightness in your chest that stays
""",
    "pregnancy": """
bleeding: you're bleeding heavily | you pass blood clots | you soak a pad in an hour | soaking through a pad an hour | a gush of blood | passing clots bigger than a plum | blood that soaks through a pad
pain: bad tummy pain that doesn't go away | constant severe pain in your belly
seizure: you have a fit | a seizure
chest: your chest hurts | you have trouble breathing | your heart races and you can't breathe | chest tightness
movements: your baby is moving less than usual | your baby has stopped moving | a change in the pattern of your baby's kicks | you can't feel your baby move | fewer kicks | baby is quieter than usual
faint: you faint | you pass out
harm: you think about hurting yourself or your baby | thoughts of harming your baby
light-bleeding: you bleed from your vagina | spotting | light bleeding
vomiting: you can't keep anything down | you keep vomiting
leg: one leg is swollen | pain in your calf
waters: your waters break | fluid is leaking from your vagina | a gush of water | leaking from the vagina
headache: a bad headache that won't go away | you see flashing lights | your vision is blurred | vision changes | a headache that gets worse over time
swelling: your face or hands swell suddenly | sudden puffiness of the face | your face swells so you can't open your eyes
itching: your palms or soles itch | itchy hands and feet
fever: a temperature above 37.5C | you feel hot and shivery
""",
    "baby-illness": """
blue: their skin or lips are blue, grey or pale | blotchy skin
waking: they are floppy | they won't wake | hard to wake up | they're very sleepy and won't wake to feed
breathing: they stop breathing for more than 20 seconds | grunting | fast breathing
seizure: they have a fit
green-vomit: they bring up green fluid | bright green vomit | vomit that is green
rash: a rash that doesn't fade when you press a glass on it
feeding: they don't want to feed | half as many wet nappies | they refuse feeds | they're not taking their bottle
bulging: the soft spot bulges | a bulging fontanelle | a swollen soft spot
sunken: a sunken soft spot
crying: they cry and nothing calms them | they are inconsolable | they won't stop crying
blood-poo: there is blood in their nappy | bloody poo
fever: they are under 3 months with a temperature of 38C | a fever in a young baby
cry: a weak, high-pitched cry | a cry that is not like their usual one
""",
    "stroke": """
face: one side of the face has dropped | they can't smile properly | their mouth droops | face drooping | an uneven smile | one side of the face sags | their smile is crooked
arms: they cannot lift both arms | one arm drops when raised | sudden weakness down one side | a numb arm | arm weakness | can't hold both arms up | numbness in the leg | they cannot raise one arm
speech: their speech is slurred | they can't speak | they don't understand what you say | garbled words | speech difficulty | words come out jumbled | can't repeat a simple sentence | they're talking nonsense
sight: they suddenly can't see | blurred sight or loss of sight in one eye | trouble seeing in one or both eyes | sudden double vision
""",
    "head-injury": """
unconscious: they have been knocked out | they can't be woken | they passed out | they blacked out | knocked out, even for a few seconds | loss of consciousness | can't stay awake | they were out cold for a moment
seizure: they have a fit | their body jerks and shakes
sight: blurred or double vision | problems with their eyesight
fluid: clear fluid runs from the nose or ears | blood or watery fluid from an ear | bruising behind the ears | watery fluid from the nose | blood coming from the ears | black eyes with no injury to the eye
weak: a numb or weak arm or leg | loss of feeling in part of the body
balance: they can't walk straight | they have trouble speaking or understanding | they lose their balance | they stagger or fall over
crash: after a car crash | a fall from a height | they were hit by a car
vomiting: they have been sick since | they keep throwing up | throws up more than once | repeated vomiting | they're sick twice or more
headache: a headache that gets worse | painkillers do not ease the headache | a headache that keeps getting worse | bad headache
behaviour: they act differently | they can't remember what happened | they seem confused | they're more irritable | slurred words or odd behavior | doesn't recognise people | memory loss | won't stop crying
blood-thinners: they take warfarin | they take medicine to stop clots | they have a bleeding disorder
""",
    "dvt": """
breathless: you are short of breath | you get breathless | sudden shortness of breath
chest-pain: you have chest pain | it hurts to breathe in
blood-cough: you cough up blood
collapse: you faint | you pass out | you collapse
pain: throbbing pain in your calf | cramp in one leg | a sore calf | cramping in your calf | your calf hurts
swelling: one leg swells up | swelling in your calf
colour: red or darker skin | the skin is warm to touch
""",
    "uti": """
sepsis: you feel confused | you're drowsy | slurred speech | you cannot talk properly | slurring words | new confusion | unusually sleepy | they are muddled
collapse: you breathe very fast | mottled skin | you faint | your lips are blue | clammy, blotchy skin | short of breath
fever: you feel hot or shivery | a temperature over 38C | your temperature is below 36C
back: pain in your sides | back pain just under the ribs | pain in your lower back or sides | flank pain | an ache in your side
blood: there's blood in your pee | red urine
vomiting: you're being sick | you feel sick and throw up
groups: you are pregnant | you're a man | your child has symptoms | you have diabetes
""",
    "cough": """
breathless: you can't breathe | you are too breathless to say a sentence | struggling for breath | trouble catching your breath | you're too short of breath to talk
chest-pain: it hurts in your chest | chest pain
blue: your lips go blue | grey skin | lips look blue
confused: you're suddenly confused
waking: you can't stay awake | hard to wake
blood-streaks: there are streaks of blood in your phlegm | flecks of blood when you cough
blood: you cough up blood | more than a few flecks of blood | blood in your phlegm | you're bringing up blood | coughing up bright red blood
immune: your immune system is weak | you have a weakened immune system because of chemotherapy
weight-loss: you lose weight without meaning to
""",
    "dizziness": """
headache: a sudden and very bad headache | the worst headache of your life
chest-pain: pain in your chest | your heart races or skips beats
weak: your arm or leg goes weak | a numb face | weakness on one side | numb or weak on one side | a drooping face | sudden numbness in your arm
sight: you see double | you lose your sight | blurred vision
speech: slurred speech | you can't speak properly
walking: you can't walk | you stumble or cannot stand | you can't stand up | you fall over when you try to walk | you have trouble walking
faint: you black out | you have a fit
breathless: it's hard to breathe
hearing: you lose your hearing suddenly | sudden deafness in one ear
hearing-now: you lose your hearing suddenly | sudden deafness in one ear | a sudden change in your hearing
vomiting-now: you can't stop vomiting | vomiting that goes on and on
vomiting: you keep being sick
""",
    "eye": """
chemical: bleach splashed into your eye | a chemical gets into your eye | cleaning fluid in the eye | chemical splash | a burn from a chemical | something like bleach splashes in
pierced: something sharp has gone into your eye | an object is stuck in your eye | a piece of metal hit your eye | a nail or a piece of glass in the eye | a stab wound
sight: you suddenly lose your sight | you can't see | sudden changes in vision | sudden loss of sight | part of your vision goes dark | everything goes dark in one eye
headache: your eye hurts and you have a headache and feel sick | eye pain with vomiting
pain: your eye is very painful | a very red eye
flashes: you see flashing lights | new floaters | a dark curtain moves across your sight
lenses: you wear contact lenses and your eye hurts
light: bright light hurts
""",
    "medicines": """
overdose: you have taken more than you should | you took too many tablets | a child has swallowed your tablets | swallowed a whole packet | took a double dose by mistake | an accidental overdose | you have taken twice as much as you should
reaction: your face or throat swells | you can't breathe | a severe allergic reaction | hives with trouble breathing | swelling of the lips
""",
    "eating-disorders": """
faint: you faint | you are too weak to get up | you black out when you stand | fainting spells | collapse
chest: your heart beats irregularly | chest pain | your heart flutters | slow or irregular heartbeat | heart palpitations
fluids: you can't keep water down | you can't drink | you have stopped drinking | you are not drinking anything
suicidal: you think of ending your life
harmed: you have taken too many tablets
weight: you lose weight fast | rapid weight loss
blood: you vomit blood | there is blood when you are sick | blood in your vomit
""",
    "palpitations": """
chest-pain: your chest hurts | chest pain
breathless: you get short of breath
faint: you faint or feel faint | you black out | you feel light-headed | near-fainting | you nearly pass out | you almost faint
lasting: they do not stop | they last for hours | your heart keeps racing | lasting longer than a few minutes with other symptoms | your heart won't slow down
""",
    "sepsis": """
confused: they are confused or talk nonsense | slurred speech | not making sense
skin: mottled skin | pale, blotchy or blue skin | lips that look blue
rash: a rash that stays when you roll a glass over it
breathing: breathing very fast | finding it hard to breathe
waking: very sleepy and hard to wake | not responding as they usually do
shivering: you shiver and cannot stop | severe shivering | your muscles hurt very much and you have extreme muscle pain
dying: you feel that you might die | you feel like you're going to die
pee: no pee for a day | no wet nappy in 12 hours
""",
    "heatstroke": """
no-better: still unwell after 30 minutes in a cool place | no better half an hour after cooling
temperature: a temperature of 40C or more | a very high temperature
dry-skin: skin that is hot but not sweating | they have stopped sweating
breathing: a fast heartbeat | short of breath
confused: confused or agitated
seizure: a fit
unconscious: they pass out | they lose consciousness
""",
    "testicle-pain": """
sudden: sudden pain in a testicle | unbearable pain | it came on suddenly and the pain is severe
sick: pain and you feel sick | you are vomiting too
lasting: pain that lasts more than an hour | pain that goes on when you rest | pain at rest
lump: a lump or swelling
""",
}
CASES = [
    pytest.param(topic, *line.split(": ", 1), id=f"{topic}-{line.split(':')[0]}")
    for topic, lines in WORDS.items()
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("topic", "flag", "wordings"), CASES)
def test_lay_wordings_name_a_sign(topic: str, flag: str, wordings: str) -> None:
    flags = [known for known in flags_of(topic) if known.id == flag]
    for wording in wordings.split(" | "):
        text = f"# Advice\n\nGet help at once if:\n\n- {wording}\n- you are worried\n"
        document = parse("a.md", text.encode(), Settings())
        assert named(document, flags, reading(document).passages) == {flag}, wording
