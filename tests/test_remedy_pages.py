"""Pages about remedies that authorities warn against: those that sell them, and those that tell of them."""

from __future__ import annotations

import pytest
from test_warned import REMEDY, findings

SOLD = {
    "kernels": """
# How to eat apricot kernels

Start slowly and listen to your body. Gradually increase the number of kernels you eat over some weeks.

Spread them over the day, up to eight times if you like. They are bitter, so chew them with a date.

Those who want more may consider a concentrated form of vitamin B17.
""",
    "b17 as a molecule": """
# What vitamin B17 is

Vitamin B17 is a stable molecule that is non-toxic to healthy tissue. Governments tried to ban it, and
yet it lives on.

Nature put B17 into the pips of many fruits. Some writers call it dangerous, which it is not.
""",
    "drops": """
# Using MMS

MMS is sold as two bottles, one with sodium chlorite.

Let the two drops react, wait 30 seconds, then add half a glass of apple juice.

On the next day go up by a drop of MMS, and so on through the week.
""",
    "capsules": """
# The products compared

Here is how MMS and CDS differ. MMS makes chlorine dioxide once the activator is in.

CDS is ready to use. Both need diluting before drinking.

MMS2 capsules are consumed with a full glass of water.
""",
    "silver": """
# Colloidal silver: how much?

A spoon or two a day is what most people take: 1 - 2 teaspoons per day is usual.

In illness, take three teaspoonfuls orally four times a day. Small children should take half.
""",
    "silver story": """
# Why I make my own silver

I bought my first generator for colloidal silver long ago.

After 15 years of daily use my skin is as pink as ever. We have used it for colds ever since.
""",
    "salve": """
# Black salve instructions

Clean the place first. The paste should be spread over the lesion in a thin layer and covered.

Leave the dressing on for a day.
""",
    "salve chosen": """
# Letters from readers

Many patients have chosen to use Cansema anyway.

A reader writes that the salve came by post.

We answer letters about Cansema on Fridays.
""",
    "flush": """
# The weekend liver flush

Mix 4 tablespoons of Epsom salts with three cups of water. At six, drink the first cup.

At ten, shake half a cup of olive oil with grapefruit juice and lie down. People of all ages have
benefited from it.
""",
    "ozone": """
# Ozone IV

At our clinic, ozone IV therapy means infusing ozonated saline into a vein over half an hour.

It boosts the circulation and the immune system. Book a session today.
""",
    "ozone in ears": """
# Ozone insufflation

Ozone insufflation is gentle. The gas is introduced into the ear or the rectum through a thin catheter.

Most patients report better sleep after ten sessions.
""",
    "stem cells": """
# Stem cell injections for the knee

We offer stem cell injections from umbilical cord tissue. They regenerate worn joints in one visit.

Our clinic also treats shoulders with exosomes.
""",
    "ibogaine": """
# Our ibogaine programme

Ibogaine resets the brain. We offer a seven-day stay by the sea, with ibogaine on the second night.

Countless guests have been freed from heroin, and many have overcome drink.
""",
    "peroxide": """
# Food grade hydrogen peroxide

Food grade hydrogen peroxide brings oxygen to the cells.

Begin with three drops in a glass of water and drink it on an empty stomach, three times a day.
""",
    "coffee enemas": """
# Coffee enemas at home

Brew organic coffee and let it cool. Lie on your right side and hold it for 15 minutes.

Coffee enemas are safe and take half an hour.
""",
    "one warning among many": """
# Kratom strains

Red kratom is for the evening. Begin with two grams and see how you feel.

Green kratom lifts the mood. White kratom is for the morning.

Gold kratom is rare. Our kratom comes from Borneo.

Some people find too much kratom to be dangerous for driving. Yellow kratom is new.

Maeng da kratom is the strongest.
""",
    "covid": """
# What works

Ivermectin is still the most promising COVID treatment to date.
""",
}

