# ruff: noqa: E501 - one text a line
"""What is a medical disclaimer, and what only sounds like one.

The texts were written for these tests, in the manner of many publishers. `⟦` and `⟧` mark the place
that the disclaimer must have; the letters name its components.
"""

import textwrap

import pytest
from growth import LINEAR, growth

from medlint.document import Disclaimer, Document
from medlint.parse import parse
from medlint.settings import Settings

COMPONENTS = {
    "I": "informational",
    "N": "not-substitute",
    "C": "consult",
    "D": "dont-delay",
    "E": "emergency",
    "R": "no-relationship",
    "V": "individual",
    "L": "liability",
    "U": "out-of-date",
    "P": "product",
    "O": "own-views",
    "X": "links",
    "A": "affiliate",
    "K": "cookies",
    "F": "finance",
}
TITLE = "Easing a stiff neck"
BODY = "Gentle movement helps most people within a week. Warmth helps too, and so does a lower pillow."
MARKDOWN = f"# {TITLE}\n\n{BODY}\n\n%s\n"
PAGES = {
    "md": MARKDOWN,
    "mdx": MARKDOWN,
    "txt": f"{TITLE}\n\n{BODY}\n\n%s\n",
    "html": f'<html lang="en"><body><main><h1>{TITLE}</h1><p>{BODY}</p>%s</main></body></html>',
}

