# ruff: noqa: E501 - one text a line
"""Disclaimers and help sections in French, and what only sounds like one.

All were written for these tests before the patterns were, after reading how sites in France, Belgium,
Switzerland and Quebec word theirs. The letters are those of `test_traps.py`.
"""

import pytest
from foreign import check_disclaimer, check_help, check_near, check_no_help

SUBJECT = pytest.mark.xfail(strict=True, reason="only the subject, tablets, tells it from a disclaimer")
PART = pytest.mark.xfail(strict=True, reason="one of its components is worded in a way that no pattern knows")
HEADING = pytest.mark.xfail(
    strict=True, reason="the heading names neither whom to ask nor that these are warning signs"
)

# fmt: off
DISCLAIMERS = [
    ("avertissement", "INC", "## Avertissement\n\nCet article est fourni à titre informatif et ne remplace pas une consultation médicale. En cas de doute, demandez conseil à votre médecin ou à votre pharmacien."),
    ("avis-dun-medecin", "INC", "Les informations de ce site sont générales et ne sauraient remplacer l'avis d'un médecin. Parlez-en à votre médecin traitant."),
    ("substituer", "IN", "**Avertissement :** le contenu de cette page est purement informatif et ne se substitue pas à l'avis d'un professionnel de santé."),
    ("mention-legale", "INL", "## Avertissement médical\n\nLes contenus sont publiés à des fins d'information et ne constituent pas un avis médical. L'éditeur décline toute responsabilité quant à leur utilisation."),
    ("en-aucun-cas", "NC", "Ces conseils ne peuvent en aucun cas se substituer à un examen médical. Consultez votre médecin si les douleurs persistent."),
    ("attention-note", "NC", "**À noter :** ce texte ne remplace pas le diagnostic d'un médecin. N'hésitez pas à consulter un professionnel de santé."),
    ("tutoiement", "NC", "Je ne suis pas médecin et cet article ne remplace pas une consultation. Parles-en à ton médecin."),
    ("quebec", "INC", "L'information présentée sur ce site est de nature générale. Elle ne remplace en aucun cas l'avis d'un professionnel de la santé. Si vous avez des questions, adressez-vous à votre médecin, à votre infirmière ou à votre pharmacien."),
    ("urgence-fr", "NCE", "**Attention :** cette fiche ne remplace pas l'avis de votre médecin. Consultez votre médecin si vous avez un doute. En cas d'urgence, appelez le 15 ou le 112."),
    ("urgence-qc", "INE", "Ce contenu est offert à titre d'information et ne constitue pas un avis médical. En cas d'urgence, composez le 911."),
    ("urgence-ch", "NE", "Cet article ne remplace pas une visite chez le médecin. En cas d'urgence vitale, appelez le 144."),
    ("belgique", "INC", "La présente brochure donne une information générale. Elle ne se substitue en rien à la consultation de votre médecin généraliste; contactez votre médecin en cas de question."),
    ("pas-autodiagnostic", "NC", "N'utilisez pas ces informations pour établir un diagnostic ou pour vous soigner vous-même. Demandez l'avis d'un médecin."),
    ("ne-pose-pas", "IN", "Cet outil fournit des informations générales. Il ne pose pas de diagnostic et ne prescrit pas de traitement."),
    ("test", "NC", "Le résultat de ce test n'est pas un diagnostic. Parlez-en avec votre médecin ou un psychologue."),
    ("vocation", "IN", "Ce site a une vocation informative et n'a pas pour but de remplacer le suivi d'un médecin."),
    ("pedagogique", "IN", "Contenu à visée pédagogique uniquement : il ne peut être considéré comme un avis médical."),
    ("psy", "NCE", "Les textes de ce blog ne remplacent pas une psychothérapie. Si vous allez mal, adressez-vous à un psychologue ou à votre médecin. En cas de détresse, appelez le 3114 ou le 15."),
    ("nutrition", "INC", "Les menus sont donnés à titre indicatif. Ils ne remplacent pas les conseils d'un diététicien. Consultez un diététicien si vous souffrez d'une maladie."),
    ("kine", "NC", "Ces exercices ne remplacent pas une séance de kinésithérapie. Si la douleur augmente, consultez un kinésithérapeute ou un médecin."),
    ("pharmacie", "INC", "Ce résumé est informatif et ne remplace ni la notice ni le conseil de votre pharmacien. Lisez la notice et demandez conseil à votre pharmacien."),
    ("grossesse", "INC", "Toutes ces informations sont d'ordre général. Elles ne remplacent pas le suivi par votre sage-femme ou votre gynécologue. Au moindre doute, contactez votre sage-femme."),
    ("complement", "INP", "Ce produit n'est pas destiné à diagnostiquer, traiter, guérir ou prévenir une maladie. Le contenu est informatif et ne remplace pas l'avis d'un médecin."),
    ("ia", "IN", "Texte rédigé à l'aide d'une intelligence artificielle, à titre purement informatif. Il ne s'agit pas d'un avis médical."),
    ("video", "IN", "Cette vidéo est réalisée à des fins éducatives et ne doit pas être considérée comme un conseil médical."),
    ("relation", "NR", "L'utilisation de ce site ne crée pas de relation médecin-patient. Rien de ce qui est publié ici ne constitue un conseil médical."),
    ("chacun", "INCV", "Chaque personne est différente. Ces informations sont générales et ne remplacent pas l'évaluation d'un médecin; discutez-en avec votre médecin."),
    ("evolution", "INCU", "Les connaissances médicales évoluent sans cesse. Ce document est un guide général et ne remplace pas la consultation chez votre médecin. Interrogez votre médecin."),
    ("liste", "INCE", "## Important\n\n- À titre d'information uniquement.\n- Ne remplace pas un avis médical.\n- Demandez conseil à votre médecin ou à votre pharmacien.\n- En cas d'urgence, appelez le 112."),
    ("sans-accents", "INC", "Avertissement : ces informations sont donnees a titre informatif et ne remplacent pas une consultation medicale. Consultez votre medecin."),
    ("rappel", "NC", "Rappel : aucun article ne peut remplacer la visite chez le médecin. En cas de doute, consultez votre médecin."),
    ("hopital", "INC", "Les pages de notre hôpital offrent une information générale aux patients. Elles ne remplacent pas les indications de votre équipe soignante. Posez vos questions à votre médecin ou à votre infirmière."),
    ("podcast", "IN", "Ce podcast est proposé à des fins d'information et de divertissement; il ne saurait se substituer aux conseils d'un professionnel de santé."),
    ("italique", "IN", "*Les informations contenues ici sont à visée éducative et ne remplacent pas le jugement d'un médecin.*"),
    ("veterinaire", "N", "Cet article ne remplace pas la visite chez le vétérinaire."),
    ("completer", "NC", "Ce que vous lisez ici est conçu pour compléter, et non remplacer, la relation entre le patient et son médecin. Consultez votre médecin."),
    ("ne-pas-retarder", "NCD", "Ce site ne fournit pas de conseils médicaux. Ne négligez jamais l'avis de votre médecin et ne tardez pas à consulter à cause de ce que vous avez lu ici. Consultez votre médecin."),
    ("livre", "NL", "L'auteur décline toute responsabilité. Ce livre ne donne pas de conseils médicaux."),
    ("avant-dagir", "IC", "**Remarque :** ces informations sont générales. Avant toute décision, prenez l'avis d'un professionnel de santé."),
    ("nous-ne-sommes", "NC", "Nous ne sommes pas médecins. Ce contenu reflète notre expérience et n'est pas un avis médical. Consultez votre médecin."),
    ("indicatif", "IN", "Valeurs indicatives, à titre informatif : elles ne dispensent pas d'une consultation médicale."),
    ("calculateur", "IN", "Le calculateur donne une estimation à titre informatif et ne remplace pas le jugement clinique d'un professionnel."),
    ("reference", "IN", "Information de référence, sans valeur de diagnostic ni de prescription. Elle ne saurait remplacer une consultation."),
    ("forum", "NC", "Les messages du forum viennent de particuliers. Ils ne constituent pas des avis médicaux. Vérifiez auprès de votre médecin ou de votre pharmacien."),
    ("dentaire", "IN", "Cette page d'information générale ne dispense pas d'une visite chez le dentiste."),
]
NEAR = [
    "**Avertissement :** nous ne sommes pas responsables du contenu des liens externes.",
    "## Avertissement\n\nCet article contient des liens affiliés. Si vous achetez par leur biais, nous touchons une commission.",
    "**Note :** ce site utilise des cookies pour mesurer sa fréquentation.",
    "**Note :** ceci n'est pas un conseil financier ni juridique.",
    "Beaucoup de sites écrivent : « cet article ne remplace pas une consultation médicale », puis donnent des doses.",
    "De nombreux sites affirment que leur contenu ne remplace pas un avis médical.",
    "Ce n'est pas seulement de l'information : cela peut remplacer la visite chez le médecin.",
    "Le miel remplace le sucre dans le thé.",
    "Un bon matelas ne remplace pas le mouvement.",
    "Le chirurgien remplace la hanche abîmée par une prothèse.",
    "Le médecin peut remplacer le médicament par un autre.",
    "La chaleur ne remplace pas l'exercice, dit la kinésithérapeute.",
    "Parlez à votre médecin avant de commencer à faire du sport.",
    "Pour des informations générales sur le stationnement, appelez l'hôpital.",
    "En cas d'urgence, appelez le 15.",
    "**Note :** tenez l'étirement pendant dix secondes.",
    "Une consultation médicale n'est pas nécessaire pour commencer à marcher.",
    "Les antibiotiques ne traitent pas le rhume.",
    "La clinique ne propose pas de consultations médicales le dimanche.",
    "La radiographie ne sert pas à diagnostiquer une contracture.",
    "Le médecin ne pose pas toujours le diagnostic à la première visite.",
    "C'est un mythe qu'une application puisse remplacer le médecin.",
    "Le tribunal a jugé que la brochure ne constituait pas un avis médical.",
    "## Ce que doit dire un avertissement\n\nLes avocats aiment les longues phrases. Les lecteurs les sautent.",
    "Consultez un médecin si la douleur dure plus de six semaines.",
    "Ne remplacez pas vos comprimés par des plantes sans demander à votre médecin.",
]
LISTE = "- la douleur s'aggrave\n- le bras est engourdi\n- vous avez une forte fièvre"
PHRASE = "Consultez un médecin si la douleur s'aggrave ou si le bras s'engourdit."
APPEL = f"Appelez votre médecin si vous remarquez l'un de ces signes :\n\n{LISTE}"
HELP = [
    ("Quand consulter ?", APPEL),
    ("Quand consulter un médecin ?", LISTE),
    ("Quand consulter un professionnel de santé", LISTE),
    ("Quand faut-il consulter ?", PHRASE),
    ("Quand demander de l'aide", APPEL),
    ("Quand demander un avis médical", PHRASE),
    ("Quand aller aux urgences ?", LISTE),
    ("Quand appeler le 15 ?", LISTE),
    ("Quand s'inquiéter ?", "Si la douleur vous réveille la nuit ou si vous perdez du poids, consultez votre médecin traitant."),
    ("Signes d'alerte", APPEL),
    ("Signaux d'alarme", "Devant l'un de ces signes, appelez le 15 ou le 112 :\n\n" + LISTE),
    ("Les signes qui doivent alerter", APPEL),
    ("Drapeaux rouges", APPEL),
    ("Appelez le 15 si :", LISTE),
    ("Composez le 911 si", LISTE),
    ("Consultez un médecin si :", LISTE),
    ("Consulte ton médecin si", LISTE),
    ("Prenez rendez-vous chez votre médecin si", LISTE),
    ("Consultez rapidement un médecin en cas de :", "- fièvre élevée\n- perte de force\n- trouble de la parole"),
    ("Quand voir un médecin", "Il faut consulter un médecin si vous avez de la fièvre ou si la douleur ne passe pas en six semaines."),
    ("À quel moment appeler la sage-femme ?", LISTE),
    ("Qui consulter ?", APPEL),
    ("Urgence", "Appelez le 112 si la personne est inconsciente ou si elle ne respire plus."),
    ("Est-ce grave ?", "Rarement. Un médecin doit être consulté lorsque la douleur dure plus de six semaines ou lorsque la fièvre apparaît."),
    ("Info-Santé", "Appelez Info-Santé 811 si la douleur persiste ou si vous avez de la fièvre."),
    ("Besoin d'une aide médicale ?", "Rendez-vous aux urgences si vous perdez la force d'un bras ou si vous avez du mal à respirer."),
]
NO_HELP = [
    ("Quand consulter un avocat", "Consultez un avocat si l'assurance ne paie pas ou si elle ne répond pas."),
    ("Quand consulter ?", "La question revient souvent. La réponse n'est pas simple."),
    ("Signes d'alerte", "Ces signes peuvent être graves :\n\n" + LISTE),
    ("Aide", "Écrivez-nous. Nous vous répondrons avec plaisir."),
    ("Quand demander de l'aide", "Réservez un appel avec notre équipe si la douleur continue ou si vous ne dormez plus."),
    ("Avant de commencer", "Consultez votre médecin avant de faire du sport si vous êtes enceinte ou si vous prenez des médicaments."),
    ("Quand agit le produit", "Il agit si vous le prenez tous les jours."),
    ("Chez le médecin", "Le médecin examine la nuque et demande depuis quand la douleur dure."),
    ("Pas nécessaire", "Il n'est pas nécessaire de consulter un médecin si la douleur diminue ou si vous dormez de nouveau."),
    ("Comment choisir un bon médecin", "Demandez à vos amis. Regardez les horaires et la distance."),
    ("Pas la peine", "Il n'est pas nécessaire d'aller chez le médecin si la douleur diminue ou si vous dormez de nouveau."),
]
# Written when the patterns were done; kept as they were written.
UNSEEN = [
    ("association", "IN", "L'association publie ces pages pour informer les patients de façon générale. Elles n'ont pas vocation à prendre la place d'une visite chez votre médecin."),
    ("journaliste", "NC", "L'auteure de ces lignes n'est pas médecin : rien ici ne doit être pris pour une prescription médicale. Si quelque chose vous inquiète, parlez-en à votre médecin de famille."),
    ("mutuelle", "INC", "Le blog de la mutuelle poursuit un but informatif. Ses billets ne tiennent pas lieu d'examen par un médecin; si vous souffrez, prenez rendez-vous chez votre généraliste."),
    ("court", "N", "Ne remplace pas l'accompagnement d'un professionnel."),
    ("mamans", "NC", "Nous sommes des mamans, pas des pédiatres. Nos astuces ne remplacent pas les recommandations du pédiatre de ton enfant, alors dans le doute appelle le pédiatre."),
    ("tisanes", "N", "Les tisanes dont nous parlons ne sont pas un substitut aux médicaments que vous a prescrits votre médecin."),
    ("canada", "INE", "Renseignements fournis à titre indicatif. Ils ne remplacent pas le diagnostic du personnel soignant. S'il s'agit d'une urgence, composez le 911."),
    ("appli", "IN", "Les résultats affichés par l'application sont approximatifs et purement indicatifs; ils n'équivalent en aucun cas à un diagnostic médical."),
    ("salle-de-sport", "INC", "Les séances sont montrées à titre indicatif et ne peuvent suppléer le bilan d'un kinésithérapeute. Interrogez un kinésithérapeute si vous avez mal."),
]
UNSEEN_HELP = [
    ("Quand prendre rendez-vous", "Prenez rendez-vous chez votre médecin traitant si la toux dure plus de trois semaines ou si vous maigrissez."),
    ("Les signes que quelque chose ne va pas", "N'hésitez pas à appeler les secours lorsque la douleur survient d'un coup, lorsque vous voyez double ou lorsque vous perdez de la force."),
    ("Dois-je aller chez le médecin ?", "Dans ces cas, il vaut mieux voir un médecin :\n\n" + LISTE),
    ("Est-il temps d'aller aux urgences ?", LISTE),
    ("Où trouver du soutien", "Si l'angoisse vous empêche de travailler ou si vous ne dormez plus, confiez-vous à votre médecin ou à une psychologue."),
]
UNSEEN_NEAR = [
    "**Mentions légales :** l'éditeur propose ces textes à titre d'information et n'assume aucune responsabilité quant à leur usage.",
    "La nouvelle recommandation remplace l'ancienne et donne aux médecins des conseils plus clairs.",
    pytest.param("Les comprimés ne remplacent pas la kinésithérapie, comme le montre l'étude.", marks=SUBJECT),
    "**Note :** le cabinet n'ouvre pas le mercredi; appelez d'abord la clinique.",
    "L'entreprise assure que son application ne pose pas de diagnostic.",
    "Un médecin généraliste n'est pas un spécialiste, et il vous orientera au besoin.",
    "Pour les réclamations et les informations générales, adressez-vous au service client de la pharmacie.",
]
UNSEEN_NO_HELP = [
    ("Quand aller chez le kiné ?", "Les experts en discutent depuis des années."),
    ("De l'aide à la maison", "Demandez de l'aide à vos voisins si les courses sont trop lourdes ou si vous ne pouvez rien porter."),
    ("Signes d'alerte", "Faites attention aux fourmillements, à la fièvre et aux douleurs nocturnes."),
    ("Le rôle du généraliste", "Le généraliste vous oriente lorsqu'un examen chez le spécialiste est nécessaire."),
]
# A second time, when those had been taken into account: docs/accuracy-record.md says how many were seen before corrections.
HELD_OUT = [
    ("clinique", "IN", "La clinique met ces contenus à disposition en tant qu'information générale pour les patients. Ils ne sont pas destinés à un diagnostic ou à un traitement et ne remplacent pas non plus un entretien avec votre médecin."),
    ("prof-de-yoga", "NC", "Le yoga peut accompagner un traitement médical, mais jamais le remplacer. Demande d'abord à ton médecin si ces exercices te conviennent."),
    ("regime", "NC", "**Remarque :** ce plan alimentaire ne constitue pas une recommandation médicale. En cas de maladie, consultez votre médecin avant de le suivre."),
    ("radio", "IN", "Dans notre podcast, nous partageons des connaissances générales à visée éducative. Nous ne pouvons pas donner de conseils médicaux individuels."),
    ("autorite", "INC", "La fiche fournit une information générale. Dans chaque cas particulier, elle ne remplace pas l'appréciation d'un professionnel. Adressez-vous à votre médecin pour toute question."),
    ("symptomes", "NCE", "Le vérificateur de symptômes ne donne pas de diagnostic et ne remplace pas un rendez-vous médical. Si vous vous sentez très mal, allez chez le médecin ou, en cas d'urgence, appelez le 15."),
    ("entraide", "N", "Nous parlons en tant que personnes concernées et non en tant que professionnels; notre vécu ne peut remplacer une thérapie."),
    ("officine", "INC", "Ces lignes veulent vous donner une première orientation générale et ne doivent pas être comprises comme un avis médical. Demandez conseil à votre pharmacien."),
    ("abandon", "ND", "N'arrêtez jamais un traitement prescrit à cause de ce que vous avez lu ici. Les articles ne sont pas des recommandations médicales."),
    ("une-ligne", "INL", "Données sans garantie, à titre d'information seulement; elles ne remplacent pas le médecin."),
]
HELD_OUT_HELP = [
    ("Quand faire examiner une toux ?", "Faites examiner la toux par un médecin si elle dure plus de trois semaines ou si vous crachez du sang."),
    ("Ces signes sont une urgence", "Alertez les secours dès que quelqu'un respire très mal ou s'il perd connaissance."),
    ("À partir de quand la fièvre est-elle dangereuse chez le bébé ?", "Si le bébé a moins de trois mois et plus de 38 degrés, allez tout de suite à l'hôpital. Appelez aussi le pédiatre s'il ne boit pas ou s'il est abattu."),
    ("Quand chercher du soutien", "Si tu es triste depuis des semaines ou si tu penses au suicide, appelle le 3114 ou parle à ta médecin."),
    ("Médecin ou pharmacie ?", "À la pharmacie, on vous conseille pour les petits maux. Il faut aller chez le médecin si la plaie suppure ou si la fièvre apparaît."),
]
HELD_OUT_NEAR = [
    "Depuis 2020, la téléconsultation remplace dans certains cabinets la visite sur place.",
    "Le bracelet d'activité sert à motiver et ne mesure pas toujours bien le pouls.",
    "La notice informe de façon générale sur les effets indésirables.",
    "Aucun traitement n'aide tout le monde de la même façon.",
    "**Astuce :** demandez un générique à la pharmacie, il coûte moins cher.",
    "Autrefois les guérisseurs donnaient des conseils; aujourd'hui, ce sont les médecins qui posent le diagnostic.",
]
HELD_OUT_NO_HELP = [
    ("Ce que fait le médecin", "La médecin demande d'abord ce qui vous gêne, puis elle palpe le ventre."),
    ("Quand reprendre le travail", "Vous pouvez reprendre le travail quand la fièvre est tombée ou quand vous vous sentez en forme."),
    ("Notre aide", "Contactez notre équipe si vous voulez connaître notre programme ou si vous avez des questions sur le prix."),
    ("Préparer la visite chez le médecin", "Notez vos questions et apportez la liste de vos médicaments."),
]
# Written last of all: nothing was changed after it, and what is missed is marked.
LAST = [
    ("peau", "NC", "Une photo ne peut pas remplacer l'œil d'un dermatologue. Montrez les taches étranges à un médecin : prenez rendez-vous chez votre dermatologue."),
    ("cancer", "INC", "Les textes de la ligue résument des informations générales. Ils ne sont pas un substitut aux conseils de votre équipe soignante. Parlez de vos questions à votre oncologue."),
    ("voyage", "IC", "**Note :** ces conseils de voyage sont des recommandations générales à titre d'information. Consultez votre médecin avant le départ."),
    ("medicament", "N", "Ce résumé ne dit pas si un médicament vous convient et ne remplace pas le conseil de votre pharmacien."),
    ("sport", "NL", "Vous participez à vos risques. Nos vidéos ne remplacent pas un traitement de kinésithérapie."),
    ("naissance", "INE", "Nous donnons des informations générales sur la naissance. Cette page ne remplace pas votre sage-femme. En cas d'urgence, appelez le 112."),
    ("auteur", "NC", "L'auteur n'est pas médecin. Son vécu ne constitue pas un conseil médical; demandez toujours à votre médecin."),
    ("lexique", "IN", "Le lexique a une visée éducative. Merci de ne pas l'utiliser pour vous diagnostiquer vous-même."),
]
LAST_MISSED = {"naissance"}
LAST_HELP = [
    ("Quand aller chez le dentiste", "Si la douleur bat, s'il y a de la fièvre ou si la joue est enflée, allez chez le dentiste le jour même."),
    pytest.param("Soyez attentif à ceci", "Consultez un médecin si un grain de beauté grandit ou s'il saigne.", marks=HEADING),
    pytest.param("Attention à ces symptômes", "Appelez une ambulance si le visage tombe ou si la parole est confuse.", marks=HEADING),
    pytest.param("Quand nous conseillons de consulter", "Nous conseillons de consulter un médecin si la diarrhée dure plus de trois jours ou si vous ne buvez presque plus.", marks=HEADING),
    ("En crise ? Voici de l'aide", "Une ligne d'écoute répond jour et nuit. Appelez le 3114 si vous n'en pouvez plus ou si vous pensez au suicide."),
    pytest.param("Que faire en cas d'hémorragie", "Composez le 144 si le sang ne s'arrête pas ou si vous avez des vertiges.", marks=HEADING),
    pytest.param("Quand faut-il examiner l'enfant ?", LISTE, marks=HEADING),
]
LAST_NEAR = [
    "Qui marche souvent peut se passer de certains comprimés, dit le médecin.",
    "Le cabinet n'est pas responsable des objets perdus.",
    "Après l'opération, une attelle remplace le plâtre.",
    "Le test a un but préventif et c'est le médecin qui le fait.",
    "Informez-vous de façon générale sur les vaccins avant de partir.",
    "« Ne remplace pas le médecin », dit la boîte, et pourtant elle promet de guérir.",
]
LAST_NO_HELP = [
    ("Quand la pommade aide", "La pommade aide si elle est appliquée en couche fine ou si elle pénètre bien."),
    ("Reprendre le sport", "Recommencez quand plus rien ne fait mal et quand vous dormez bien."),
    ("La visite chez le kiné", "Vous y apprendrez des exercices à refaire chez vous."),
    ("Aides techniques", "Un oreiller aide si l'ancien est trop haut ou si vous dormez sur le côté."),
]
# What practices of naturopathy, osteopathy, hypnosis and the like say of themselves; the last are near misses.
PRACTICES = [
    ("en-substitution", "N", "La naturopathie vient en complément d'un suivi médical, jamais en substitution. Le praticien n'est pas habilité à établir un diagnostic."),
    ("complementaire", "N", "L'hypnose est une approche complémentaire et non un remplacement des soins de votre médecin."),
    ("sans-sy-substituer", "N", "La réflexologie agit en complément de la médecine, sans s'y substituer."),
    ("pas-medecin", "N", "Le sophrologue n'est pas médecin : il ne pose pas de diagnostic et ne prescrit aucun médicament."),
    ("pas-un-medecin", "N", "La naturopathe n'est pas un médecin, ne pose pas de diagnostic et ne prescrit pas de médicaments. Vous ne devez pas arrêter un traitement sans l'avis de votre médecin."),
    ("vocation-de-la-pratique", "N", "La naturopathie n'a pas pour vocation de remplacer la médecine."),
    ("mes-conseils", "N", "Mes conseils ne se substituent pas à ceux de votre médecin traitant, seul habilité à poser un diagnostic."),
    ("valeur", "N", "Ce questionnaire n'a pas valeur de diagnostic."),
    ("alternative", "N", "Cette méthode n'est pas une alternative au traitement médical."),
    ("en-rien", "IN", "Les données de cet article sont fournies à titre d'information et ne constituent en rien une prescription."),
    ("recommandations", "IC", "Ces recommandations restent générales. Demandez conseil à votre sage-femme pour votre situation."),
    ("referent", "INC", "Les informations de cette page sont générales et ne remplacent pas un avis médical. En cas de maladie grave, votre médecin reste votre interlocuteur principal."),
    ("cadre", "N", "## Cadre déontologique\n\nLe shiatsu ne remplace pas un suivi médical. Il se pratique dans le respect de la personne et de son rythme."),
]
PRACTICES_NEAR = [
    "Non, le shiatsu est accessible sans ordonnance médicale. Vous pouvez prendre rendez-vous en ligne.",
    "L'ostéopathie n'est pas une médecine mais un ensemble de techniques manuelles.",
    "La technique ne fait pas mal et ne demande pas de médicament.",
    "Les compléments alimentaires ne doivent pas se substituer à une alimentation variée.",
    "Votre médecin est à l'écoute de son interlocuteur.",
    "N'arrêtez jamais votre traitement sans l'avis de votre médecin.",
    "Ce médicament n'est pas délivré sans une ordonnance.",
    "Il n'y a pas d'alternative à la marche pour garder de bonnes jambes.",
]
PRACTICES_HELP = [
    ("Quand demander de l'aide ?", "Si les insomnies durent depuis des mois ou vous épuisent, une consultation peut vous aider à comprendre ce qui se passe."),
    ("Quand prendre rendez-vous", "Prenez rendez-vous rapidement si la douleur dure ou si la fièvre monte."),
    ("Quand s'inquiéter ?", "Consultez si la fièvre dépasse 39 °C ou si l'enfant refuse de boire."),
    ("Les signes qui doivent vous alerter", "- une perte de force\n- une fièvre\n\nDans ces cas, appelez le 15."),
    ("Les signes qui imposent une consultation", "- une perte de poids\n- des saignements\n\nParlez-en sans tarder à votre médecin."),
    ("Faut-il consulter ?", "Oui, si la toux dure plus de trois semaines ou si vous crachez du sang : voyez votre médecin."),
    ("Symptômes : quand faut-il s'alarmer ?", "Appelez le 15 si un côté du corps faiblit ou si la parole est troublée."),
    ("Les cas où il faut consulter", "Prenez rendez-vous avec votre médecin si la douleur vous réveille la nuit ou si vous maigrissez."),
    ("Où joindre un médecin la nuit", "Appelez le 116 117 si la fièvre monte ou si vous vomissez."),
    ("Quand et où consulter un spécialiste", "Voyez un neurologue si les crises reviennent ou si la vue se trouble."),
    ("Mieux vaut consulter si", "- la douleur ne passe pas\n- vous avez de la fièvre"),
]
PRACTICES_NO_HELP = [
    ("Prêt à prendre rendez-vous ?", "[Contactez-nous](contact.html)"),
    ("Besoin d'un rendez-vous ?", "[Prendre rendez-vous](rendez-vous.html)"),
    ("Le shiatsu pour vos besoins", "Voici les situations pour lesquelles une consultation peut vous aider :\n\n- la fatigue\n- le stress\n- les douleurs"),
    ("Ostéopathe ou kinésithérapeute ?", "Le premier travaille sur tout le corps, le second sur les muscles. Selon votre motif, l'un ou l'autre vous aidera."),
    ("Quel praticien pour quel motif ?", "Votre kinésithérapeute pourra agir sur :\n\n- les entorses\n- les suites d'une opération\n- la marche"),
    ("Précautions", "- **Réactions** : certaines personnes sont allergiques à l'ail.\n- **Avis d'un professionnel** : en cas de doute, consultez un professionnel de santé avant d'incorporer l'ail à vos repas."),
]
# fmt: on


