"""What a text does with a statement: sentences by stance, some of which the words were never tuned to.

The statement stands between braces. `/` parts blocks: headings begin with `#`, items with `-`.
"""

from __future__ import annotations

import pytest

from medlint.parse import parse
from medlint.reading import reading
from medlint.reading.polarity import stance
from medlint.settings import Settings

SENTENCES = {
    "asserted": """
Our practitioners are kind, and reiki {cures} insomnia.
Our mission is to help you: the tea {cures} gout.
The idea is simple: the tea {cures} gout.
Turmeric {cures} arthritis.
**What garlic CANNOT do:** / - fix a broken leg / Turmeric {cures} arthritis.
This tea {cures cancer} within a month!
Honey not only soothes a cough, it {cures} it.
It not only {cures} arthritis but also prevents it.
The tea is not just {a miracle cure}, it is cheap too.
Drugs do not work, but garlic {cures} infections.
Doctors had no idea; garlic {cured} her infection.
There is no doubt that it {cures} eczema.
Without a doubt, this {cures} asthma.
Nothing but garlic {cures} warts.
Don't wait: our programme {cures back pain}.
Don't miss this: it {cures everything}.
There is nothing that garlic {cannot cure}.
It never fails to {cure} a headache.
No matter how old you are, it {cures} your knees.
It is no wonder that turmeric {cures} so much.
Why not try the tea that {cures} insomnia?
Without drugs or surgery, turmeric {cures arthritis}.
Although doctors never mention it, turmeric {cures arthritis}.
It does not contain caffeine and {cures headaches}.
It is not a drug, which is why it {cures} safely.
If you want to {cure your back pain}, stretch every day.
If you drink it daily, it {cures} arthritis.
When you stretch every day, it {cures} sciatica.
We promise that our tea {cures} eczema.
We guarantee to {cure} your eczema.
I believe it {cures} eczema.
Studies show that turmeric {cures} cancer.
Research proves that it {cures} cancer.
Did you know that turmeric {cures} cancer?
Want to {lose 10 kg in 2 weeks}?
Ready to {get rid of back pain for good}?
Surgery is not needed because the tea {cures} it.
You cannot buy it in shops. It {cures arthritis}.
Can it help? Yes, it {cures arthritis}.
Is it a myth? No. It {cures} arthritis, and we can prove it.
It {cures} arthritis and does not cause side effects.
It {cures} arthritis, and it will not cost you much.
Turmeric {cures arthritis}. It does not cause side effects.
Turmeric {cures arthritis}. It has not been shown to harm anybody.
They drink our tea because it {cures} gout.
Believing in ourselves, we {cure} gout.
**What it CAN do:** / - {Cure} gout
It is not a drug: it {cures} gout.
That is not all: / - it {cures} gout
# Common mistakes to avoid / We see many. It {cures} gout.
# Common mistakes to avoid / **Waiting.** It {cures} gout.
# What this tea is not / It {cures} gout.
The diets are a fad, and our tea {cures} gout.
The pill {cures} 5'9" men and 5'2" women alike.
No better way to {cure a cold} exists.
Nothing works better to {cure} a cold.
It is not impossible to {cure} arthritis: this tea does.
Nobody can deny that it {cures} colds.
It takes hardly two minutes and {cures} a headache.
He wrote a book. “Heat is the treatment. It {cures} colds.
The word "heat means nothing. Tea {cures} it. They call it "tea".
# How garlic helps to {cure} a cold?
Do you have a power that {cures} cancer? Yes, you do!
It {cures} cancer, but do those reasons really make sense to you?
It is no exaggeration to say that it {cures} colds.
Never before has a tea {cured} so many people.
You cannot go wrong with the tea that {cures} colds.
We found the tea that {cures} arthritis.
# Sit the wrong way and your back hurts / The right chair {cures back pain}.
# What is turmeric? / Turmeric {cures} arthritis.
Our tea: / - {cures arthritis} / - tastes good
# Benefits / - {Cures arthritis} / - Tastes good
The benefits are many: / - {cures arthritis}
Fact: turmeric {cures arthritis}.
It works even if it is cold outside: it {cures} a cold.
As if by magic, it {cures} a cold.
Don't just treat your back pain, {cure it}.
Unlike drugs, garlic {cures} infections.
It has no taste and no smell, and it {cures} infections.
Our clinic {cures} back pain without surgery.
Say goodbye to pain: this balm {cures} it.
Garlic, which has no known risks, {cures} infections.
I had given up hope until this tea {cured} me.
It was not until she drank the tea that it {cured} her.
After years in which nothing helped, the tea {cured} him.
Some people have side effects, but the tea {cures} all of them.
Acupuncture is safe, is not painful and {cures} migraines.
The plant that {cures} malaria grows in Peru.
Most doctors do not know this, but lemon {cures} gout.
Patients say they feel better, and the tea {cures} them.
You'll never need pills again: it {cures} arthritis.
You will never need pills again once this {cures} your arthritis.
- {Cures} colds
Whether you are young or old, it {cures} arthritis.
Can't sleep? Valerian {cures} insomnia.
Suffering from arthritis? This {cures} it!
What is it? A tea that {cures} gout.
The treatment is not painful. It {cures} gout.
No side effects, no needles: it {cures} gout.
""",
    "denied": """
It is said that it {cures} warts. These claims are simply false.
The secret {cure} is the old holy grail.
The plan is clear. It is not: / - {a cure} / - advice
This guide is not a: / - {cure}
{Detox drinks} are a big, poorly studied waste of money.
There is no {cure for asthma}.
There is no treatment that can {cure} asthma.
There is currently no known {cure} for type 1 diabetes.
Turmeric does not {cure} arthritis.
Turmeric doesn't {cure} arthritis.
Turmeric cannot {cure} arthritis.
Turmeric won't {cure} arthritis.
It is not {a miracle cure}.
It's not a {miracle cure}.
While not {a miracle cure}, it may help.
No supplement will {cure} cancer.
No pill has ever {cured} dementia.
No herb prevents or {cures} cancer.
Neither garlic nor turmeric {cures} cancer.
None of these foods {cures} cancer.
Asthma can't be {cured}, but it can be controlled.
Asthma can never be {cured}.
No drug has yet {cured} the common cold.
There is not enough evidence that it {cures} anything.
There is no good evidence that honey {cures} hay fever.
There is little evidence that it {cures} colds.
There isn't any proof that the tea {cures} colds.
The evidence does not show that it {cures} colds.
It has not been shown to {cure} anything.
It has never been proven to {cure} anything.
It is unlikely to {cure} your back pain.
It failed to {cure} a single patient.
It is unclear whether it {cures} anything.
It treats symptoms rather than {curing} the disease.
It eases pain instead of {curing} the cause.
It is far from {a miracle cure}.
A {cure for asthma} does not exist.
{Miracle cures} do not exist.
{Miracle cures} and quick fixes don't exist.
{A cure} has not been found.
{A cure} for type 1 diabetes is not yet available.
The idea that garlic {cures} colds is not true.
That it {cures} colds is simply false.
Garlic {cures colds}? It does not.
Garlic {cures colds}. This is not true.
Garlic {cures colds}. This has not been shown to help anybody.
**What garlic CANNOT do:** / - {Cure} colds
**Garlic will NOT:** / - {Cure} colds
Garlic {cures colds}. That's wrong.
Garlic {cures colds}. False!
Garlic {cures colds}. There is no evidence for this.
Don't believe that it {cures} colds.
Don't expect it to {cure} your cold.
You should never believe a site that {guarantees a cure}.
Avoid products that {guarantee a cure}.
Avoid any product that {guarantees a cure}.
Ignore claims of {a miracle cure}.
Medication is helpful, yet it does not {cure} the illness.
It isn't a {cure}, and it has risks.
It is by no means {a cure}.
It is hardly {a cure}.
It is no {cure}.
Turmeric does not: / - {cure cancer} / - replace your medicine
What it does not do: {cure cancer}.
You should never expect it to: / - {cure cancer}
There is no such thing as {a miracle cure}.
The lack of {a cure} is hard to bear.
It does not prevent, treat or {cure} any disease.
This product is not intended to diagnose, treat, {cure} or prevent any disease.
It is not true that it {cures} colds.
It was never meant as {a cure}.
Physiotherapy is not, on its own, {a cure}.
Rarely is there {a cure}.
Nobody can promise you {a cure}.
No doctor can {guarantee} a result.
We do not {guarantee} results.
No one can {guarantee that} you will recover.
Not all pain can be {cured}.
Results are not {guaranteed}.
No treatment is {guaranteed} to work.
The tea is not a drug and will not {cure} gout.
The tea neither treats nor {cures} gout.
There is, unfortunately, still no {cure}.
Gout is treatable, not {curable}.
Scientists have not found a way to {cure} it.
It isn't possible to {cure} gout.
Doctors cannot say that it {cures} gout.
Nothing {cures} a hangover.
Time, not pills, {cures} a cold.
Antibiotics don't kill viruses or {cure} colds.
Vitamin C has no power to {cure} a cold.
Few, if any, remedies {cure} a cold.
These exercises aren't meant to {cure} sciatica.
We can't promise {a cure}.
I never said that it {cures} gout.
There is no {miracle} diet.
{A quick fix} it is not.
Please don't think of it as {a cure}.
No amount of water will {flush} it out.
{A cure} is not possible at this stage.
{Complete cure} is rare and cannot be promised.
Companies must not say that a food {cures} disease.
Do not trust anyone promising {a cure}.
""",
    "asked": """
Can turmeric {cure} cancer?
Can turmeric {cure} cancer? No.
# Can physiotherapy permanently {cure} sciatica?
# Can physiotherapy {cure} heel pain / It can help.
# Is turmeric {a miracle cure} / It is a spice.
Does it {cure} colds?
Is there {a cure}?
Will it {cure} me?
What {cures} a cold?
So does the tea {cure} colds, and how fast?
Have you wondered whether garlic {cures} colds?
**Q: Is it {a miracle cure}?** A: It is a spice.
Who says that it {cures} colds?
- Could garlic {cure} it?
Wondering if garlic {cures} colds?
# Does garlic {cure} colds / No.
Which is it: {miracle} or hype?
""",
    "quoted": """
"This tea {cures} arthritis," reads the label.
The label reads “{cures arthritis}”.
The label reads ‘{cures arthritis}’.
The label reads '{cures arthritis}' in red.
> It {cured} my back pain.
> It {cured} my back pain. / The shop printed this.
She said: “It {cured} my arthritis.”
Words like "detox", "{miracle cure}" and "natural" sell.
It is called a "{miracle}" plant.
“I felt ill,” he said. “The tea {cured} me.”
The so-called 'best kept {secret}' is a diet.
“A line that is left open and {cures arthritis}
""",
    "reported": """
Its promoters assert that it {cures} malaria.
Practitioners of the method hold that it {heals} the lungs.
Some think it {cures} eczema.
They take it because they think it {cures} gout.
She believes that her tea {cures} gout.
Garlic is often praised as {a cure}.
# What this tea is not / - {A cure} for gout
# Mistakes to avoid / **Seeking {a cure}.** It takes your time.
# Why teas fail the test / It {cures} gout.
Mistake 3: thinking it's {a cure}.
The sites are busy peddling {a miracle cure}.
The idea behind the belt is that it {melts fat}.
According to the instructions, it {cures} warts.
The author called it {a miracle cure}.
## Purported benefits / It {cures} warts.
Beware of {miracle cures}.
Sellers claim that it {cures} everything.
Some people say that garlic {cures} colds.
Many people believe that it {cures} colds.
You may have heard that garlic {cures} colds.
You've probably read that garlic {cures} colds.
The so-called {miracle cure} is sugar.
It is often said that honey {cures} hay fever.
It is claimed to {cure} hay fever.
It is widely believed that honey {cures} hay fever.
The tea was marketed as {a miracle cure}.
Adverts promise that it {cures} everything.
The website promised to {cure} her.
If a product claims that it {cures} many illnesses, be careful.
Anyone who tells you that they can {cure} it is selling something.
Products that promise {a miracle cure} are a red flag.
The idea that garlic {cures} colds is a myth.
It is a myth that garlic {cures} colds.
Myth: garlic {cures} colds.
Myth 3: garlic {cures} colds.
**Myth:** Garlic {cures} colds.
# Myths / Garlic {cures} colds.
# Common myths about garlic / - It {cures colds} / - It keeps vampires away
# What is not proven / - It {cures colds}
# Myth 1: Garlic {cures colds} / It does not.
# How to spot a scam / - The seller promises {a cure}
# Claims to be wary of / - {Cures} everything
Be wary of products that: / - {cure everything}
Beware of sellers who say: / - it {cures everything}
Watch out for these claims: / - {no side effects}
Warning signs of a scam: / - {guaranteed} results
Common misconceptions: / - garlic {cures} colds
Legend has it that the spring {cures} the blind.
According to its makers, the device {cures} pain.
It {cures} colds, according to its makers.
It {cures} colds, they say.
Fans say it {cures} colds.
Proponents argue that fasting {cures} diabetes.
It is rumoured to {cure} colds.
Adverts for {miracle cures} are everywhere online.
The advert was banned because it said the tea {cured} cancer.
A false claim that bleach {cures} autism spread online.
Fraudsters sell {miracle cures} online.
The misleading claim of {a cure} was removed.
Contrary to popular belief, it {cures} nothing.
| Myth | Fact | / |---|---| / | It {cures colds} | It is a spice |
Her neighbour swore that the tea {cured} gout.
There is a belief that the tea {cures} gout.
The belief that tea {cures} gout dates back centuries.
In Roman times people thought that cabbage {cured} everything.
It was once hailed as {a miracle cure}.
The FDA warned the firm for saying that its oil {cures} cancer.
Online you will find people who say bleach {cures} autism.
Videos on TikTok claim it {cures} acne.
Be sceptical of words such as {miracle}.
Red flags include phrases like {miracle cure} and secret formula.
He was jailed for selling {a fake cure}.
# Beware of false promises / - {A cure} in days
Signs of a scam include: / - {guaranteed} results / - pressure to buy
""",
    "supposed": """
If it {cures} you, tell us.
Scientists are searching for {a cure}.
Researchers hope to find {a cure} one day.
Research into {a cure} goes on.
Until there is {a cure}, treatment eases symptoms.
Trials are looking for {a cure}.
The hope of {a cure} keeps them going.
Everybody wants {a cure}.
Unless it is {cured}, it spreads.
Imagine a pill that {cures} cancer.
If only there were a pill that {cures} cancer.
The charity raises money to find {a cure}.
The team wants to know whether it {cures} malaria.
The lab may have found a way to {cure} malaria.
The fund backs a vaccine that hopes to {end malaria}.
""",
}