# fmt: off
MEDICAL = [
    # With a heading.
    ("heading-british", "md", "INC", "⟦## Medical disclaimer\n\nThis leaflet offers general information about neck pain. It should not be used in place of advice from your own GP. Ask your practice nurse or pharmacist if you are unsure.⟧"),
    ("heading-american", "md", "INCD", "⟦## Medical Content Disclaimer\n\nThe content here is provided for informational and educational purposes. It is not a substitute for professional medical advice, diagnosis or treatment. Always seek the advice of your physician. Never disregard professional medical advice because of something you read here.⟧"),
    ("heading-australian", "md", "INE", "⟦### Disclaimer\n\nGeneral information only. This post does not take the place of a consultation with your GP. In an emergency, call 000.⟧"),
    ("heading-two-paragraphs", "md", "INC", "⟦## Disclaimer\n\nEverything on this blog is general education.\n\nIt cannot replace a medical examination, so please see a doctor about your own neck.⟧"),
    ("heading-list", "md", "INC", "⟦## Important disclaimer\n\n- This guide is for information only.\n- It is not medical advice.\n- Speak to a pharmacist or doctor about your own case.⟧"),
    ("heading-health", "md", "NC", "⟦## Health Disclaimer\n\nNothing in this newsletter amounts to medical advice. Talk to a qualified practitioner.⟧"),
    ("heading-emoji", "md", "IN", "⟦## ⚕️ Disclaimer\n\nThese notes are educational and do not constitute medical advice.⟧"),
    ("heading-information-not-advice", "md", "INC", "⟦## General information, not medical advice\n\nWe describe what is usual in general guidance for patients. Your own clinician should be consulted; ask a doctor first.⟧"),
    ("heading-about-this-information", "md", "INC", "⟦## About this information\n\nWe write general information for the public. It isn't intended to replace a visit to a health professional, so contact your surgery or see your GP.⟧"),
    ("heading-nature-of-content", "md", "INR", "⟦## Nature of our content\n\nOur videos are educational only and are not medical advice. Watching them creates no doctor-patient relationship.⟧"),
    ("heading-no-relationship", "md", "NR", "⟦## No doctor–patient relationship\n\nReading this site does not establish a provider-patient relationship, and nothing said here is clinical advice.⟧"),
    ("heading-terms", "md", "INL", "⟦## Disclaimer and Terms of Use\n\nThis website supplies general information and does not provide medical advice. We accept no liability for its use.⟧"),
    ("heading-editorial-note", "md", "NC", "⟦## Editorial note\n\nThis column is not intended as a substitute for medical care. Consult a physiotherapist about your neck.⟧"),
    ("heading-read-this-first", "md", "INC", "⟦## Read this first\n\nWe share general information, not individual medical advice. Check with your doctor or midwife.⟧"),
    ("heading-safety-notice", "md", "INC", "⟦## Safety notice\n\nThis programme is for educational purposes only and is no replacement for physical therapy. Consult a physical therapist.⟧"),
    ("heading-medical-advice-notice", "md", "NC", "⟦## Medical advice notice\n\nWe're unable to give personal medical advice. Please talk to your own doctor.⟧"),
    ("heading-bold-line", "md", "INC", "⟦**Medical Disclaimer**\n\nThis article is intended for general information and must not be relied on as medical advice. Please consult your doctor.⟧"),
    ("heading-html", "html", "INC", "⟦<h2>Disclaimer</h2><p>For general information only; not a replacement for seeing a doctor. Ask your pharmacist.</p>⟧"),
    ("heading-plain-text", "txt", "INC", "⟦Disclaimer\n\nThe above is general information and is not meant to replace the advice of a doctor. Ask your GP before you rely on it.⟧"),
    # A bold or plain lead-in.
    ("lead-in-bold", "md", "INC", "⟦**Disclaimer:** This piece is for information and is no substitute for seeing your doctor. Please speak to a GP.⟧"),
    ("lead-in-italic", "md", "INC", "⟦*Medical disclaimer: all content is for educational use only and shouldn't be taken as medical advice. See your GP.*⟧"),
    ("lead-in-capitals", "md", "INC", "⟦DISCLAIMER: THIS ARTICLE IS FOR INFORMATIONAL PURPOSES ONLY. IT IS NOT A SUBSTITUTE FOR MEDICAL ADVICE. CONSULT YOUR DOCTOR.⟧"),
    ("lead-in-dash", "md", "NC", "⟦Disclaimer – I am not a doctor. Please consult one; ask your GP about your own symptoms.⟧"),
    ("lead-in-please-note", "md", "INC", "⟦Please note: this guide gives general information. It cannot take the place of an assessment by a physiotherapist. Speak to your GP.⟧"),
    ("lead-in-important", "md", "NC", "⟦**Important:** the exercises above are not meant to replace treatment from your physiotherapist. Ask your health visitor or doctor.⟧"),
    ("lead-in-note-to-readers", "md", "INC", "⟦**A note to readers:** we provide education, not medical advice. What you read is general guidance; see a doctor about your case.⟧"),
    ("lead-in-warning", "md", "NC", "⟦⚠️ **Warning:** This is not medical advice. Consult a healthcare provider.⟧"),
    ("lead-in-warning-capitals", "txt", "NCE", "⟦WARNING: THIS TEXT DOES NOT DIAGNOSE OR TREAT ANY CONDITION. SEE A DOCTOR. IN AN EMERGENCY CALL 112.⟧"),
    ("lead-in-own-line", "md", "NC", "⟦**Disclaimer:**\n\nThis is no substitute for medical attention. Contact your care team.⟧"),
    ("lead-in-legal", "md", "INL", "⟦**Legal disclaimer:** the information is provided \"as is\" for general information, without warranty of any kind. It is not medical advice.⟧"),
    ("lead-in-consult-only", "md", "C", "⟦**Health note:** always check with a doctor before a new routine.⟧"),
    # In a call-out, a quotation, small print.
    ("quote", "md", "INC", "> ⟦This page shares general health information and does not replace professional care. Talk to your doctor.⟧"),
    ("quote-bold", "md", "NC", "> ⟦**DISCLAIMER:** I'm a runner, not a doctor. Nothing here is medical advice. Ask a professional.⟧"),
    ("alert", "md", "INC", "> ⟦[!NOTE]\n> The material in this guide is educational and isn't a substitute for medical advice. Consult your GP.⟧"),
    ("aside", "md", "INC", "<aside>\n\n⟦Our pages are for general information and cannot replace a face-to-face consultation. Please ask your doctor.⟧\n\n</aside>"),
    ("component", "mdx", "INC", "<Callout type=\"warning\">\n\n⟦This article is for general information. It is not medical advice. Ask your pharmacist.⟧\n\n</Callout>"),
    ("component-inline", "mdx", "NC", "<Note>\n⟦This tool does not provide medical advice; consult your doctor.⟧\n</Note>"),
    ("small", "md", "IN", "⟦<small>Information only. Not a substitute for medical advice.</small>⟧"),
    ("small-html", "html", "INC", "⟦<p><small>For informational purposes only. This does not constitute medical advice. Consult a doctor.</small></p>⟧"),
    ("division-html", "html", "INC", "<div class=\"note\">⟦<p>This site is for general information and is not designed to replace the relationship with your doctor. Please consult your physician.</p>⟧</div>"),
    ("division-two-paragraphs", "html", "INC", "<div class=\"box\">⟦<p>This page provides general information and is not a substitute for medical advice.</p><p>Please consult a doctor about your own situation.</p>⟧</div>"),
    ("italic-last-line", "md", "INC", "⟦*The information above is general in nature and is not intended to be a substitute for professional advice. See your GP or pharmacist.*⟧"),
    ("item", "md", "INC", "- ⟦This handout is for general information and does not replace the advice of your care team; ask your nurse.⟧"),
    ("table-cell", "html", "NC", "<table><tr>⟦<td>This chart is not medical advice. Please see your doctor.</td>⟧</tr></table>"),
    # Under no heading, in the words of many kinds of publisher.
    ("chatty", "md", "NC", "⟦We're not doctors, and this isn't medical advice. If in doubt, have a chat with your GP.⟧"),
    ("chatty-mum", "md", "NC", "⟦I'm just a mum, not a medical professional, so please talk to your health visitor.⟧"),
    ("chatty-trained", "md", "N", "⟦**Disclaimer:** I am not medically trained and can only tell you what worked for me.⟧"),
    ("terse", "md", "N", "⟦Not medical advice.⟧"),
    ("terse-two", "md", "IN", "⟦Education only. Not medical advice.⟧"),
    ("terse-substitute", "txt", "IN", "⟦For information only. Not a substitute for professional care.⟧"),
    ("legalistic", "md", "INCRL", "⟦The content of this website is provided solely for general informational purposes and shall not be construed as the rendering of medical advice, nor does its use create a physician-patient relationship. Readers should consult a licensed physician. The publisher disclaims all liability.⟧"),
    ("legalistic-reliance", "md", "INL", "⟦Reliance on any information provided by this website is solely at your own risk. It is for general information and does not constitute professional medical advice, diagnosis or treatment.⟧"),
    ("nhs-card", "md", "INCE", "⟦This app gives general information and does not replace advice from a healthcare professional. Speak to your GP or pharmacist, or use NHS 111. In an emergency, call 999.⟧"),
    ("urgent-care-australia", "md", "INDE", "⟦This blog contains general information and is not a substitute for medical advice. Do not delay seeking care because of what you read here. If it is an emergency, dial 000.⟧"),
    ("telehealth", "md", "INCEU", "⟦This article is informational and does not constitute medical advice. Talk with your provider about your situation. Medical knowledge changes constantly. If you have an emergency, call 911.⟧"),
    ("physician-blog", "md", "NCERO", "⟦Opinions expressed are my own and do not represent medical advice or form a doctor-patient relationship. Please see your family doctor, and in an emergency go to the nearest emergency department.⟧"),
    ("charity", "md", "INCX", "⟦We aim to give general information on wellbeing. It is not intended to replace medical advice; please consult your GP. We do not endorse other websites.⟧"),
    ("youth", "md", "INCV", "⟦Everyone is different. This page gives general information about medicines and can't replace what your doctor tells you. Ask your pharmacist.⟧"),
    ("supplement", "md", "INV", "⟦This content is for educational purposes and is not intended as medical advice. Individual results may vary.⟧"),
    ("magnets", "md", "PN", "⟦This bracelet is not a medical device and is not a substitute for medical treatment.⟧"),
    ("app-own-risk", "md", "INL", "⟦This app is for educational use only, is not a replacement for medical treatment, and is used at your own risk.⟧"),
    ("skin-app", "md", "NC", "⟦The app cannot diagnose skin cancer. Show any mole that changes to a doctor: see a dermatologist.⟧"),
    ("hearing-test", "md", "INC", "⟦This screening is provided for informational purposes and is no substitute for a full examination by an audiologist. Consult an audiologist if you notice a change.⟧"),
    ("calorie-tool", "md", "NC", "⟦These figures don't replace advice from your GP or dietitian. Speak to one of them, such as your GP, before you change what you eat.⟧"),
    ("organiser", "md", "INUE", "⟦This list is for general information and does not replace medical advice. It may become outdated. In an emergency call 999.⟧"),
    ("machine-written", "md", "IN", "⟦This text was drafted with AI. It is for reference only and should not be treated as a medical opinion.⟧"),
    ("clinic-page", "md", "INE", "⟦In an emergency dial 108 or 112. This page is general information and not a substitute for a consultation with a doctor.⟧"),
    ("meant-to-inform", "md", "INC", "⟦The articles on this website are meant to inform, not to diagnose or treat, and are never a substitute for care from a professional. Consult your doctor.⟧"),
    ("rather-than-advice", "md", "INC", "⟦This page contains general information rather than medical advice. Please consult your doctor.⟧"),
    ("veterinary", "md", "N", "⟦This article is not veterinary advice and is not a substitute for a visit to your vet.⟧"),
    ("before-acting", "md", "INC", "⟦This page is general guidance. It is not tailored medical advice. Before acting on anything you read here, consult a qualified health professional.⟧"),
    ("opening", "md", "INC", "⟦Medical disclaimer: this post is for information purposes only. It does not substitute professional medical care. Consult your doctor.⟧\n\nHeat comes first. Then move the neck slowly to each side."),
    # Written after the patterns, to see how far they reach.
    ("more-1", "md", "NC", "⟦The contents of this factsheet are not meant to take the place of professional advice. Consult your own doctor for guidance.⟧"),
    ("more-2", "md", "N", "⟦We cannot diagnose illnesses or recommend treatments over the internet.⟧"),
    ("more-3", "md", "NC", "⟦Although I work as a nurse, nothing on this blog is to be regarded as medical advice. Please speak with your own care provider.⟧"),
    ("more-4", "md", "IN", "⟦**Heads up!** This is for general education and shouldn't replace a chat with your doctor.⟧"),
    ("more-5", "md", "IN", "⟦This resource is offered for information only and should not be used for diagnosing or treating a health problem.⟧"),
    ("more-6", "md", "NC", "⟦*This story isn't a stand-in for care from a physician. Call your physician if you have questions.*⟧"),
    ("more-7", "md", "INC", "> ⟦**Good to know:** All information is general. It does not replace personal advice from your physiotherapist. Ask your physio.⟧"),
    ("more-8", "md", "NC", "⟦Always consult a qualified clinician. This blog is no substitute for their judgement.⟧"),
    ("more-9", "md", "INC", "⟦The views in this article are for general interest only and are not to be used as a basis for treatment. Seek advice from your GP.⟧"),
    ("more-10", "md", "N", "⟦Please do not use this page to self-diagnose.⟧"),
    ("more-11", "md", "NC", "⟦The information provided herein should not be used during any medical emergency or for the diagnosis or treatment of any medical condition. A licensed physician should be consulted.⟧"),
    ("more-12", "md", "IC", "⟦This fact sheet is intended as general information. Individuals should seek advice from their doctor.⟧"),
    ("more-13", "md", "NC", "⟦This is not intended to be medical advice and you should talk with your doctor before changing your routine.⟧"),
    ("more-14", "md", "N", "⟦Information on this site must never be used to replace the care of a vet.⟧"),
    ("more-15", "md", "INC", "⟦Use this guide as general guidance, never as a replacement for your midwife's advice. Ring your midwife if unsure.⟧"),
    ("more-16", "md", "IN", "⟦This publication is educational in nature and should not be considered medical advice.⟧"),
    ("more-17", "md", "N", "⟦Our chatbot does not give medical advice.⟧"),
    ("more-18", "md", "NC", "⟦As every body is different, this plan can't replace individual advice. Ask a dietitian.⟧"),
    ("more-19", "md", "INC", "⟦Educational purposes only! Not intended as medical advice! Speak to your doctor!⟧"),
    ("more-20", "md", "NC", "⟦I’m not a physio and this is not professional advice – please see one if you’re worried; ask your GP.⟧"),
    ("more-21", "md", "INC", "⟦What you find on these pages is meant for general information. It cannot stand in for an examination by your own physician; please see one, or call your physician's office.⟧"),
    ("more-22", "md", "N", "⟦None of the content on this site should be interpreted as a diagnosis or as medical advice.⟧"),
    ("more-23", "md", "NC", "⟦Remember that I am not a qualified health professional. Your GP should always be your first port of call - contact your GP.⟧"),
    ("more-24", "md", "IN", "⟦**Disclaimer.** Informational use only; this doesn't amount to a medical consultation.⟧"),
    ("more-25", "md", "NC", "⟦The suggestions here are not a replacement for prescribed treatment. Check with your pharmacist first.⟧"),
    ("nor-am-i", "md", "NC", "⟦This is not medical information, nor am I a trained physician. If this sounds like you, discuss it with your doctor.⟧"),
    ("more-26", "md", "INP", "⟦These tips are for educational purposes and are not intended to diagnose, treat, cure or prevent any disease, nor to replace your doctor's advice.⟧"),
    ("more-27", "md", "NC", "⟦This podcast isn't therapy, and it's not a substitute for working with a licensed therapist. Reach out to a therapist.⟧"),
    ("more-28", "md", "IC", "⟦## Medical notice\n\nGeneral information only. You should not act on it without first seeking professional medical advice.⟧"),
    ("more-29", "md", "ND", "⟦Never disregard or delay medical advice because of something you have read on this website. This is not medical advice.⟧"),
    ("more-30", "md", "NC", "⟦Our staff cannot offer individual medical advice by email. Please contact your doctor.⟧"),
    ("more-31", "md", "IN", "⟦The information in this leaflet has been written to inform patients, and does not replace discussion with your surgeon.⟧"),
    ("more-32", "md", "NL", "⟦The author accepts no liability. This book does not give medical advice.⟧"),
    ("more-33", "md", "INC", "⟦ℹ️ For general information. It doesn't replace individual medical advice, so please speak to a healthcare professional.⟧"),
    ("more-34", "md", "NC", "⟦Nothing you read here is a substitute for a proper assessment. If in doubt, see a physio.⟧"),
    ("more-35", "md", "IC", "⟦**Please note:** this information is for guidance only. Please seek the advice of a qualified practitioner.⟧"),
    ("more-36", "md", "IN", "⟦Content is for reference purposes and isn't a substitute for your own clinical judgement.⟧"),
    ("more-37", "md", "N", "⟦We are a charity, not a medical provider, and can't give medical advice.⟧"),
    ("more-38", "md", "NC", "⟦This quiz cannot tell you whether you have depression and is not a diagnosis. Talk to your GP.⟧"),
]