@pytest.mark.parametrize(
    ("names", "text"),
    [
        *(pytest.param(*row[1:], id=row[0]) for row in (*DISCLAIMERS, *UNSEEN, *HELD_OUT, *PRACTICES)),
        *(pytest.param(*row[1:], id=row[0], marks=PART if row[0] in LAST_MISSED else ()) for row in LAST),
    ],
)
def test_a_disclaimer(names: str, text: str) -> None:
    check_disclaimer("fr", names, text)


@pytest.mark.parametrize("text", [*NEAR, *UNSEEN_NEAR, *HELD_OUT_NEAR, *LAST_NEAR, *PRACTICES_NEAR])
def test_no_disclaimer(text: str) -> None:
    check_near("fr", text)


@pytest.mark.parametrize(
    ("heading", "body"), [*HELP, *UNSEEN_HELP, *HELD_OUT_HELP, *LAST_HELP, *PRACTICES_HELP]
)
def test_a_help_section(heading: str, body: str) -> None:
    check_help("fr", heading, body)


@pytest.mark.parametrize(
    ("heading", "body"), [*NO_HELP, *UNSEEN_NO_HELP, *HELD_OUT_NO_HELP, *LAST_NO_HELP, *PRACTICES_NO_HELP]
)
def test_no_help_section(heading: str, body: str) -> None:
    check_no_help("fr", heading, body)
