"""Remedies that authorities warn against, and illnesses that nobody recognises: what only sounds so."""

import pytest
from growth import LINEAR, growth
from one_rule import HEAD, findings, marked

from medlint._places import WARNED, vocabulary
from medlint.phrases import compile_phrase
from medlint.resources.from_yaml import read_yaml

REMEDY, DIAGNOSIS = "MED324", "MED431"


ENTRIES = [
    pytest.param(words, entry, id=entry["name"])
    for words in WARNED
    for entry in read_yaml(vocabulary(words))[words]
]


@pytest.mark.parametrize(("words", "entry"), ENTRIES)
def test_an_entry_says_what_it_is_and_who_says_so(words: str, entry: dict[str, object]) -> None:
    known = {"name", "variant", "names", "by-mouth", "said", "about", "short", "page"}
    known |= {"unless", "not-in", "only-in"}
    assert set(entry) <= known | {"harm", "by", "title", "url", "checked", "through"}
    assert {"name", "harm", "by", "title", "url", "checked"} <= set(entry)
    assert "names" in entry or "said" in entry or "by-mouth" in entry
    # The article is searched for warnings near what names it.
    assert any(field in entry for field in ("names", "by-mouth", "about"))
    assert str(entry["url"]).startswith("http")
    assert str(entry["harm"])[-1] not in ".;:"
    lists = read_yaml(vocabulary(words)).get("lists", {})
    for field in ("names", "by-mouth", "said", "about", "short"):
        for phrase in entry.get(field, ()):  # type: ignore[attr-defined]
            compile_phrase(phrase, lists)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Drink ten drops of MMS solution three times a day.", ["Drink ten drops of MMS solution"]),
        ("Miracle Mineral Solution kills parasites.", ["Miracle Mineral Solution kills"]),
        ("We recommend chlorine dioxide for malaria.", ["We recommend chlorine dioxide"]),
        ("Here is the recipe to make chlorine dioxide.", ["recipe to make chlorine dioxide"]),
        ("You can gargle with diluted bleach.", ["gargle with diluted bleach"]),
        ("Take a teaspoon of turpentine on a sugar cube.", ["Take a teaspoon of turpentine"]),
        ("Apply black salve to the mole.", ["Apply black salve"]),
        ("Black salve draws out skin cancer.", ["Black salve draws out"]),
        ("Eat five apricot kernels a day.", ["Eat five apricot kernels"]),
        ("Laetrile is an effective treatment for cancer.", ["Laetrile is an effective treatment"]),
        ("Coffee enemas stimulate the liver.", ["Coffee enemas stimulate"]),
        ("Take fenbendazole on three days a week.", ["Take fenbendazole"]),
        ("Kratom is a safe alternative to opioids.", ["Kratom is a safe alternative"]),
        ("Red Bali is a premium red vein kratom.", ["premium red vein kratom"]),
        ("Phenibut helps you sleep.", ["Phenibut helps"]),
        ("Comfrey tea heals broken bones.", ["Comfrey tea heals"]),
        ("Sunbeds boost your vitamin D.", ["Sunbeds boost your vitamin D"]),
        ("Dip the pacifier in honey.", ["Dip the pacifier in honey"]),
        ("Give your child half an aspirin.", ["Give your child half an aspirin"]),
        ("An amber teething necklace relieves the pain.", ["amber teething necklace relieves"]),
        # Denied, asked, quoted, reported, and myths.
        ("Never drink MMS solution.", []),
        ("Can colloidal silver cure infections?", []),
        ("Sellers claim that colloidal silver boosts the immune system.", []),
        ('"Take two drops of MMS solution a day", says the label.', []),
        ("It is a myth that apricot kernels cure cancer.", []),
        ("Ivermectin does not prevent COVID-19.", []),
        # Warned of, in the sentence, beside it, or later.
        ("Kratom relieves pain, but it can damage the liver.", []),
        ("Kava may help with anxiety. It has been linked to liver failure.", []),
        ("People take kratom for pain.\n\nWe hear of it.\n\nKratom can be addictive.", []),
        ("Kava calms the nerves.\n\n## Dangers of kava\n\nKava is sold in shops.", []),
        # Studies, history, other countries, and what is only mentioned.
        ("In a study, kava reduced anxiety scores.", []),
        ("In Fiji, people drink kava at ceremonies.", []),
        ("Doctors used turpentine in the past against worms.", []),
        ("Ephedra was once used for weight loss.", []),
        ("Kratom is a tree that grows in Thailand.", []),
        ("Kava bars open every day.", []),
        ("Tell the anaesthetist if you use kava or kratom.", []),
        ("The man took colloidal silver daily and turned blue.", []),
        # Off it, not onto it.
        ("Stop taking kava two weeks before surgery.", []),
        ("Help your child off kratom with a doctor.", []),
        ("Try magnesium instead of kava.", []),
        # The same thing, used rightly.
        ("Use 3% hydrogen peroxide to clean the counter.", []),
        ("Clean brushes with turpentine.", []),
        ("Use borax to get rid of ants.", []),
        ("Take a bleach bath twice a week for eczema.", []),
        ("Add eight drops of bleach to a gallon of water and wait before you drink it.", []),
        ("Chlorine dioxide mouthwash reduces bad breath.", []),
        ("Filters coated with colloidal silver kill bacteria.", []),
        ("Apply comfrey ointment to the bruise.", []),
        ("Apricot kernel oil is good for dry skin.", []),
        ("Ivermectin is a treatment for scabies.", []),
        ("Fenbendazole treats worms in dogs.", []),
        ("hCG injections help women with infertility to ovulate.", []),
        ("Apply raw milk to your face with a cotton ball.", []),
        ("Boil raw milk before you drink it.", []),
        ("Once they are one, you can give your baby honey.", []),
        ("Give your child paracetamol or ibuprofen, not aspirin.", []),
        ("Your doctor may give your child aspirin for Kawasaki disease.", []),
        ("Clean the skin with rubbing alcohol before the injection.", []),
        ("Sponge your child with lukewarm water, not rubbing alcohol.", []),
        ("Look out of the window at the morning light.", []),
        ("Belladonna 30C: red, hot skin, sudden onset.", []),
        ("Tanning beds give off rays which do not make vitamin D.", []),
        ("Use chlorine dioxide tablets to purify water.", []),
        ("You can eat and drink normally after bleach.", []),
        ("Use borax once a week to clean the toilet.", []),
        ("Take two tablespoons of hydrogen peroxide and soak your nails.", []),
        ("We were given a cup of kava as guests.", []),
        ("Take fenbendazole for three days.\n\nWorms are common, so treat your dog.", []),
        ("Kava calms the nerves.\n\nHomeopathic remedies are diluted.", []),
        ("You can give your baby honey after the first birthday.", []),
        ("Ozone therapy helps with back pain, a surgeon told reporters.", []),
        ("Ozone therapy helps with back pain.", ["Ozone therapy helps"]),
        ("Wormwood and black walnut are sold as a parasite cleanse.", []),
    ],
)
def test_remedies(sentence: str, found: list[str]) -> None:
    assert marked(REMEDY, f"{HEAD}{sentence}\n") == found


