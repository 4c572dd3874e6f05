# ruff: noqa: E501 - one text a line
"""Disclaimers and near misses that were written before the patterns had seen them.

All were written for these tests, after reading how more than a hundred publishers word theirs. FIRST
showed what the patterns lacked, SECOND how far they reached after that; both are kept as they were
written. The letters and marks are those of `test_traps.py`.
"""

import pytest
from test_traps import document_of, in_order, seen

PRONOUN = pytest.mark.xfail(strict=True, reason="'contact them': no pronoun is followed to what it names")
SUBJECT = pytest.mark.xfail(strict=True, reason="only the subject, a scan, tells it from a disclaimer")

# fmt: off
FIRST = [
    pytest.param("md", "INCD", "⟦## Disclaimer\n\nThe department shares this material as general information for the public. Nothing contained in this site is intended to be used to diagnose or treat a health condition, or in place of a health professional's advice. Never put off seeing a doctor because of what you have read here. Always seek the guidance of your own doctor.⟧", id="state-health"),
    pytest.param("md", "INC", "⟦The resources on this site are of a general nature only and do not take your personal circumstances into account. They are not to be regarded as clinical advice. Before relying on them, obtain appropriate professional advice from your GP.⟧", id="au-own-skill"),
    pytest.param("md", "IN", "⟦Our trust has put these pages together to help people understand common problems. They are intended as a guide only and should never take the place of an in-person consultation with your healthcare provider.⟧", id="nz-trust"),
    pytest.param("md", "INC", "⟦Please remember that the material on this website is there to inform and support you. It is by no means a substitute for the advice of your own doctor, pharmacist or public health nurse, so do contact them with any concerns.⟧", id="ie-charity", marks=PRONOUN),
    pytest.param("md", "INC", "⟦**Disclaimer:** The views and tips shared on this blog are for awareness only. Kindly consult a registered medical practitioner before following any remedy; do not treat this as a prescription or as medical advice.⟧", id="in-clinic"),
    pytest.param("md", "INCDE", "⟦## Medical Disclaimer\n\nAll text, graphics and images on NeckWise.example are for informational purposes only. The Content is NOT intended to be a substitute for professional medical advice, diagnosis, or treatment. Please ALWAYS seek the advice of a physician or other qualified health provider with any questions. Never ignore professional medical advice or delay getting it because of something you watched. If you think you may have a medical emergency, call 911 immediately.⟧", id="us-portal"),
    pytest.param("md", "NLX", "⟦NeckWise does not recommend or endorse any specific tests, physicians or procedures. Reliance on any information from NeckWise is solely at your own risk, and none of it is medical advice.⟧", id="us-reliance"),
    pytest.param("md", "INCL", "⟦The practice cannot accept responsibility for decisions taken on the strength of this page. It offers background information, and it is no substitute for speaking to one of the doctors. Please make an appointment with a GP.⟧", id="uk-surgery"),
    pytest.param("md", "INC", "⟦This leaflet is a guide only. It does not cover everything and is not meant to replace the personal attention and advice you get from your hospital team. If there is anything you do not understand, please ask a member of staff or your nurse.⟧", id="leaflet-end"),
    pytest.param("md", "INCEP", "⟦BumpNotes is designed for general education. BumpNotes is not a medical device and it can't replace prenatal care. Always bring questions about your pregnancy to your midwife or obstetrician. If you have heavy bleeding, go to the nearest emergency department.⟧", id="app-pregnancy"),
    pytest.param("md", "N", "⟦Predictions made by CycleNest are estimates. Don't use them as birth control, or as a basis for a diagnosis.⟧", id="app-period"),
    pytest.param("md", "INC", "⟦SleepNook is meant to help you relax and learn. SleepNook isn't a medical product and does not offer diagnosis or treatment for insomnia or any other sleep disorder. Talk with your care provider about lasting trouble with sleep.⟧", id="app-sleep"),
    pytest.param("md", "NCP", "⟦These claims have not been reviewed by the FDA. Our products are not meant to diagnose, treat, cure or prevent disease, and our blog is not a replacement for medical counsel. If you are pregnant, nursing or on medication, check with your physician before use.⟧", id="supplement-seller"),
    pytest.param("md", "NC", "⟦Food supplements should not be used as a replacement for treatment prescribed by your doctor. Nothing written here amounts to a medical claim or to medical advice. If you take medicines, speak to your pharmacist first.⟧", id="supplement-uk"),
    pytest.param("md", "NCE", "⟦I write from my own experience and I'm not a therapist or a counsellor. What I say here isn't therapy and can't replace it. If you are struggling, please reach out to a mental health professional. In a crisis, call 988 or go to your nearest emergency room.⟧", id="mental-health-blog"),
    pytest.param("md", "INC", "⟦The guides in our library offer general information on mental health. They do not amount to counselling or treatment, and we are unable to respond to individual cases. If you are worried about yourself or someone else, please talk to your GP.⟧", id="mental-health-charity"),
    pytest.param("md", "INR", "⟦The posts on this site are offered for educational and inspirational purposes. Reading them, commenting on them or writing to me does not make you my client or create a therapist-client relationship, and they are not a substitute for psychotherapy.⟧", id="therapist-site"),
    pytest.param("md", "INC", "⟦Exercises are shown for general guidance. As we have not examined you, we cannot say whether they are right for you, and this page does not replace an assessment. See a physiotherapist or doctor if in doubt.⟧", id="physio-clinic"),
    pytest.param("md", "NC", "⟦I am a personal trainer, not a physician. Nothing I post should be taken as medical advice. You should get clearance from your doctor before you begin this or any other programme.⟧", id="fitness-coach"),
    pytest.param("md", "ICL", "⟦**Disclaimer:** the workouts on this channel are for general fitness education. You take part at your own risk. Consult your physician before beginning any exercise programme.⟧", id="fitness-own-risk"),
    pytest.param("md", "NC", "⟦Yoga is not a substitute for medical attention, examination, diagnosis or treatment. You should consult a healthcare professional before beginning a yoga programme, and this post does not count as medical advice.⟧", id="yoga"),
    pytest.param("md", "IN", "⟦*I'm a registered nutritionist but I'm not YOUR nutritionist. Recipes and tips on this site are for educational purposes and aren't a replacement for individual dietary advice.*⟧", id="nutrition-blog"),
    pytest.param("md", "NC", "⟦Nutrition figures are estimates worked out by software. They are not a substitute for advice from a professional nutritionist or your doctor; please ask your doctor about any special diet.⟧", id="recipe-values"),
    pytest.param("md", "INC", "⟦The information shared about essential oils is for educational purposes only and isn't intended to diagnose, treat or cure. Please see your health care practitioner before using oils if you are unwell.⟧", id="oils"),
    pytest.param("md", "IN", "⟦Herbal lore is presented here for interest and education. None of it has been written to guide self-treatment, and it is not to replace proper medical diagnosis.⟧", id="herbal"),
    pytest.param("md", "INC", "⟦Everyone's body is unlike the next. This site provides educational content only; it does not provide individualised medical advice. For personal guidance, see your gynaecologist.⟧", id="women-health"),
    pytest.param("md", "NC", "⟦Posts in this community come from people like you. Members' comments are not medical advice and do not replace it. Always check anything you read here with your doctor or nurse.⟧", id="forum"),
    pytest.param("md", "INC", "⟦This summary was generated by AI and may contain errors. It is for general information and is not a substitute for a clinician's judgement. Verify anything important with a qualified health professional: ask your pharmacist.⟧", id="ai-answer"),
    pytest.param("md", "IN", "⟦AI-generated content. For information only; not a diagnosis or a treatment plan, and not medical advice.⟧", id="ai-short"),
    pytest.param("md", "IN", "⟦The result of this calculator is an estimate for educational use. It should not be your only basis for a medical decision and is not a replacement for clinical assessment.⟧", id="calculator"),
    pytest.param("md", "INC", "⟦This questionnaire is a screening aid for information only; a high score is not a diagnosis. Only a trained clinician can diagnose depression, so take your result to your GP.⟧", id="screening-tool"),
    pytest.param("md", "IN", "⟦The statements in this review are for general interest and reference. Readers are warned that they must not be relied upon as medical guidance or used in place of a physician's judgment.⟧", id="journal"),
    pytest.param("md", "INCR", "⟦Blog posts from Northfield Health Plan are offered for general wellness education. They are not medical advice, they don't create a doctor-patient relationship, and they don't replace the care you get from your clinician. For advice about your own health, please contact your doctor.⟧", id="health-insurer"),
    pytest.param("md", "INC", "⟦The health content offered by Lakeside Hospital is general in nature. It cannot replace, nor is it meant to replace, a visit with a provider who knows you. You must always consult with a professional for diagnosis and treatment of specific problems.⟧", id="hospital-us"),
    pytest.param("md", "IN", "⟦Our health column contains general information. The columnist cannot enter into correspondence, and the column is not a substitute for seeing your own doctor.⟧", id="newspaper"),
    pytest.param("md", "INCL", "⟦This book is intended as a reference volume only, not as a medical manual. It is not a substitute for any treatment your doctor may have prescribed. If you suspect that you have a medical problem, we urge you to seek competent medical help. Author and publisher disclaim liability for any outcome.⟧", id="book"),
    pytest.param("md", "INCDR", "⟦This podcast is for general information and does not constitute the practice of medicine or nursing, and no doctor-patient relationship is formed. Listeners should not disregard or delay obtaining medical advice, and should seek the help of their health care professionals for any condition they have.⟧", id="podcast"),
    pytest.param("md", "INC", "⟦No content in this video should ever be used as a substitute for direct medical advice from your doctor. It is for general and educational purposes only. Contact your health care provider if you suspect that something is wrong.⟧", id="video"),
    pytest.param("md", "IN", "⟦The articles on Pawpost are for informational purposes and are not intended to be a substitute for professional veterinary advice, diagnosis or treatment. Always consult your veterinarian about your animal.⟧", id="vet-nothing"),
    pytest.param("md", "INC", "⟦Content on this page is general advice only. It cannot take the place of a dental examination. Please visit your dentist for a check-up.⟧", id="dental"),
    pytest.param("md", "INC", "⟦An online sight check is for information purposes only and is no replacement for a full eye examination. Book an appointment with an optometrist every two years.⟧", id="eye"),
    pytest.param("md", "NC", "⟦This quick check is not a hearing test and will not diagnose hearing loss. To find out more about your hearing, see an audiologist.⟧", id="hearing"),
    pytest.param("md", "NC", "⟦The photographs should not be used for self-diagnosis. If you are unsure about a mark on your skin, show it to a doctor.⟧", id="skin-photos"),
    pytest.param("md", "INC", "⟦Travel health notes are for general guidance and change often. They are not intended to replace a pre-travel consultation. Visit a travel clinic or your GP at least six weeks before you leave.⟧", id="travel"),
    pytest.param("md", "INC", "⟦The above is provided as general information for families. It is not meant to be used instead of medical advice from your child's doctor. Call your paediatrician if you are worried.⟧", id="school-nurse"),
    pytest.param("md", "INC", "⟦This is a summary for general information and does NOT contain everything about this medicine. It is not a substitute for the leaflet in the pack or for the expertise of your pharmacist or doctor. Do not start, stop or change a medicine without talking to your doctor.⟧", id="drug-info"),
    pytest.param("md", "INC", "⟦The absence of a warning does not mean that a combination is safe. This sheet is a guide for information only and not medical advice; ask your pharmacist about your own medicines.⟧", id="drug-absence"),
    pytest.param("md", "INC", "⟦We do our best to keep our pages accurate, but they are for general information. They should not replace what your own specialist team tells you. Your team knows your case: talk to your specialist nurse.⟧", id="cancer-charity"),
    pytest.param("md", "IN", "⟦Information in this booklet is not tailored to you. It is meant to add to, and never to replace, the advice of your doctor.⟧", id="heart-charity"),
    pytest.param("md", "NC", "⟦Our pages are designed to support, not replace, the relationship between you and your doctor. If you have symptoms, see your GP.⟧", id="support-not-replace"),
    pytest.param("md", "N", "⟦What you find here should complement, rather than replace, advice from your own medical team.⟧", id="complement"),
    pytest.param("md", "NC", "⟦We do not practise medicine and we do not give second opinions. Take any question about your treatment to the consultant in charge of your care: ask your consultant.⟧", id="we-do-not-practise"),
    pytest.param("md", "NE", "⟦StillMind is not a healthcare provider, a crisis service or a replacement for one. If you are in danger, call your local emergency number.⟧", id="no-service"),
    pytest.param("md", "INCE", "⟦## Important information\n\n- For education only.\n- Not a replacement for professional care.\n- Always consult a qualified clinician about your own health.\n- In an emergency, call 999 or 112.⟧", id="list-legal"),
    pytest.param("md", "NC", "⟦## What this guide is not\n\n- It is not a diagnostic tool.\n- It is not a replacement for your doctor.\n- It is not medical advice; see a doctor for that.⟧", id="list-not"),
    pytest.param("md", "INL", "⟦## Terms of use: medical information\n\nMedical information on this site is provided without any representations or warranties. You must not rely on it as an alternative to medical advice from your doctor. It is for general information.⟧", id="terms-section"),
    pytest.param("md", "INC", "⟦No article, ours included, can examine you or know your history. Read it for education, and not as a diagnosis. Seek care from a licensed clinician when symptoms last.⟧", id="limit-examine"),
    pytest.param("md", "IC", "⟦**Please note:** this is general information and may not apply to you. Discuss your own situation with your doctor or specialist.⟧", id="may-not-apply"),
    pytest.param("html", "INC", "<div class=\"legal\">⟦<p>Material on this website is supplied for general knowledge only. In no way should it be viewed as a replacement for a consultation with a health care practitioner. Please consult your practitioner.</p>⟧</div>", id="html-box"),
    pytest.param("txt", "INCD", "⟦Medical Disclaimer: The information contained in this newsletter is presented for the purpose of educating people. Nothing in it should be construed as medical advice. Consult your doctor, and do not disregard what your doctor says or delay seeking treatment because of something you read here.⟧", id="txt-end"),
]
SECOND = [
    pytest.param("md", "INC", "⟦The province provides these pages for the general information of residents. They do not stand in for the care of a health practitioner who knows you. Ask your nurse practitioner or family doctor before you act on them.⟧", id="ca-province"),
    pytest.param("md", "NC", "⟦Our pharmacists check these pages, yet nothing on them can take the place of a face-to-face talk. Please speak to your pharmacist or clinic sister.⟧", id="za-pharmacy"),
    pytest.param("md", "INC", "⟦All content is meant for reference and public education only. The hospital does not warrant that it suits you and it should not be treated as a substitute for a consultation. Please consult your doctor.⟧", id="sg-hospital"),
    pytest.param("md", "INC", "⟦Material from the Wellness Office is educational in nature; it is not intended to serve as medical advice. For specific concerns, contact your health care provider.⟧", id="us-school"),
    pytest.param("md", "IN", "⟦We have written this as a general guide. It isn't specific to you and isn't meant to replace the conversations you have with the team looking after you.⟧", id="uk-hospice"),
    pytest.param("md", "NC", "⟦Remember, I'm only a dad with a keyboard. I have no medical training, and this is no replacement for a real paediatrician. When in doubt, ring yours: call your paediatrician.⟧", id="blog-parent"),
    pytest.param("md", "N", "⟦I can tell you what chemo was like for me. I can't tell you what to do, and nothing I write is a substitute for your oncologist's advice.⟧", id="blog-survivor"),
    pytest.param("md", "INC", "⟦HerbHaven's articles are provided for educational purposes only and have not been written to take the place of a doctor's care. Consult a qualified herbalist or physician.⟧", id="brand-first"),
    pytest.param("md", "NE", "⟦NeckWise does not provide medical advice, diagnosis, or treatment. If this is an emergency, hang up and dial 911.⟧", id="brand-does-not"),
    pytest.param("md", "INCL", "⟦## DISCLAIMER OF MEDICAL ADVICE\n\nTHE SITE OFFERS HEALTH INFORMATION FOR EDUCATIONAL PURPOSES ONLY. THE INFORMATION IS NOT ADVICE AND SHOULD NOT BE TREATED AS A SUBSTITUTE FOR MEDICAL ADVICE. WE GIVE NO WARRANTY. YOU MUST CONSULT YOUR DOCTOR.⟧", id="legal-capitals"),
    pytest.param("md", "NC", "⟦## Medical disclaimer\n\n1. You must not rely on anything here as an alternative to advice from your doctor.\n2. If you think you have a medical condition, seek immediate medical attention.⟧", id="numbered"),
    pytest.param("md", "IN", "⟦*© NeckWise. For informational purposes only. NeckWise does not give medical advice.*⟧", id="footer-line"),
    pytest.param("md", "INC", "⟦This guide gives general information about contraception. It cannot tell you which method is right for you; a doctor or nurse at a clinic can. It is not medical advice. Visit a sexual health clinic.⟧", id="sex-health"),
    pytest.param("md", "INC", "⟦The app's forecasts are for information only and are not meant to be relied on as a method of contraception or as a medical opinion. Speak with a fertility specialist.⟧", id="fertility-app"),
    pytest.param("md", "NC", "⟦Never change your insulin dose on the strength of this app alone. It isn't a substitute for your diabetes team, so always discuss changes with your diabetes team.⟧", id="diabetes-app"),
    pytest.param("md", "IN", "⟦Readings from the watch are for general wellness information and are not intended for medical use or for diagnosis or treatment.⟧", id="wearable"),
    pytest.param("md", "INE", "⟦I'm an AI, so I can give general health information but not a diagnosis. I'm not a doctor and can't replace one. In an emergency, call 112.⟧", id="chatbot"),
    pytest.param("md", "NC", "⟦Meditation can help, but our courses are not intended to replace medical or psychological treatment. Anyone in treatment should talk to their therapist before joining.⟧", id="meditation"),
    pytest.param("md", "NC", "⟦Our volunteers are peers, not professionals. They cannot give clinical advice, and a chat with them doesn't replace seeing a doctor. Contact your GP for that.⟧", id="peer-support"),
    pytest.param("md", "INC", "⟦Articles in this magazine are for general interest and should never be relied upon in place of advice from a qualified practitioner. Always check with your GP before you try something new.⟧", id="magazine"),
    pytest.param("md", "NC", "⟦Listing a study here does not mean that we recommend it. The listing is not medical advice. Talk with your doctor before you join a study.⟧", id="trial-register"),
    pytest.param("md", "INC", "⟦These recipes are shared for general inspiration and education only. They don't replace one-to-one advice from a dietitian; please book an appointment with a dietitian if you have a medical condition.⟧", id="dietitian-blog"),
    pytest.param("md", "NC", "⟦The club's trainers are not medically qualified and this sheet must not be used in place of treatment. See a physio if you are hurt.⟧", id="sports-club"),
    pytest.param("md", "INR", "⟦Viewing this video does not establish a doctor-patient relationship. It is for information purposes and is not advice on your own care or a replacement for a medical examination.⟧", id="chiro"),
    pytest.param("md", "IN", "⟦What we publish is meant for general education. We make no claim to diagnose or cure, and no part of it is to be taken as a replacement for orthodox medical treatment.⟧", id="acupuncture"),
    pytest.param("md", "INC", "⟦Entries here are written by volunteers and are for general information. None can replace the opinion of a trained physician. Before you take a drug, seek medical advice.⟧", id="encyclopaedia"),
    pytest.param("md", "INCU", "⟦This fact sheet is for education purposes only. Please consult with your doctor or other health professional to make sure this information is right for you. Information may become outdated, and it should not be taken as medical advice.⟧", id="factsheet-au"),
    pytest.param("md", "IN", "⟦**Please note:** this is only a guide. It does not replace the clinical judgement of the person treating you.⟧", id="please-note-nz"),
    pytest.param("md", "NCV", "⟦**Reminder:** what works for me may not work for you, and I am not a health professional. Speak with your own doctor first.⟧", id="weak-note"),
    pytest.param("html", "INC", "⟦<p><em>This page is intended to inform and is not a tool for self-diagnosis. It does not replace medical care. If you have symptoms, please see a doctor.</em></p>⟧", id="html-last"),
]
FIRST_NEAR = [
    "General information sessions are held on Mondays; ask the physiotherapist for the times.",
    "For general information about parking, call the hospital.",
    "The course is for educational purposes and costs 20 pounds. Ask your physiotherapist to sign the form.",
    "Frozen peas are no substitute for an ice pack that a physiotherapist has shaped to your neck.",
    "Water does not replace the salts you lose in a fever; ask your pharmacist for sachets.",
    "Paracetamol does not treat the cause of the pain. Ask your pharmacist about stronger tablets.",
    "A dental guard is not a treatment for neck pain, whatever the advert says.",
    "Your GP may not diagnose the cause at the first visit.",
    "The nurse is not a doctor, so she will ask one to sign the prescription.",
    "The study did not provide medical advice to the control group.",
    "Patients were told not to seek other medical treatment during the trial.",
    "If your doctor will not give you advice about diet, ask for a dietitian.",
    "Do not replace your prescribed tablets with herbs without asking your doctor.",
    "Generic tablets replaced the brand, and the doctor did not mention it.",
    "The website of the clinic was not working, so I could not book a consultation.",
    "Physiotherapists are not allowed to prescribe these tablets in every country.",
    "The information desk is not open at weekends; call the hospital instead.",
    "A second opinion is not a sign of distrust. Ask your doctor for a referral.",
    "The old leaflet was replaced because the advice in it was out of date.",
    "Do not rely on painkillers alone: ask a physiotherapist for exercises.",
    "You should not delay surgery if your surgeon advises it.",
    "Her blog is not about medicine but about gardens, and she is a nurse.",
    "My doctor said that yoga is not a treatment, but it helped me all the same.",
    "We are not sure why massage works. Doctors are not sure either.",
    "Magnesium is often sold as an alternative to medical treatment, and it does not work.",
    "No professional could tell him why his neck hurt, and in the end it was the pillow.",
    "It is a myth that an app can replace your doctor.",
    "The regulator found that the app was not a substitute for a dermatologist.",
    "In 2019 the court ruled that the leaflet did not constitute medical advice.",
    "Critics say the tool should not be used to diagnose children.",
    "This guide does not cover treatment of broken bones.",
    "This article is not about medical treatment; it is about pillows.",
    "This information was checked by a doctor and not by a machine.",
    "Our clinic does not offer professional massage at weekends.",
    "We do not offer medical treatment on Sundays. Call 111 when we are closed.",
    "General anaesthetic is not used for this operation; your surgeon will explain.",
    "Education and professional advice are not the same as practice: do the stretches daily.",
    "The insurer will not pay for advice from a private consultant.",
    "A referral is not needed: you can see a physiotherapist without one.",
    "The test is not used to diagnose arthritis on its own.",
]
SECOND_NEAR = [
    "Do not use these drops to treat an infection without asking a pharmacist.",
    "A foam roller is not a replacement for the exercises that your physiotherapist set.",
    "Do not self-medicate: ask your pharmacist which tablets are safe.",
    "Tablets are not the only basis for treatment, so ask your doctor about exercise.",
    "The hospital does not provide information over the phone; ask the nurse on the ward.",
    "Your physiotherapist is not a mind reader, so tell her where it hurts.",
    "No medical examination is needed for this class.",
    "A private clinic told her that surgery was the only alternative to treatment with drugs.",
    "The old advice was replaced in 2015, when the guidance for doctors changed.",
    "This medicine does not treat infections that are caused by viruses.",
    "Education is not the same as treatment, researchers say, and both help.",
    "Information on prices is for guidance only. Ask the clinic for a quote.",
    "If the first treatment does not work, your specialist may offer an alternative.",
    pytest.param("A scan cannot replace a careful examination by a doctor.", marks=SUBJECT),
    "You can't be treated at the clinic without a referral from your doctor.",
]
# fmt: on


@pytest.mark.parametrize(("kind", "names", "text"), [*FIRST, *SECOND])
def test_an_unseen_disclaimer(kind: str, names: str, text: str) -> None:
    document, source, wanted = document_of(kind, text)
    assert seen(document, source) == [("medical", in_order(names), wanted)]


@pytest.mark.parametrize("text", [*FIRST_NEAR, *SECOND_NEAR])
def test_an_unseen_near_miss(text: str) -> None:
    document, source, _ = document_of("md", text)
    assert [found for found in seen(document, source) if found[1]] == []