OTHER = [
    ("affiliate", "md", "A", "⟦**Disclaimer:** this post contains affiliate links.⟧"),
    ("commission", "md", "A", "⟦## Disclaimer\n\nWe may earn a small commission when you buy a pillow through our shop.⟧"),
    ("sponsored", "md", "A", "⟦*Disclaimer: this is a sponsored post.*⟧"),
    ("cookies", "md", "K", "⟦## Disclaimer\n\nThis site uses cookies to measure how it is read.⟧"),
    ("investment", "md", "F", "⟦**Disclaimer:** this is not investment advice.⟧"),
    ("legal", "md", "F", "⟦**Disclaimer:** this guide is not legal advice.⟧"),
    ("software", "md", "L", "⟦## Disclaimer\n\nThe software comes without warranty of any kind.⟧"),
    ("supplement-label", "md", "P", "⟦These statements have not been evaluated by the Food and Drug Administration. This product is not intended to diagnose, treat, cure or prevent any disease.⟧"),
    ("device", "md", "P", "⟦## Disclaimer\n\nThis cushion is not a medical device.⟧"),
    ("legal-without-limit", "md", "IL", "⟦**Legal disclaimer:** the information is provided \"as is\" for general information, without warranty of any kind.⟧"),
    ("views", "md", "O", "⟦**Disclaimer:** the views expressed are those of the author.⟧"),
]