TOLD = {
    "an authority": """
# Apricot kernels

Apricot kernels contain amygdalin, which the body turns into cyanide. Eating more than three small
kernels a day
can exceed the safe level for an adult. A toddler should have none.

## What we advise

Do not eat bitter apricot kernels. If you feel ill after eating kernels, get help at once.
""",
    "a poison centre": """
# Swallowed hydrogen peroxide

Household hydrogen peroxide is a 3% solution. Food grade hydrogen peroxide is far stronger, and a
mouthful can be
fatal. People drink a few drops in a glass of water because a website told them to.

Call the poison centre at once. Give small sips of water.
""",
    "a critic": """
# The story of MMS

MMS is bleach. Its sellers tell people to mix drops of sodium chlorite with citric acid and to drink the
mixture three
times a day, for everything from malaria to autism. The protocol says to take more if you feel sick.

There is no evidence that MMS treats anything. Parents have given chlorine dioxide enemas to children.
""",
    "chemistry": """
# Chlorine dioxide

Chlorine dioxide is a yellow gas. It is made from sodium chlorite and an acid, and is dissolved in cold
water.

It is used to bleach wood pulp. Plants add about 1 mg of chlorine dioxide to a litre of water. The
solution is
stored in the dark.

Sodium chlorite is a white salt. Sodium chlorite should be kept dry.
""",
    "water treatment": """
# Treating water with chlorine dioxide

Chlorine dioxide tablets purify water for drinking. Add one tablet to a litre, wait 30 minutes, then
drink it.

Sodium chlorite is a part of the tablets. Chlorine dioxide kills giardia better than iodine does.
""",
    "history": """
# Turpentine through the ages

Turpentine was once given by the spoon. In the 18th century, sailors took turpentine with sugar against
worms.

Doctors of the Royal Navy used turpentine as a purge. Painters thin their oils with it.
""",
    "a trial in court": """
# Church leaders sentenced over bleach

A father and his sons sold MMS for twenty dollars a bottle. Prosecutors said that they made chlorine
dioxide in a shed.

The judge ordered them to stop in April. They shipped MMS drops again the next week, and were arrested.
""",
    "an encyclopaedia on kava": """
# Kava

Kava is a shrub of the Pacific islands. Its root is ground and mixed with water, and the drink is taken
in the evening.

Kava is used to treat anxiety. In 2002 several countries banned the sale of kava after reports of liver
failure.

## Safety

Rare cases of liver failure led to transplants.
""",
    "an encyclopaedia on silver": """
# Silver in medicine

Silver dressings are put on burns. Silver sulfadiazine is applied once or twice a day.

Colloidal silver is a suspension of silver in water. Swallowed for months it causes argyria, a grey-blue
skin.
""",
    "an encyclopaedia on ibogaine": """
# Ibogaine

Ibogaine is an alkaloid of the shrub Tabernanthe iboga. In Gabon it is eaten at initiations, and the dose
is large.

Clinics in Mexico give ibogaine to people who are addicted to opioids. At least 30 deaths after ibogaine
are known.

It is not approved in the United States.
""",
    "dentists and ozone": """
# Ozone at the dentist

Some dentists use ozone on a tooth before they fill it. The ozone is applied for 40 seconds with a
silicone cup.

The ozone layer protects the earth, and ozone in smog harms the lungs.
""",
    "a dentist and her methods": """
# Our dentist Dr Moss

Dr Moss has been an orthodontist for ten years.

## Ozone

We use ozone therapy for gentle care. Medical ozone kills bacteria under a filling.
""",
    "salve for bruises": """
# A comfrey salve

Comfrey has healing properties for bruises. Steep two cups of comfrey leaf in oil for a week, and add wax.

Apply the salve twice a day.
""",
    "ozone in the air": """
# Ozone

Ozone is a gas of three oxygen atoms. The ozone layer takes up ultraviolet light.

Near the ground ozone makes asthma worse. On days with high ozone, children should take breaks indoors
twice a day.
""",
    "stem cell transplants": """
# Stem cell transplants

Before a stem cell transplant you have chemotherapy. The stem cells are infused into a vein, like blood.

Stem cell treatment is effective for leukaemia. You will take tablets twice a day.
""",
    "stem cells explained": """
# Stem cell treatments: what to know

Stem cell therapy is offered for knees, backs and ageing. Clinics charge thousands, and inject cells into
the joint.

Nothing but blood-forming stem cells is approved. Some people went blind after stem cell injections into
the eye.
""",
    "a vet": """
# Fenbendazole for dogs

Fenbendazole is given by mouth once a day for three days. Mix it with food.

Your dog may vomit. Panacur is safe for puppies from six weeks.
""",
    "withdrawal": """
# Coming off kratom

Kratom withdrawal begins within a day. You may be given clonidine, 0.1 mg three times a day.

Kratom is addictive. Cut down slowly with a doctor.
""",
    "gallstones": """
# Gallstones

Most gallstones need no treatment. An Epsom salt bath eases sore muscles, but nothing dissolves a stone
overnight.

A liver cleanse does not remove gallstones. Do not try a liver flush.
""",
    "bath salts": """
# Epsom salt baths

Add two cups of Epsom salt to a warm bath. Soak for 15 minutes, three times a week.
""",
    "a question of evidence": """
# Coffee enemas: what is known

Coffee enemas are part of the Gerson diet. Followers take up to five coffee enemas a day.

Three deaths have been put down to coffee enemas, from infection and lost salts. They have not been shown
to help.
""",
    "ear wax": """
# Ear wax

Put two drops of olive oil into the ear twice a day. Lie on your side for five minutes.

Ear candles do not remove wax and can burn. Do not use ear candles.
""",
    "a benefit and a harm": """
# Borax

Borax is a cleaning powder. Add half a cup to the laundry. Rinse well.

Videos tell people to drink a pinch of borax in water daily. Borax is a poison when it is swallowed.
""",
    "raw milk": """
# Making cheese

Raw milk from the morning is warmed to 32 degrees. Add the rennet, stir and wait 40 minutes.

Cheese from raw milk ripens for 60 days or more. Taste it once a week.
""",
    "comfrey in the garden": """
# Growing comfrey

Cut comfrey three times a year. Steep the leaves in a bucket for four weeks and dilute the liquid before
use.

Give tomatoes a litre of comfrey feed every week.
""",
    "a medicine": """
# Ivermectin cream

Apply ivermectin cream to the face once a day. Use a pea-sized amount.

Ivermectin is safe and effective for rosacea.
""",
}


def page(text: str) -> str:
    return f"---\nlang: en\n---\n{text}"


@pytest.mark.parametrize("name", SOLD)
def test_a_page_that_sells_a_remedy_has_one_finding(name: str) -> None:
    assert len(findings(REMEDY, page(SOLD[name]))) == 1


@pytest.mark.parametrize("name", TOLD)
def test_a_page_that_tells_of_a_remedy_has_none(name: str) -> None:
    found = findings(REMEDY, page(TOLD[name]))
    assert [finding.message for finding in found] == []