HELD_OUT = {
    "asserted": """
Thousands of people have found that this oil {cures} eczema.
Take it for ten days and it {cures} gout for ever.
Your pain is not normal, and our therapists {cure} it.
Nothing about it is complicated: the plant {cures} burns.
Even though it tastes bad, ginger {cures} nausea.
Is your back stiff? Our belt {cures back pain}.
Few people know that lemon {cures} kidney stones.
It isn't just a drink; it {cures} colds.
Without side effects or cost, walking {cures} depression.
What makes it special is that it {cures} the cause.
Our promise: {no side effects}.
You no longer have to suffer, because magnesium {cures} cramps.
## Why turmeric {cures} arthritis / It blocks pain.
""",
    "denied": """
Despite what you may have hoped, no cream {cures} cellulite.
At present doctors are not able to {cure} lupus.
Vitamin C has never {cured} anybody of a cold.
It would be wrong to call it {a cure}.
Nobody has shown that crystals {cure} anything.
Exercise helps, but it is no {miracle cure}.
Homeopathy does nothing to {cure} infections.
Statins lower the risk; they don't {cure} heart disease.
{A cure} remains out of reach.
That garlic {cures} infections has not been proven.
Bleach {cures} autism? Absolutely not.
What the tea cannot do: {cure} disease.
{Detox diets} do not work.
We make no claim that it {cures} you.
""",
    "reported": """
My grandmother used to say that onions {cure} earache.
The seller's website states that it {cures} everything.
Influencers are telling their followers that fasting {cures} cancer.
A viral video told viewers that lemon {cures} covid.
One popular myth says that sugar {cures} hiccups.
Look out for phrases such as {miracle cure}.
# Facts and myths about fasting / It {cures} diabetes.
It is touted as {a miracle cure} for acne.
Don't be taken in by {miracle cures}.
""",
    "asked": """
Does science show that it {cures} anything?
# Will it {cure} my pain
""",
    "supposed": """
If a pill {cures} you, you will know.
Work on {a cure} has begun.
""",
    "quoted": """
The advert says: "It {cures} gout in a day."
> Nothing {cures} like honey.
""",
}
"""Written when the words were done, and never tuned to."""