NOTHING = [
    "## Medical disclaimer",
    "## Medical disclaimer\n\nTBC",
    "## Disclaimer letters explained\n\nAn insurer sends such a letter to limit what it owes you.",
    "## Why every site has a disclaimer\n\nLawyers like them. Readers skip them.",
    "Many sites say \"this is not medical advice\" and leave it at that.",
    "You will often read that a page is not a substitute for medical advice.",
    "Most apps state that they are for informational purposes only and not a substitute for a doctor.",
    "The phrase \"consult your doctor\" has lost its force, and so has \"for information only\".",
    "A seller of magnets puts it like this:\n\n> The information is not a substitute for professional medical advice. Consult your doctor.",
    "> \"This site is not a substitute for medical advice,\" says a seller of magnets.",
    "```\nThis is not medical advice. Consult your doctor.\n```",
    "This is not just information: it can replace a visit to the doctor.",
    "We believe that the method can replace a consultation with your physician.",
    "Supplements are not a substitute for a healthy diet.",
    "A brace is no substitute for strong muscles.",
    "Vitamin D tablets do not replace time outdoors.",
    "Honey is a good replacement for sugar in tea.",
    "Replace the pillow every two years, and the mattress every ten.",
    "The surgeon may replace a worn disc with one made of metal.",
    "Hip replacement is one of the most common operations.",
    "Oat milk is an alternative to dairy, and so is soya.",
    "This handout is not a substitute for certified first-aid training.",
    "Watching a film is no substitute for a hands-on CPR course with an instructor.",
    "Talk to your doctor before you start yoga.",
    "Talk to your doctor or pharmacist before taking ibuprofen, because it can upset the stomach.",
    "Ask your pharmacist for advice on which cream suits you.",
    "Your GP can give you information about local exercise classes.",
    "See a physiotherapist if the stiffness lasts more than six weeks.",
    "The best advice is to keep moving.",
    "My grandmother's advice was to wrap the neck in flannel.",
    "For more information, visit the website of the spine society.",
    "General information about posture is given in the first chapter.",
    "The trial compared education only with education and exercise.",
    "Patients in the control group received general information about sleep.",
    "A leaflet with educational material was sent to all schools.",
    "**Warning:** do not use the heat pad on broken skin. Keep it away from children.",
    "**Note:** the hold should last ten seconds, not thirty.",
    "**Important:** never jerk the head backwards.",
    "Do not ignore pain that wakes you at night.",
    "Never delay calling an ambulance when somebody has chest pain.",
    "Home remedies may not be suitable for everyone, and results vary.",
    "The pills are not approved by the Dutch regulator, but they are sold online.",
    "In an emergency, call 999.",
    "The tax office cannot give financial advice to carers.",
    "The cookies in this recipe hold 10 g of sugar each.",
    "She does not provide medical treatment at weekends.",
    "The clinic does not offer dental treatment, but the one next door does.",
    "Doctors do not consider massage a treatment for arthritis.",
    "X-rays are not used to diagnose muscle strain.",
    "A scan is not considered necessary for diagnosis in most people.",
    "Antibiotics do not treat a cold.",
    "Nurses are not doctors, but many can prescribe.",
    "Heat comes first. Then turn the head to each side. None of this is medical advice, just what helped me. Walk every day. Sleep on one pillow. Change your chair. Take breaks from the screen, and stretch the chest.",
    "After a visit to the doctor, she learned that rest is no replacement for movement.",
    "Some rely on friends rather than medical advice.",
    "Never put off a walk because of the rain, and do not avoid help with the shopping.",
    "No advice helped her more than that of her doctor.",
    "The NHS does not provide dental treatment free of charge for all adults.",
    "The nurse replaced the dressing and gave advice on diet.",
    "Heat is not a substitute for movement in physiotherapy.",
    "This information was provided by the patients themselves.",
    "You should not replace a missed dose with two.",
    "Doctors used to treat back pain with bed rest, which is no longer advice anyone gives.",
    "Generic drugs are an alternative to brand names; your pharmacist will explain.",
    "This article does not discuss surgery.",
    "Do not disregard the instructions on the packet.",
    "The diagnosis is not always clear from a scan.",
    "Massage has not replaced exercise as the treatment of choice.",
    "A fitness tracker cannot tell you why your neck hurts.",
    "Education is important: ask your physiotherapist for a handout.",
    "She was not considered for surgery by her doctor.",
    "Nothing helped her more than seeing a doctor.",
    "The gel is not a substitute for the tablets.",
    "It is not used in pregnancy.",
    "A diagnosis is not needed before you start to walk more.",
    "We asked doctors what they do not recommend.",
    "The list of exercises is not complete.",
    "This treatment is not offered on the NHS.",
    "I was not given any advice by my doctor.",
    "A good chair does not replace breaks.",
    "The advice has changed: bed rest is no longer used to treat sciatica.",
    "The app does not count steps when your phone is off.",
    "Nurses cannot prescribe everything a doctor can.",
    "No treatment is considered better than exercise by most guidelines.",
]
# fmt: on


