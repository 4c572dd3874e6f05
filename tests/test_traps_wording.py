# ruff: noqa: E501 - one text a line
"""Sentences that try to trip up the rules about wording: claims, advice, doses, evidence, words about people.

Each line holds the rules that must speak, and no others of the family, before the bar; a dash stands for none.
`//` stands between paragraphs.
"""

from functools import cache

import pytest

from medlint.catalogue import builtin
from medlint.config import Selection, finder, plan_of
from medlint.engine import lint_bytes
from medlint.plan import Plan

OPENING = "This is the text of an article for people who want to know what they can do for their health."
FAMILIES = {
    "claims": (
        "401 402 403 404 408 410 411 412 413 414 415 416 417 419 424 425 427",
        """
-|There is no cure for asthma.
-|There's still no known cure for multiple sclerosis, but treatment can ease symptoms.
-|Keep your medicines secure and out of reach of children.
-|Fibre is not a miracle cure, but it can ease constipation.
-|People with Meniere's disease may lose their balance.
-|Lie on your back with your knees bent.
-|Cancer of the breast is treated with surgery.
-|Swim breast stroke rather than front crawl.
-|Cut down on cured ham, bacon and other cured meats.
-|Air-cured and smoked hams are high in salt.
-|Your statutory rights and the manufacturer's guarantee are not affected.
-|We cannot guarantee that the information on this page is up to date.
-|We make no guarantee, express or implied, about the accuracy of this page.
-|Myth: garlic cures high blood pressure. Fact: it does not.
-|"This tea cures cancer," said the advert. It was banned.
-|Does apple cider vinegar cure warts?
-|Sellers claim the oil cures psoriasis.
-|Some websites say that you can reverse type 1 diabetes with diet. You cannot.
-|Antibiotics do not cure colds.
-|Antibiotics usually cure a kidney infection.
-|Most people with hepatitis C can be cured with tablets.
-|Early-stage bowel cancer can often be cured with surgery.
-|Scabies is curable with a cream.
-|Head lice: a single treatment rarely gets rid of them for good.
-|Surgery may cure the problem.
-|It is a curable condition.
-|A cataract operation can restore sight, but no operation is risk-free.
-|No treatment is guaranteed to work.
-|No medicine is completely safe.
-|There is no such thing as a risk-free operation.
-|All medicines can cause side effects, although not everyone gets them.
-|Most people have no side effects.
-|You may have no side effects at all.
-|If you have no side effects, your doctor may raise the dose.
-|Tell your pharmacist even if you have had no side effects.
-|A heart murmur is often harmless.
-|Most moles are completely harmless.
-|Skin tags are harmless and can be left alone.
-|The virus is harmless to most adults.
-|Harmless bacteria live on the skin.
-|Is it safe for everyone? No.
-|It is not safe for everyone.
-|Fluoride in tap water is safe.
-|It is 100% natural latex, which may cause allergies.
-|Wear clothes made of 100% cotton.
-|Breathe 100% oxygen through a mask.
-|The secret to a good night is no secret: go to bed at the same time.
-|Keep it secret if you do not want people to know about your HIV.
-|Secretions may build up in the lungs.
-|Ancient Greeks already described the disease.
-|It is no wonder that you are tired.
-|I wonder whether you should see a GP.
-|There has been a breakthrough in treating the disease, researchers reported in 2024.
-|Breakthrough pain is a flare of pain between doses.
-|Breakthrough bleeding is common in the first months on the pill.
-|The miracle of birth.
-|Magic mushrooms are illegal.
-|Magic mouthwash eases mouth ulcers.
-|Magnesium helps muscles work.
-|Best before dates matter.
-|It is best to see a GP.
-|Try your best to sleep.
-|The only way to know is a blood test.
-|Swimming is one of the ways to stay active.
-|Doctors recommended surgery.
-|Your doctor has recommended that you stop smoking.
-|The treatment your dermatologist recommended may take weeks.
-|NHS-approved list of pharmacies.
-|The medicine was approved by the FDA in 2021 for adults with migraine.
-|FDA approved indications include plaque psoriasis.
-|Natural birth is safe for most women.
-|Natural does not mean safe.
-|Just because a remedy is natural, it isn't automatically safe.
-|Herbal remedies are not harmless.
-|There are no chemicals in the brain that cause this alone.
-|Detox programmes help people who are dependent on alcohol.
-|Medically supervised detox takes about a week.
-|You do not need to detox: your liver does it for you.
-|Rinse the cut to flush out dirt.
-|Your kidneys flush waste out of your body.
-|Cleanse your skin twice a day.
-|Bowel cleansing before a colonoscopy empties the bowel.
-|Alkaline phosphatase is an enzyme in the liver.
-|Boost your mood with a walk.
-|A booster boosts the immune system's memory.
-|Insulin helps balance blood sugar.
-|Muscles burn fat during long runs.
-|Try to lose weight slowly: about 1 to 2 pounds a week.
-|If you lose 5 kg in a month without trying, see a GP.
-|She lost 10 kg in two weeks because of the infection.
-|Newborns can lose up to 10% of their birth weight in 5 days.
-|Vitamin K prevents bleeding in newborns.
-|Vitamin D supplements treat rickets.
-|Statins help prevent heart attacks.
-|Supplements cannot cure, treat or prevent disease.
-|No supplement prevents COVID-19.
-|There is no good evidence that turmeric treats arthritis.
-|Wegovy is a prescription-only medicine.
-|Do not buy Ozempic online without a prescription.
-|You can get a prescription for semaglutide from a GP.
-|Botox injections for migraine are given in hospital.
-|A prescription costs £9.90.
-|Smoking doubles the risk of stroke from 1 in 100 to 2 in 100.
-|People who smoke have a 50% higher risk: 3 in 1,000 rather than 2 in 1,000.
-|Mice are a common cause of allergies.
-|Rats carry leptospirosis.
-|In a pilot study of 12 people, nobody got worse.
-|The pilot light of a boiler can go out.
-|Poison in the garden: keep children away from foxglove.
-|They don't want you to know they are struggling.
-|My client, a runner, asked me what to do.
-|I tried to sit up, but could not.
-|"I tried ginger tea and it cured my migraine" is not evidence.
415|Our tea cures asthma in three weeks.
401|Heal your cancer naturally with this diet.
401|This diet reverses type 2 diabetes for good.
401|Get rid of your eczema forever.
401|This oil eliminates arthritis.
401|He found a permanent cure for psoriasis.
415|The herb eradicates cancer.
401|Bid farewell to migraines for ever.
401|It gives permanent relief from back pain.
415|Cannabis oil cures cancer.
402|Results guaranteed or your money back.
402|You are guaranteed to sleep better.
402|Works every time.
402|This treatment always works.
402|100% effective against hair loss.
403|It has no side effects whatsoever.
403|The capsules are side-effect free.
403|It is completely safe and non-toxic for all ages.
403|There is zero risk.
404|This miracle berry melts pain away.
404|A revolutionary breakthrough for joints.
404|The ancient remedy doctors hate.
404|The secret that doctors don't tell you.
410|Our doctor-recommended formula eases pain.
410|Dermatologist tested and approved.
410|As seen on TV.
411|It is natural, so it is safe.
411|Because it's herbal, it can't harm you.
411|Our chemical-free cream is gentle.
412|Flush toxins from your body with lemon water.
412|Detox your liver in seven days.
412|It purifies your blood.
413|Elderberry boosts immunity.
413|It balances your hormones.
413|Green tea melts belly fat.
414|Lose 10 lbs in 10 days.
414|Lose a stone in two weeks with our shakes.
414|Drop a dress size in a week.
415|Turmeric prevents cancer.
415|Probiotics prevent heart disease.
424|Big Pharma doesn't want you to know this.
424|What doctors are hiding from you.
425|Bacon raises your risk of bowel cancer by 18%.
425|It cuts your risk of dementia by 40%.
427|Our FDA-approved supplement supports joints.
427|An NHS-approved supplement for joints.
417|I started taking turmeric and my arthritis pain is gone.
417|Since I started taking these drops my migraines have vanished.
""",
    ),
    "advice": (
        "309 311 312 313 316 317 319 322 330 229 408",
        """
309|You can stop taking your antidepressants once you feel better.
309|Stop your statins and take red yeast rice instead.
309|Throw away your blood pressure tablets.
309|You can skip your insulin on days you exercise.
309|Halve your dose if you feel dizzy.
309|Use this herb instead of your prescribed medication.
309|Come off your steroids as soon as the rash clears.
309|Swap your metformin for cinnamon.
309|You no longer need your inhaler.
309|Wean yourself off sertraline over a week.
309|Replace your antidepressant with St John's wort.
-|Do not stop taking your antidepressants without talking to your doctor.
-|Never stop taking steroids suddenly.
-|Don't skip your insulin, even if you cannot eat.
-|If you stop taking warfarin, your blood may clot.
-|Stopping beta blockers suddenly can be dangerous.
-|Your doctor may ask you to stop taking aspirin before an operation.
-|Stop taking the tablets and call 999 if your face swells.
-|Stop using the cream and see a pharmacist if your skin burns.
-|Talk to your GP before you reduce your dose.
-|People who stop taking their medicine often relapse.
-|You may be able to come off the medicine after six months; your doctor will tell you how.
-|Stop taking ibuprofen if you get stomach pain.
-|Stop smoking. Stop drinking coffee after noon.
-|She stopped taking her tablets and had a relapse.
-|It is a myth that you can stop taking your blood pressure tablets when your reading is normal.
-|Is it safe to stop taking antidepressants?
-|Finish the course of antibiotics, even if you feel better.
-|If you miss a dose, skip the missed dose and take the next one at the usual time.
-|If it is nearly time for the next dose, skip the one you missed.
-|The study looked at what happens when people stop taking statins.
-|How to stop taking opioids safely: ask your doctor for a plan.
-|Stop taking the contraceptive pill if you want to get pregnant.
-|Stop taking vitamin A supplements if you are pregnant.
-|When you stop taking the pill, your periods usually return.
-|Use a spacer instead of your inhaler alone.
317|There is no need to see a doctor.
317|Avoid hospitals: they make you sick.
317|Before you waste money on doctors, try this.
317|You don't need a GP for this; skip the appointment.
317|Ignore what your doctor says and trust your body.
-|There is no need to see a doctor unless the pain lasts more than 3 weeks.
-|You do not usually need to see a GP for a cold.
-|Do not avoid going to hospital because you are worried about being a burden.
-|Avoid hospital admissions by taking your preventer inhaler.
-|Don't wait: call 999.
-|Don't wait to see a GP.
-|There is no need to see a doctor for a cold, but get help if you cannot breathe.
-|You will not need to see a specialist if the test is clear.
-|Many men avoid seeing a doctor.
-|You don't need a referral to see a physiotherapist.
-|You do not need a doctor's note to return to school.
311|Take 1.0 mg twice a day.
311|Take .5 mg at night.
311|The dose is 100000 units.
311|Give 5.0 ml.
311|Take 10mg/kg? No: take 2.0mg.
-|Take 0.5 mg at night.
-|Give 10,000 units under the skin.
-|A reading of 7.0 mmol/L or more means diabetes.
-|Your INR should be 2.0 to 3.0.
-|A potassium of 4.0 is normal.
-|Version 1.0 of the app.
-|The pH is 7.0.
-|The risk ratio was 1.0 (95% CI .8 to 1.2).
-|A body temperature of 38.0°C.
-|A solution of 1.0% hydrocortisone cream.
312|Take 50 µg of vitamin D.
312|Take 50 μg of levothyroxine.
312|Take 50 ug a day.
-|Take 50 micrograms a day.
-|The air has 10 µm particles.
-|Particles (PM2.5) of 10 µg/m3 are harmful.
313|Take the tablet QD.
313|Take 1 tablet QOD.
313|Give 10U of insulin.
313|Take 5cc of syrup.
313|Take two tablets BID.
313|Take 1000 IU of vitamin D.
-|Ask U.S. readers.
-|A U-shaped curve.
-|Type U to unsubscribe.
-|Email us (cc: the nurse).
-|MS is a disease of the nerves.
-|People with MS may feel tired.
-|The IU campus has a clinic.
-|The team (QD, JS) reviewed it.
316|If you feel tired and cold, you have hypothyroidism.
316|Take this quiz to find out if you have ADHD.
316|If your urine is dark, this means you have liver disease.
316|You can diagnose yourself with this chart.
-|If you have a fever, you have to rest.
-|This does not mean you have cancer.
-|If you think you have an ear infection, see a GP.
-|If your test is positive, you have the virus.
-|If your blood pressure is 140/90 or more, you have high blood pressure.
-|You cannot diagnose yourself.
-|Do not try to diagnose yourself from the internet.
-|If you have diabetes, you have a higher risk of gum disease.
-|If you have asthma, you have probably used an inhaler.
319|He committed suicide in 2019.
319|Her suicide attempt was unsuccessful.
319|A successful suicide.
319|She chose to end her life by taking 40 paracetamol tablets.
319|Suicide was his only way out.
319|He finally found peace through suicide.
-|He died by suicide.
-|Do not say "committed suicide": say "died by suicide".
-|The term "committed suicide" is a relic of the law.
-|She was committed to reducing suicide.
-|The charity is committed to suicide prevention.
-|Call 999 if someone has taken an overdose of paracetamol.
-|Keep tablets locked away if somebody at home may be at risk.
-|Jumping is good for bones.
-|Hanging baskets are heavy to lift.
-|Suicide is never the only way out.
-|A lump is usually nothing to worry about, but see a GP to have it checked.
-|Palpitations are usually harmless, but call 999 if you have chest pain too.
-|Hiccups are nothing to worry about.
229|His NHS number is 943 476 5919.
-|Call 0800 123 4567.
-|Our charity number is 1234567.
""",
    ),
    "evidence": (
        "405 406 407 409 418 420 429 422 423 114",
        """
405 114|Turmeric is clinically proven to ease knee pain.
405 114|It is scientifically proven to reduce anxiety.
-|Turmeric is clinically proven to ease knee pain ([Smith 2020](https://doi.org/10.1016/j.jpain.2019.01.001)).
-|Turmeric is clinically proven to ease knee pain.[1] // ## References // 1. Smith J. Turmeric for knee pain. BMJ 2020;1:2. https://doi.org/10.1136/bmj.m1
-|It has not been clinically proven to help.
-|Whether it works has not been scientifically proven.
-|"Clinically proven" on a label means little.
-|Be wary of products that are "clinically proven".
-|Is it scientifically proven?
405 114|Studies show that walking eases back pain.
-|Studies have not shown that it works.
-|Your doctor may arrange studies of your nerves.
-|She studies medicine.
-|A nerve conduction study shows how fast signals travel.
-|A sleep study shows how often you stop breathing.
-|A blood test shows how much iron you have.
-|Research is needed.
406 114|Our evidence-based programme eases pain.
-|Ask whether a treatment is evidence-based.
-|CBT is an evidence-based therapy. [NICE recommends it](https://www.nice.org.uk/guidance/cg123).
407|Back pain affects 80% of people.
407|1 in 5 adults has chronic pain.
407|Up to 70% of patients get better within 6 weeks.
-|Take two 500mg tablets, 4 times a day.
-|Use a sunscreen that blocks 98% of UVB rays.
-|Clean the skin with 70% alcohol.
-|A cream with 1% hydrocortisone can help.
-|Cow's milk has 3.5% fat.
-|If your oxygen level is below 92%, call 999.
-|Aim for 50% of your plate to be vegetables.
-|Open 24 hours, 7 days a week. Take 20% off your order.
-|For example, if 5% of 200 people get a side effect, that is 10 people.
-|Keep the humidity between 30% and 50%.
-|Lie with the bed raised by 30%.
-|Exercise at 60% of your maximum heart rate.
-|An HbA1c of 6.5% or more means diabetes.
-|Most people get better.
-|The flu virus causes a fever.
-|Sitting all day may cause back pain.
-|Smoking causes lung cancer.
-|If the pain causes you to limp, rest.
-|Whatever causes it, see a GP.
-|Nobody knows what causes it.
420|See doi:10.1136 for more.
420|Trial NCT1234567 is recruiting.
429|It eases pain [3]. // ## References // 1. Smith J. Pain. BMJ 2020;1:2. // 2. Roe J. Pain. BMJ 2021;1:2.
-|It eases pain [1][2]. // ## References // 1. Smith J. Pain. BMJ 2020;1:2. // 2. Roe J. Pain. BMJ 2021;1:2.
-|Trial NCT01234567 is recruiting.
-|The DOI is 10.1016/j.spinee.2020.01.001.
-|PMID: 31234567 and PMC6512345.
""",
    ),
    "people": (
        "505 506 507 511 512 513 514 515 520 611",
        """
505|People with COPD get breathless.
-|People with chronic obstructive pulmonary disease (COPD) get breathless. COPD is long term.
-|COPD (chronic obstructive pulmonary disease) makes you breathless.
-|Ask your GP or call NHS 111. The UK has four health services.
-|A CT or MRI scan shows the bone.
-|DNA and HIV are known to all.
-|An ECG (a tracing of your heart's rhythm) may be done.
-|HELP IS AT HAND
-|COPD stands for chronic obstructive pulmonary disease.
505|You may need a DEXA to see how strong your bones are.
505|The RICE method helps. GORD is common.
-|Vitamin K and type II diabetes. Phase III trials.
-|See the BMJ.
506|He is an addict.
506|Heroin addicts need help.
506|She suffers from migraine.
506|A wheelchair-bound man.
506|The elderly fall more often.
506|Diabetics need foot checks.
506|He is confined to a wheelchair.
506|Stroke victims can recover.
506|The mentally ill are often alone.
506|Non-compliant patients miss doses.
506|She is a schizophrenic.
506|Drug abuse harms families.
506|A handicapped child.
-|He has an addiction to nicotine.
-|Diabetic eye screening is free.
-|Diabetic ketoacidosis is an emergency.
-|An epileptic seizure lasts minutes.
-|Alcoholic drinks dehydrate you.
-|Alcoholics Anonymous runs meetings.
-|Alcoholic hepatitis is serious.
-|Bipolar disorder is a condition. Bipolar electrodes are used.
-|Psychotic symptoms include hearing voices.
-|A normal blood pressure.
-|Child abuse and domestic abuse are crimes.
-|The lame excuse.
-|The mad rush before Christmas.
-|Blind spot. Double-blind trial. Colour blind. Blinded study.
-|Clean the wound. A clean needle.
-|Users of this page. Wheelchair user.
-|Fat is stored in the liver. Low-fat milk.
-|Victims of crime.
-|The tube is clean. A dirty bandage.
-|The test was positive.
-|It is a crippling pain? No.
-|Insane is a word to avoid.
-|"I was called a junkie," she said.
-|A retarded growth plate.
-|Fire retardant.
-|Failed treatment for infertility is sad.
514|For more, [click here](https://www.nhs.uk).
514|[Read more](https://www.nhs.uk) about it.
-|[Read more about back pain](https://www.nhs.uk/conditions/back-pain/).
-|![A red rash on brown skin](rash.jpg)
513|THIS IS VERY IMPORTANT FOR ALL OF YOU.
513|Call now!!!
-|Call 999.
""",
    ),
    "doses": (
        "310 311 312 313",
        """
311|Inject .25 mL slowly.
311|The pharmacist gave 50000 units of vitamin D.
311|Take propranolol40mg at night.
311|Take 5 mgs twice daily.
-|Ask your doctor about 0.25 mg tablets; 10,000 units; 2.5 ml.
-|Her blood test showed 12.0 mg/dL.
-|The lesion measured 2.0 cm.
-|Blood sugar of 4.0 mmol/l.
-|A cut-off of .05 was used.
-|Ask a pharmacist for 1.5 mg nicotine lozenges.
-|Vitamin B12 and H1N1 and COVID19.
-|A 10.0 km run.
-|Bake at 180.0 degrees with 100.0 g flour.
-|Serum creatinine 1.0 mg/dL is normal.
-|The recommended intake is 1000 ml of water.
-|Postcode 90210 and 10000 steps.
312|Your doctor may give you 25 µg.
-|1 microgram is a millionth of a gram. Ask your doctor.
313|Your doctor may prescribe 5 mg QD.
313|Ask your nurse about 10 U of insulin.
313|MSO4 is given by a nurse in hospital.
-|An IU is an international unit; 40 IU equals 1 microgram of vitamin D.
-|The ICU is a ward. BID farewell. TID bits.
-|Vitamin U is not a vitamin. Group U.
310|Take 400 mg of magnesium every night.
-|Take 400 mg of magnesium every night if your doctor agrees.
-|Most adults get 300 mg of magnesium a day from food.
-|A cup of coffee has 95 mg of caffeine.
""",
    ),
    "second round": (
        "309 311 312 313 316 317 319 401 402 403 404 405 406 407 410 411 412 413 414 415 424 427",
        """
-|Vaccination has eliminated smallpox.
-|Antibiotics will clear the infection in most people.
-|No cream can reverse ageing.
-|Surgery can reverse the damage in some people, but not in all.
-|Beta blockers should never be stopped suddenly.
-|Stopping the tablets suddenly may bring the symptoms back.
-|Before an operation you may be asked to stop your blood thinners.
-|If you take warfarin, avoid cranberry juice.
-|You can take paracetamol instead of ibuprofen.
-|Speak to a pharmacist before you swap your tablets.
-|Most warts go away without treatment, so there is often no need to see a GP.
-|Avoid going to the GP surgery if you may have chickenpox; phone first.
-|Delay the operation until you have stopped smoking, if your surgeon agrees.
-|A 0.1% cream is weaker than a 1% cream.
-|The vaccine is safe for most people, including pregnant women.
-|The scan is safe and painless.
-|The test is 100% free on the NHS.
-|Breast milk is a wonder of nature, some say.
-|She works wonders with children.
-|Magic wands are toys.
-|Secretary of State for Health.
-|An ancient city in Turkey gave the mineral its name.
-|Studies of twins suggest that genes play a part ([Roe 2020](https://doi.org/10.1136/bmj.m1)).
-|One in ten babies gets it, according to the [NHS](https://www.nhs.uk/conditions/x/).
-|Your kidneys clean your blood.
-|A wound cleanser is not needed.
-|Detoxification of alcohol happens in the liver.
-|A doctor-patient relationship is built on trust.
-|Expert patients programmes help people to help each other.
-|The drug is not approved by the FDA for this use.
-|Iron supplements treat iron deficiency anaemia.
-|Calcium helps keep bones strong.
-|You may have depression if you feel low for most of the day.
-|If you have chest pain, you may be having a heart attack: call 999.
-|Call 999 if you have taken an overdose.
-|Losing 2 kg in a day is loss of water.
-|What doctors want you to know about sepsis.
-|The hospital does not want you to eat before the operation.
309|Skip your blood pressure pills on the days you feel fine.
309|Try garlic instead of your statin.
317|You can safely ignore what the doctor tells you about the lump.
415|This supplement cures tinnitus.
401|Diabetes can be completely cured with cinnamon.
402|We guarantee that your pain will be gone.
403|It is 100% safe and has no side effects.
404|Discover the miracle remedy for sore joints.
410|Recommended by leading cardiologists.
412|This juice cleanse flushes out toxins.
413|Boost your immune system with zinc.
414|Drop 5 kg in just one week!
415|Garlic capsules prevent heart disease.
424|Doctors don't want you to know about this.
311|Take 3.0 mg of melatonin at night.
313|Inject 20U of insulin.
316|Take our quiz to find out if you have autism.
319|Ten ways to kill yourself.
""",
    ),
}
CASES = [
    pytest.param(family, *line.split("|", 1), id=f"{family}-{line[:70]}")
    for family, (_, lines) in FAMILIES.items()
    for line in lines.strip().splitlines()
]


@cache
def plan(codes: str) -> Plan:
    selected = tuple(f"MED{code}" for code in codes.split())
    return plan_of(finder(isolated=True)("."), builtin(), Selection(select=selected))


@pytest.mark.parametrize(("family", "expected", "text"), CASES)
def test_the_right_rules_speak(family: str, expected: str, text: str) -> None:
    article = f"---\nlang: en\n---\n# Living well\n\n{OPENING}\n\n{text.replace(' // ', chr(10) * 2)}\n"
    report = lint_bytes("article.md", article.encode(), plan(FAMILIES[family][0]))
    spoken = {finding.rule for finding in report.findings}
    assert spoken == {f"MED{code}" for code in expected.split() if code != "-"}