MISSED = (
    *("Your pain is not normal", "Our promise:", "My grandmother used to say"),
    *("Influencers are telling", "Don't be taken in by", "Work on {a cure}"),
)
CASES = [
    pytest.param(
        expected,
        line,
        id=line[:60],
        marks=pytest.mark.xfail(strict=True, reason="not understood") if line.startswith(MISSED) else (),
    )
    for sentences in (SENTENCES, HELD_OUT)
    for expected, lines in sentences.items()
    for line in lines.strip().splitlines()
]


def stance_of(line: str) -> str:
    """Return the stance of what stands between braces, read as an article."""
    before, _, rest = line.partition("{")
    target, _, after = rest.partition("}")
    pieces = [part.replace(" / ", "\n\n") for part in (before, target, after)]
    text = "".join(pieces).replace("|\n\n|", "|\n|")
    article = parse("a.md", text.encode(), Settings(language="en"))
    sought = target.replace("’", "'").lower()
    mark = len(pieces[0].replace("|\n\n|", "|\n|"))
    for passage in reading(article).passages:
        at = -1
        while (at := passage.text.find(sought, at + 1)) >= 0:
            if passage.span(at, at + len(sought)).start == mark:
                return stance(passage, at, at + len(sought), "en")
    raise AssertionError(f"{target!r} was not found where it stands")


@pytest.mark.parametrize(("expected", "line"), CASES)
def test_stance(expected: str, line: str) -> None:
    assert stance_of(line) == expected