def document_of(kind: str, text: str) -> tuple[Document, str, str]:
    """Return the article, and the part of its source between the marks."""
    marked = PAGES[kind] % text
    start = marked.find("⟦")
    source = marked.replace("⟦", "").replace("⟧", "")
    wanted = marked[start + 1 : marked.index("⟧")] if start >= 0 else ""
    document = parse(f"article.{kind}", source.encode(), Settings())
    assert document.language == "en"
    for found in document.disclaimers:
        assert start < 0 or found.span.start == start
    return document, source, wanted


def seen(document: Document, source: str) -> list[tuple[str, str, str]]:
    return [(found.kind, letters(found), source[slice(*found.span)]) for found in document.disclaimers]


def letters(found: Disclaimer) -> str:
    return "".join(letter for letter, name in COMPONENTS.items() if name in found.components)


def in_order(names: str) -> str:
    return "".join(sorted(names, key=list(COMPONENTS).index))


@pytest.mark.parametrize(("kind", "names", "text"), [pytest.param(*row[1:], id=row[0]) for row in MEDICAL])
def test_a_medical_disclaimer(kind: str, names: str, text: str) -> None:
    document, source, wanted = document_of(kind, text)
    assert seen(document, source) == [("medical", in_order(names), wanted)]


@pytest.mark.parametrize(("kind", "names", "text"), [pytest.param(*row[1:], id=row[0]) for row in OTHER])
def test_another_kind_of_disclaimer(kind: str, names: str, text: str) -> None:
    document, source, wanted = document_of(kind, text)
    assert seen(document, source) == [("other", in_order(names), wanted)]


