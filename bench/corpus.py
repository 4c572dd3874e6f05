"""Health articles for measuring: as many as wanted, each one different, always the same ones.

`python bench/corpus.py FOLDER --articles 10000` writes Markdown articles of about 700 words, 250 a folder,
with front matter, eight or nine headings, lists, links and a table; a paragraph is one line. Of a hundred,
about eight have no disclaimer, eight no section on seeking help, five no author, ten a wrong reading time
and ten a misspelt tag. The same seed gives the same bytes with every version of Python: only `random()` is
drawn from.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Iterator, Sequence
from typing import TypeVar

from medlint._records import NamedTuple

_Choice = TypeVar("_Choice")
SEED = 20261123
FOLDER = 250
TOPICS = (
    ("neck pain", "neck-pain"), ("low back pain", "back-pain"), ("tension headache", "headache"),
    ("knee pain", "knee-pain"), ("shoulder stiffness", "shoulder-pain"), ("hay fever", "allergies"),
    ("heartburn", "digestive-health"), ("poor sleep", "sleep"), ("ankle sprain", "sports-injuries"),
    ("dry skin", "skin-health"), ("a sore throat", "sore-throat"), ("muscle cramps", "exercise"),
)  # fmt: skip
PEOPLE = (
    "adults",
    "older people",
    "runners",
    "office workers",
    "teenagers",
    "new parents",
    "drivers",
    "nurses",
)
HELPERS = ("doctor", "physiotherapist", "pharmacist", "nurse", "GP", "specialist", "dietitian", "therapist")
ACTS = ("a short walk", "gentle stretching", "a regular bedtime", "warmth", "a lighter meal", "a cool pack",
        "slow breathing", "more water", "a change of chair", "a day of rest")  # fmt: skip
TIMES = ("a few days", "two weeks", "a month", "six weeks", "about three months")
SENTENCES = (
    "Many {people} notice {topic} at some point in their lives, and most of them feel better within {time}.",
    "For {people}, {act} is often the first thing to try, because it is simple and costs nothing.",
    "A {helper} can explain what usually helps with {topic} and what is better left alone.",
    "Research on {topic} is not complete, and the results of small studies do not always hold for everyone.",
    "Some people find that {act} helps in the morning, while others prefer {act2} in the evening.",
    "If {act} makes {topic} worse, stop, wait for {time}, and try something gentler.",
    "It may take {time} before a difference can be felt, so patience matters more than effort.",
    "Keep a note of when {topic} starts, what you did before, and how long it lasts.",
    "There is no single cause of {topic}; habits, work, sleep and stress can all play a part.",
    "A review of trials among {people} found a modest benefit of {act}, mostly in the first {time}.",
    "The {helper} will ask about your work, your sleep and any medicines that you take.",
    "Tests are seldom needed for {topic}, since their result rarely changes what helps.",
    "Try {act} twice a day, and add {act2} when that has become a habit.",
    "What works for {people} need not work for you, so change one thing at a time.",
    "Friends mean well when they recommend a cure, but ask a {helper} before you spend money on one.",
    "Pain relief from the {helper} may help for a short time; read the leaflet and keep to the dose on it.",
    "Most {people} with {topic} can go on working, with small changes to the day.",
    "Experts used to advise bed rest for {topic}; today they advise staying active.",
)
ITEMS = ("{act} for ten minutes, twice a day", "{act} before bed", "a break every half hour",
         "talking to a {helper}", "a diary of the days with {topic}", "{act} after work",
         "fewer late meals", "light exercise with friends")  # fmt: skip
HEADINGS = ("What is {topic}?", "What usually causes it", "Who gets {topic}", "What you can do at home",
            "How a {helper} can help", "What to expect", "Myths about {topic}",
            "Keeping it away")  # fmt: skip
SIGNS = ("sudden weakness of an arm or a leg", "a high temperature with a rash", "pain in the chest",
         "numbness that spreads", "trouble breathing", "pain after a bad fall",
         "losing weight without trying", "pain that wakes you every night")  # fmt: skip
NAMES = ("Mara Ellison", "Jon Hartley", "Ada Brook", "Tom Keller", "Ines Novak", "Ravi Menon", "Lena Frost")
TITLES = ("MCSP, physiotherapist", "MRCGP, doctor", "RN, nurse", "MPharm, pharmacist")


class Faults(NamedTuple):
    """What is wrong with an article, in hundredths of all articles."""

    disclaimer: bool
    help: bool
    author: bool
    time: bool
    tag: bool


class Dice:
    """Draws that are the same with every version of Python."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def below(self, end: int) -> int:
        """Return a number from 0 up to, but not, `end`."""
        return int(self._random() * end)

    def one(self, choices: Sequence[_Choice]) -> _Choice:
        """Return one of several."""
        return choices[self.below(len(choices))]

    def some(self, choices: Sequence[_Choice], number: int) -> list[_Choice]:
        """Return several different ones."""
        left = list(choices)
        return [left.pop(self.below(len(left))) for _ in range(number)]