def test_a_title_that_warns() -> None:
    text = "---\nlang: en\n---\n\n# The dangers of kratom\n\nKratom relieves pain.\n"
    assert marked(REMEDY, text) == []


def test_each_remedy_is_told_once_and_says_what_it_does() -> None:
    text = f"{HEAD}Kava calms the nerves. Try kava. Coffee enemas stimulate the liver.\n"
    first, second = findings(REMEDY, text)
    assert "liver" in first.message
    assert "balance of salts" in second.message
    assert "http" in first.hint
    assert "Food Standards Agency" in first.hint


@pytest.mark.parametrize(
    "text",
    [
        "Videos suggest a pinch of borax. There are claims that borax cures arthritis. No amount is safe.",
        "The agency advises consumers to avoid foods containing kava. Kava is used to treat anxiety.",
        "Ear candles are sold to draw out wax. There is no evidence that ear candles remove wax.",
        "Directions tell consumers to mix sodium chlorite with citric acid. Stop using these products.",
        "Using sunbeds to increase your vitamin D is discouraged. Some sunbeds provide some vitamin D.",
        "You should not give aspirin to a child. A doctor may give a child aspirin after heart surgery.",
        "Raw milk can carry listeria. Nobody can see whether raw milk is safe to drink.",
        "Taking fenbendazole to treat cancer may cause severe damage to the liver.",
    ],
)
def test_those_who_warn_are_left_alone(text: str) -> None:
    assert marked(REMEDY, f"{HEAD}{text}\n") == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Heal your adrenal fatigue with our programme.", ["adrenal fatigue"]),
        ("Signs of adrenal burnout include salt cravings.", ["adrenal burnout"]),
        ("Wilson's temperature syndrome causes cold hands.", ["Wilson's temperature syndrome"]),
        ("Candida overgrowth syndrome makes you crave sugar.", ["Candida overgrowth syndrome"]),
        ("Leaky gut syndrome is behind most headaches.", ["Leaky gut syndrome"]),
        ("We detect and remove vertebral subluxations.", ["remove vertebral subluxations"]),
        ("Subluxations cause nerve interference.", ["Subluxations cause nerve interference"]),
        ("An acidic body is where cancer begins.", ["acidic body"]),
        ("Cancer cannot survive in an alkaline body.", ["Cancer cannot survive in an alkaline body"]),
        ("Your liver flush will bring out stones.", ["liver flush will bring out stones"]),
        ("Mould toxicity explains your fatigue.", ["Mould toxicity"]),
        ("He got electromagnetic hypersensitivity.", ["electromagnetic hypersensitivity"]),
        ("Adrenal fatigue is not a real condition.", []),
        ("Is adrenal fatigue real?", []),
        ('The word "adrenal fatigue" sells supplements.', []),
        ("Some practitioners say that you have adrenal fatigue.", []),
        ("Adrenal fatigue makes people tired. There is no evidence for it.", []),
        ("So-called adrenal exhaustion is a popular idea.", []),
        ("Researchers found no sign of adrenal fatigue.", []),
        ("Addison's disease damages the adrenal glands.", []),
        ("Wilson's disease is a build-up of copper.", []),
        ("Thrush is an overgrowth of candida in the mouth.", []),
        ("Does leaky gut cause arthritis?", []),
        ('The term "chronic Lyme disease" is controversial.', []),
        ("Lyme disease is treated with antibiotics.", []),
        ("A subluxation of the kneecap interferes with the nerves of the leg.", []),
        ("The Journal of Vertebral Subluxation Research is a magazine.", []),
        ("Diabetic ketoacidosis makes the blood too acidic.", []),
        ("Ketones build up and the blood becomes too acidic.", []),
        ("The kidneys keep the blood alkaline.", []),
        ("Blood acidity is measured in an artery.", []),
        ("The pH of the skin is slightly acidic.", []),
        ("A liver flush does not bring out gallstones.", []),
        ("Gallstones form in the gallbladder.", []),
        ("Mould can set off asthma.", []),
        ("Subluxations cause nerve interference. It is a historical concept.", []),
        (
            "His cells make lactic acid, which is called acidosis. The increased acidity in the blood kills.",
            [],
        ),
        ("The increased acidity in the blood makes you tired.", ["increased acidity in the blood"]),
        ("The candida diet is popular. Evidence for it is lacking.", []),
        ("The candida diet leaves out sugar. Breath tests are not a valid way to find yeast.", []),
        ("The candida diet leaves out sugar and gives you energy.", ["candida diet"]),
    ],
)
def test_diagnoses(sentence: str, found: list[str]) -> None:
    assert marked(DIAGNOSIS, f"{HEAD}{sentence}\n") == found