@pytest.mark.parametrize("text", NOTHING)
def test_no_disclaimer(text: str) -> None:
    document, source, _ = document_of("md", text)
    assert [found for found in seen(document, source) if found[1]] == []


PLAIN = (
    "Disclaimer: This article is for informational purposes only. It isn't a substitute for professional "
    "medical advice. Ask a doctor or pharmacist; don't ignore medical advice because of what you read."
)
SPELLINGS = {
    "as it is": PLAIN,
    "curly": PLAIN.replace("'", "’"),
    "capitals": PLAIN.upper(),
    "no-break spaces": PLAIN.replace(" ", "\u00a0"),
    "soft hyphens": PLAIN.replace("formation", "for\u00admation").replace("sub", "sub\u00ad"),
    "zero-width": PLAIN.replace(" sub", "\u200b sub"),
    "emoji": "⚠️ " + PLAIN,
    "lines": "\n".join(textwrap.wrap(PLAIN, 60)),
    "parted words": PLAIN.replace("informational", "informa-\ntional")
    .replace("substitute", "substi-\ntute")
    .replace("pharmacist", "pharma-\ncist")
    .replace("doctor", "doc-\ntor"),
    "double spaces": PLAIN.replace(" ", "  "),
}


@pytest.mark.parametrize("kind", ["md", "mdx", "txt", "html"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spelling_makes_no_difference(kind: str, spelling: str) -> None:
    text = SPELLINGS[spelling]
    document, source, wanted = document_of(kind, f"⟦<p>{text}</p>⟧" if kind == "html" else f"⟦{text}⟧")
    assert seen(document, source) == [("medical", "INCD", wanted)]
    plain = "".join(wanted.replace("-\n", "").replace("\u00ad", "").casefold().split())
    for name, words in (("informational", "informationalpurposesonly"), ("consult", "askadoctor")):
        said = source[slice(*document.disclaimers[0].components[name])]
        assert "".join(said.replace("-\n", "").replace("\u00ad", "").casefold().split()) == words
        assert words in plain


def test_a_hyphen_that_parts_no_word_is_left() -> None:
    text = "⟦Disclaimer- this is short- and long-term information only. It is not medical advice.⟧"
    document, source, wanted = document_of("md", text)
    assert seen(document, source) == [("medical", "IN", wanted)]


def test_a_footer_counts_as_a_footer() -> None:
    text = "<p>For information only, not medical advice. Ask your doctor.</p>"
    page = PAGES["html"].replace("</main>", f"</main><footer>{text}</footer>") % ""
    document = parse("article.html", page.encode(), Settings())
    (found,) = document.disclaimers
    assert (found.kind, found.place, page[slice(*found.span)]) == ("medical", "footer", text)


def test_two_halves_in_two_places_stay_two() -> None:
    text = "## Use\n\n*For information only, not medical advice.*\n\nKeep warm.\n\n*Not medical advice. Ask a GP.*"
    document, source, _ = document_of("md", text)
    found = seen(document, source)
    assert [names for _, names, _ in found] == ["IN", "NC"]


def test_a_weak_heading_does_not_take_in_what_follows() -> None:
    limit = "This is general information, not medical advice. Ask your GP."
    document, source, _ = document_of("md", f"## Please note\n\n{limit}\n\nWarm up before you stretch.")
    assert seen(document, source) == [("medical", "INC", f"## Please note\n\n{limit}")]


@pytest.mark.parametrize(
    "piece", ["- ", "not ", "a- ", "if it see doctor ", "we not used ", "not this taken "]
)
def test_hostile_text_costs_what_its_length_does(piece: str) -> None:
    def page(size: int) -> bytes:
        return (PAGES["html"] % f"<p>Disclaimer: {piece * size}</p>").encode()

    def read(data: bytes) -> Document:
        return parse("article.html", data, Settings())

    assert read(page(2000)).language == "en"
    assert growth(read, page) < LINEAR