def article(number: int, seed: int = SEED) -> str:
    """Return the article of a number, in Markdown."""
    dice = Dice(seed * 1_000_003 + number)
    faults = Faults(*(dice.below(100) < share for share in (8, 8, 5, 10, 10)))
    name, tag = dice.one(TOPICS)
    body = "\n".join(_body(dice, name, faults))
    minutes = max(1, -(-len(body.split()) // 225)) + (9 if faults.time else 0)
    tags = [tag[:-2] + tag[-1] + tag[-2] if faults.tag else tag, "self-care", "stretching"]
    author = [] if faults.author else [f"author: {dice.one(NAMES)}, {dice.one(TITLES)}"]
    month, day = 1 + dice.below(9), 10 + dice.below(18)
    head = [
        "---",
        f"title: {name.capitalize()}, part {number}",
        *author,
        f"published: 2026-0{month}-{day}",
        f"reading_time: {minutes} min",
        f"tags: [{', '.join(tags)}]",
        "---",
        "",
        f"# {name.capitalize()}, part {number}",
        "",
        "",
    ]
    return "\n".join(head) + body + "\n"


def _body(dice: Dice, name: str, faults: Faults) -> Iterator[str]:
    yield _paragraph(dice, name, 3)
    for index, heading in enumerate(dice.some(HEADINGS, 5)):
        yield f"\n## {_filled(heading, dice, name)}\n"
        yield _paragraph(dice, name, 3)
        if index % 2:
            yield ""
            yield from (f"- {_filled(item, dice, name)}" for item in dice.some(ITEMS, 4))
        elif index == 2:
            yield "\n| Week | What to try |\n| --- | --- |"
            yield from (f"| {week} | {dice.one(ACTS)} |" for week in range(1, 4))
        yield ""
        yield _paragraph(dice, name, 2)
    if not faults.help:
        yield "\n## When to seek help\n"
        yield f"Call an ambulance or go to the emergency department now if {name} comes with:\n"
        yield from (f"- {sign}" for sign in dice.some(SIGNS, 3))
        yield f"\nSee a {dice.one(HELPERS)} if {name} has not eased after {dice.one(TIMES)}."
    yield "\n## Sources\n"
    yield f"1. [A page on {name}](https://health.example/{name.replace(' ', '-')}/{dice.below(900)})"
    yield f"2. [Guidance for {dice.one(PEOPLE)}](https://health.example/guidance/{dice.below(900)})"
    if not faults.disclaimer:
        yield "\n## Medical disclaimer\n"
        yield (
            "This article is for general information only. It does not replace advice, diagnosis or "
            "treatment by a health professional. Ask your doctor or "
            f"{dice.one(HELPERS[1:3])} about your situation, and do not put off seeking care because of "
            "what you have read here."
        )


def _paragraph(dice: Dice, name: str, sentences: int) -> str:
    return " ".join(_filled(sentence, dice, name) for sentence in dice.some(SENTENCES, sentences))


def _filled(text: str, dice: Dice, name: str) -> str:
    act, other = dice.some(ACTS, 2)
    made = text.format(
        topic=name,
        people=dice.one(PEOPLE),
        helper=dice.one(HELPERS),
        act=act,
        act2=other,
        time=dice.one(TIMES),
    )
    return made[:1].upper() + made[1:]


def write(folder: str, articles: int, seed: int = SEED) -> int:
    """Write articles below a folder and return how many bytes they have together; what is right stays."""
    total = 0
    for number in range(articles):
        home = os.path.join(folder, f"part-{number // FOLDER:03}")
        if number % FOLDER == 0:
            os.makedirs(home, exist_ok=True)
        data = article(number, seed).encode()
        total += len(data)
        with open(os.path.join(home, f"article-{number:05}.md"), "wb") as stream:
            stream.write(data)
    return total


def main() -> None:
    """Write the articles that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    total = write(given.folder, given.articles, given.seed)
    print(f"{given.articles:,} articles, {total / 1e6:.1f} MB, in {given.folder}")


if __name__ == "__main__":
    main()