LEAKY = "Leaky gut syndrome has many signs.\n\nLeaky gut syndrome lets germs in.\n\n"


@pytest.mark.parametrize(
    ("title", "rest", "found"),
    [
        ("Tired?", "Bloating may come of a leaky gut.", ["Leaky gut syndrome"]),
        # One plain word is enough among a few places, and a doubtful word is not.
        ("Tired?", "Leaky gut syndrome is not recognised by gastroenterologists.", []),
        ("Tired?", "Leaky gut syndrome is a concept.", ["Leaky gut syndrome"]),
        ("Leaky gut syndrome: separating fact from fiction", "Read on.", []),
        ("Leaky gut syndrome. Is this for real?", "Read on.", []),
        ("Leaky gut syndrome is real", "Read on.", ["Leaky gut syndrome"]),
    ],
)
def test_an_article_that_weighs_an_illness(title: str, rest: str, found: list[str]) -> None:
    text = f"---\nlang: en\n---\n\n# {title}\n\n{LEAKY}{rest}\n"
    assert marked(DIAGNOSIS, text) == found


def test_what_is_contested_is_a_note() -> None:
    (first, second) = findings(DIAGNOSIS, f"{HEAD}You have chronic Lyme disease and adrenal fatigue.\n")
    assert (first.severity, second.severity) == ("note", "warning")


@pytest.mark.parametrize(
    ("rule", "piece"),
    [
        (REMEDY, "kava calms the nerves, "),
        (REMEDY, "take drops of chlorine dioxide "),
        (REMEDY, "Kava is here. "),
        (DIAGNOSIS, "adrenal fatigue and "),
        (DIAGNOSIS, "subluxations of the spine "),
    ],
)
def test_time_grows_with_the_text(rule: str, piece: str) -> None:
    assert growth(lambda text: findings(rule, text), lambda size: f"{HEAD}{piece * size}\n") < LINEAR
