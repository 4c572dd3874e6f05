# ruff: noqa: E501 - one text a line
"""Disclaimers and help sections in German, and what only sounds like one.

All were written for these tests before the patterns were, after reading how sites in Germany, Austria
and Switzerland word theirs. The letters are those of `test_traps.py`.
"""

import pytest
from foreign import article, check_disclaimer, check_help, check_near, check_no_help

SUBJECT = pytest.mark.xfail(strict=True, reason="only the subject, tablets, tells it from a disclaimer")
PART = pytest.mark.xfail(strict=True, reason="one of its components is worded in a way that no pattern knows")
HEADING = pytest.mark.xfail(
    strict=True, reason="the heading names neither whom to ask nor that these are warning signs"
)

# fmt: off
DISCLAIMERS = [
    ("hinweis-fett", "NC", "**Hinweis:** Dieser Artikel ersetzt keine ärztliche Beratung. Wenden Sie sich bei Beschwerden an Ihre Hausärztin oder Ihren Hausarzt."),
    ("ueberschrift-hinweis", "INC", "## Medizinischer Hinweis\n\nDie Inhalte dienen ausschließlich der allgemeinen Information und ersetzen nicht den Besuch beim Arzt. Fragen Sie bei Unsicherheit Ihren Arzt oder Apotheker."),
    ("haftungsausschluss", "INL", "## Haftungsausschluss\n\nAlle Angaben dienen nur zu Informationszwecken und stellen keine medizinische Beratung dar. Wir übernehmen keine Haftung für Schäden, die aus der Nutzung entstehen."),
    ("wichtiger-hinweis", "IN", "## Wichtiger Hinweis\n\nDieser Beitrag enthält nur allgemeine Hinweise und darf nicht zur Selbstdiagnose oder Selbstbehandlung verwendet werden. Er kann einen Arztbesuch nicht ersetzen."),
    ("apothekenblatt", "INC", "Dieser Text gibt allgemeine Auskunft und ist kein Ersatz für das Gespräch in der Apotheke oder beim Arzt. Lassen Sie sich bei anhaltenden Schmerzen ärztlich beraten."),
    ("keine-diagnose", "NC", "Wir stellen keine Diagnosen und geben keine Therapieempfehlungen. Bitte konsultieren Sie bei gesundheitlichen Fragen immer einen Arzt."),
    ("keinesfalls", "IN", "Die Informationen auf dieser Website dürfen auf keinen Fall als Ersatz für eine professionelle Beratung oder Behandlung durch ausgebildete Ärzte angesehen werden; sie sind allgemeiner Natur."),
    ("nicht-anfangen", "NC", "*Der Inhalt dieser Seite kann und darf nicht verwendet werden, um eigenständig Diagnosen zu stellen oder Behandlungen anzufangen. Suchen Sie bei Beschwerden einen Arzt auf.*"),
    ("disclaimer-kurz", "IN", "**Disclaimer:** Nur zur Information, keine medizinische Beratung."),
    ("du-blog", "NC", "**Wichtig:** Ich bin keine Ärztin, und dieser Beitrag ersetzt keinen Arztbesuch. Wenn du dir unsicher bist, frag bitte deine Ärztin."),
    ("du-coach", "NC", "Meine Tipps ersetzen weder eine Therapie noch einen Besuch beim Arzt. Sprich mit deinem Arzt, bevor du etwas änderst."),
    ("wir-keine-beratung", "NC", "Bitte beachten Sie: Wir dürfen keine individuelle medizinische Beratung anbieten. Dafür ist Ihr behandelnder Arzt da; wenden Sie sich bitte an ihn oder an Ihre Apotheke."),
    ("kasse", "INC", "Unsere Gesundheitsinformationen bieten einen allgemeinen Überblick. Sie können die persönliche Beratung durch medizinisches Fachpersonal nicht ersetzen. Bitte sprechen Sie mit Ihrer Ärztin oder Ihrem Arzt."),
    ("klinik", "IN", "Die auf diesen Seiten bereitgestellten Informationen sind allgemeiner Art und ersetzen weder Untersuchung noch Diagnose durch eine approbierte Ärztin oder einen approbierten Arzt."),
    ("notfall", "NCE", "**Achtung:** Dieses Angebot ersetzt keine ärztliche Untersuchung. Bei anhaltenden Beschwerden gehen Sie bitte zum Arzt. Im Notfall wählen Sie die 112."),
    ("notfall-at", "INE", "Die Inhalte dieser Seite dienen der allgemeinen Information und sind kein Ersatz für eine ärztliche Diagnose. In Notfällen rufen Sie bitte sofort die Rettung unter 144."),
    ("schweiz", "INC", "## Disclaimer\n\nDie Angaben dienen ausschliesslich zu Informationszwecken und ersetzen nicht die persönliche Beratung durch eine Ärztin oder einen Arzt. Bei gesundheitlichen Beschwerden konsultieren Sie bitte eine Fachperson."),
    ("nicht-zoegern", "ND", "Missachten Sie nie ärztlichen Rat und zögern Sie einen Arztbesuch nicht hinaus, weil Sie hier etwas gelesen haben. Nichts auf dieser Seite ist als medizinischer Rat zu verstehen."),
    ("verzoegern", "NCD", "Dieser Text ist keine ärztliche Empfehlung. Sie sollten aufgrund der hier gelesenen Informationen niemals eine Behandlung abbrechen oder einen Arztbesuch aufschieben. Fragen Sie Ihren Hausarzt."),
    ("physio", "INC", "Die Übungen dienen der allgemeinen Orientierung. Sie ersetzen keine Physiotherapie. Bei Schmerzen sollten Sie einen Arzt oder Physiotherapeuten aufsuchen."),
    ("psyche", "NCE", "Die Inhalte ersetzen keine Psychotherapie. Wenn es Ihnen schlecht geht, wenden Sie sich an eine Psychotherapeutin oder an Ihren Hausarzt. In einer akuten Krise wählen Sie bitte den Notruf 112."),
    ("heilmittel", "NC", "Nahrungsergänzungsmittel sind kein Thema für Selbstversuche. Dieser Artikel stellt keine Heilaussage dar und ersetzt nicht den Rat eines Arztes. Bitte klären Sie die Einnahme mit Ihrem Arzt ab."),
    ("rezepte", "IN", "Die Rezepte dienen der Inspiration und Information. Sie sind nicht als medizinischer Ratschlag gedacht und kein Ersatz für eine Ernährungsberatung."),
    ("ki", "IN", "Dieser Text wurde mit Hilfe von KI erstellt und dient nur der allgemeinen Information. Er ist keine Diagnose und keine Behandlungsempfehlung."),
    ("app", "NP", "Die App ist kein Medizinprodukt und nicht dazu bestimmt, Krankheiten zu diagnostizieren oder zu behandeln. Sie ersetzt nicht den Arzt."),
    ("rechner", "IN", "Das Ergebnis dieses Rechners ist ein allgemeiner Richtwert zur Information und ersetzt keine ärztliche Abklärung."),
    ("test", "NC", "Dieser Selbsttest kann keine Diagnose stellen. Besprechen Sie das Ergebnis mit Ihrer Ärztin oder Ihrem Arzt."),
    ("forum", "NC", "Beiträge in unserem Forum sind Erfahrungen von Laien und keine medizinischen Ratschläge. Fragen Sie im Zweifel Ihren Arzt oder Ihre Apothekerin."),
    ("ratgeber", "INCU", "Das medizinische Wissen ist ständig im Wandel. Dieser Ratgeber informiert allgemein und kann das Gespräch mit dem Arzt nicht ersetzen. Holen Sie im Zweifel ärztlichen Rat ein."),
    ("hebamme", "INC", "Alle Texte sind als allgemeine Information gedacht. Sie ersetzen keine Betreuung durch Ihre Hebamme oder Frauenärztin. Bei Fragen rufen Sie Ihre Hebamme an."),
    ("zahn", "IN", "Diese Seite bietet Basisinformationen und ersetzt nicht die Untersuchung durch Ihren Zahnarzt."),
    ("liste", "INCE", "## Bitte beachten\n\n- Nur zur allgemeinen Information.\n- Kein Ersatz für eine ärztliche Behandlung.\n- Fragen Sie Ihren Arzt oder Apotheker.\n- Im Notfall: 112 anrufen."),
    ("ohne-umlaut", "INC", "Hinweis: Die Inhalte dienen nur der Information und ersetzen keine aerztliche Beratung. Bitte fragen Sie Ihren Hausarzt."),
    ("passiv", "NC", "Die Angaben ersetzen keine ärztliche Behandlung. Bei Fragen sollte immer ein Arzt konsultiert werden."),
    ("individuell", "INV", "Jeder Körper ist anders. Unsere Artikel informieren allgemein und sind nicht auf Ihre persönliche Situation zugeschnitten; sie stellen keine medizinische Empfehlung dar."),
    ("verlag", "INL", "Die Ratschläge in diesem Buch wurden sorgfältig geprüft, dennoch kann keine Garantie übernommen werden. Sie bieten keinen Ersatz für kompetenten medizinischen Rat und dienen allein der Information."),
    ("fuss", "IN", "*© Nackenwissen. Die Inhalte dienen der Information und ersetzen keine ärztliche Diagnose oder Therapie.*"),
    ("tier", "N", "Dieser Beitrag ersetzt nicht den Besuch beim Tierarzt."),
    ("infoblatt", "INC", "Dieses Merkblatt soll informieren. Es kann das ärztliche Gespräch nicht ersetzen. Wenn Sie Fragen haben, wenden Sie sich an Ihr Behandlungsteam."),
    ("beipackzettel", "NC", "Die Übersicht ersetzt nicht die Packungsbeilage und nicht die Beratung in der Apotheke. Zu Risiken und Nebenwirkungen lesen Sie die Packungsbeilage und fragen Sie Ihre Ärztin, Ihren Arzt oder in Ihrer Apotheke."),
    ("quelle-grenzen", "IC", "**Hinweis:** Die Informationen sind allgemeiner Natur. Bitte suchen Sie bei konkreten Beschwerden ärztlichen Rat."),
    ("kein-verhaeltnis", "NR", "Die Nutzung dieser Seite begründet kein Arzt-Patienten-Verhältnis. Es handelt sich nicht um eine medizinische Beratung."),
    ("gendern", "NC", "Dieser Beitrag ersetzt keine Behandlung durch Ärzt:innen. Bei Beschwerden wende dich an deine Hausärzt*in."),
    ("vorher-fragen", "NC", "Die Tipps ersetzen nicht die Rücksprache mit Ihrem Arzt. Bevor Sie Medikamente absetzen, sprechen Sie mit Ihrem Arzt."),
    ("bildung", "IN", "Dieses Video dient reinen Bildungszwecken und stellt keinen medizinischen Rat dar."),
]
NEAR = [
    "**Haftungsausschluss:** Für die Inhalte externer Links übernehmen wir keine Haftung.",
    "## Haftungsausschluss\n\nDieser Beitrag enthält Affiliate-Links. Wenn Sie darüber kaufen, erhalten wir eine Provision.",
    "**Hinweis:** Diese Website verwendet Cookies, um die Nutzung zu messen.",
    "**Hinweis:** Dieser Artikel ist keine Anlageberatung und keine Rechtsberatung.",
    "Viele Seiten schreiben: „Dieser Artikel ersetzt keinen Arztbesuch“, und geben dann doch Ratschläge.",
    "Auf vielen Websites steht, dass die Inhalte keine ärztliche Beratung ersetzen.",
    "Das ist nicht nur Information, sondern ersetzt auch den Arztbesuch.",
    "Honig ersetzt Zucker im Tee, und Hafer ersetzt Weizen.",
    "Ein neues Kissen ersetzt keine Bewegung.",
    "Beim künstlichen Hüftgelenk wird das kranke Gelenk durch eine Prothese ersetzt.",
    "Die Kasse ersetzt die Kosten der ärztlichen Behandlung im Ausland nicht immer.",
    "Der Arzt ersetzt das Medikament durch ein anderes.",
    "Wärme ist kein Ersatz für Bewegung, sagt die Physiotherapeutin.",
    "Sprechen Sie mit Ihrem Arzt, bevor Sie mit dem Training anfangen.",
    "Allgemeine Informationen zum Parken erhalten Sie an der Pforte; rufen Sie die Klinik an.",
    "Im Notfall rufen Sie die 112.",
    "**Hinweis:** Halten Sie die Dehnung zehn Sekunden lang.",
    "Eine ärztliche Untersuchung ist nicht nötig, bevor Sie mit dem Gehen beginnen.",
    "Antibiotika behandeln keine Erkältung.",
    "Die Klinik bietet am Wochenende keine ärztliche Beratung an.",
    "Ein Röntgenbild dient nicht der Diagnose einer Muskelzerrung.",
    "Der Arzt stellt die Diagnose nicht immer beim ersten Besuch.",
    "Es ist ein Irrtum, dass eine App den Arzt ersetzt.",
    "Das Gericht entschied, dass die Broschüre keine ärztliche Beratung darstellt.",
    "## Was in einen Haftungsausschluss gehört\n\nAnwälte mögen lange Sätze. Leser überspringen sie.",
    "Bei Beschwerden, die länger als sechs Wochen dauern, gehen Sie zum Arzt.",
]
LISTE = "- die Schmerzen werden stärker\n- der Arm fühlt sich taub an\n- Sie haben hohes Fieber"
SATZ = "Gehen Sie zum Arzt, wenn die Schmerzen stärker werden oder wenn der Arm taub wird."
RUF = f"Wenden Sie sich an Ihre Hausärztin, wenn Sie eines davon bemerken:\n\n{LISTE}"
HELP = [
    ("Wann zum Arzt?", LISTE),
    ("Wann sollten Sie zum Arzt gehen?", LISTE),
    ("Wann Sie ärztlichen Rat einholen sollten", SATZ),
    ("Wann muss ich mit Nackenschmerzen zum Arzt?", SATZ),
    ("Ab wann zur Ärztin?", LISTE),
    ("Wann sollte man einen Arzt aufsuchen?", "Bei folgenden Anzeichen sollten Sie einen Arzt aufsuchen:\n\n" + LISTE),
    ("Wann ist ein Arztbesuch nötig?", RUF),
    ("Warnzeichen", RUF),
    ("Alarmzeichen", "Bei diesen Zeichen rufen Sie sofort den Notruf 112:\n\n" + LISTE),
    ("Rote Flaggen", RUF),
    ("Rufen Sie sofort den Notruf 112, wenn", LISTE),
    ("Sofort die 112 rufen bei:", "- plötzlicher Lähmung\n- Atemnot\n- Brustschmerzen"),
    ("Wann in die Notaufnahme?", LISTE),
    ("Wann professionelle Hilfe suchen?", RUF),
    ("Wann Sie sich Hilfe holen sollten", RUF),
    ("Hier bekommen Sie Hilfe", "Wählen Sie die 116117, wenn die Schmerzen am Wochenende unerträglich werden. Rufen Sie 112, wenn der Arm plötzlich gelähmt ist."),
    ("Wann du zum Arzt gehen solltest", "Geh zum Arzt, wenn die Schmerzen schlimmer werden oder wenn dein Arm taub wird."),
    ("Wann wird es gefährlich?", "Wenn die Schmerzen in den Arm ausstrahlen oder wenn Fieber dazukommt, suchen Sie bitte einen Arzt auf."),
    ("Wann muss mein Kind zum Kinderarzt?", LISTE),
    ("Ärztliche Hilfe suchen", "Lassen Sie die Beschwerden ärztlich abklären, wenn sie länger als sechs Wochen anhalten oder immer wiederkommen."),
    ("Notfall", "Rufen Sie in Österreich die Rettung unter 144, wenn jemand bewusstlos ist oder nicht mehr atmet."),
    ("Bei diesen Symptomen zum Arzt", LISTE),
    ("Arzt aufsuchen", "Bei anhaltendem Fieber, Taubheit im Arm oder starken Schmerzen sollten Sie umgehend ärztliche Hilfe in Anspruch nehmen."),
    ("Wann zum Hausarzt, wann zum Facharzt?", SATZ),
    ("Wann sollte ich meine Hebamme anrufen?", LISTE),
    ("Wann in die Arztpraxis?", "Vereinbaren Sie einen Termin bei Ihrem Hausarzt, falls das Kribbeln bleibt oder falls die Kraft nachlässt."),
]
NO_HELP = [
    ("Wann zum Anwalt?", "Gehen Sie zum Anwalt, wenn die Versicherung nicht zahlt oder wenn sie schweigt."),
    ("Wann zum Arzt?", "Viele Menschen fragen sich das. Die Antwort ist nicht einfach."),
    ("Warnzeichen", "Diese Zeichen können ernst sein:\n\n" + LISTE),
    ("Hilfe", "Schreiben Sie uns. Wir antworten gern."),
    ("Wann Hilfe suchen?", "Buchen Sie ein Gespräch mit unserem Team, wenn die Schmerzen bleiben oder wenn Sie nicht schlafen."),
    ("Vor dem Training", "Sprechen Sie mit Ihrem Arzt, bevor Sie mit dem Training beginnen, wenn Sie schwanger sind oder Medikamente nehmen."),
    ("Wann wirkt das Mittel?", "Das Mittel wirkt, wenn Sie es regelmäßig nehmen."),
    ("Beim Arzt", "Der Arzt untersucht den Nacken und fragt, wie lange die Schmerzen schon dauern."),
    ("Nicht nötig", "Sie müssen nicht zum Arzt gehen, wenn die Schmerzen nachlassen oder wenn Sie wieder schlafen."),
    ("Den richtigen Arzt finden", "Fragen Sie Freunde. Achten Sie auf die Sprechzeiten und auf den Weg."),
]
# Written when the patterns were done; kept as they were written.
UNSEEN = [
    ("reha", "NC", "Was Sie hier lesen, kann den persönlichen Kontakt zu Ihrer behandelnden Ärztin nicht ersetzen. Haben Sie Fragen, so richten Sie diese bitte an Ihre Ärztin."),
    ("stiftung", "IN", "Unsere Stiftung möchte mit diesen Seiten aufklären und informieren. Eine Untersuchung durch medizinisches Personal wird dadurch nicht überflüssig und kann nicht ersetzt werden."),
    ("kein-arzt", "NC", "Als Journalistin gebe ich hier weder Diagnosen noch Behandlungsempfehlungen ab. Bei ernsten Problemen ist Ihr Hausarzt der richtige Ansprechpartner: Rufen Sie ihn an, also Ihren Hausarzt."),
    ("magazin", "IN", "Die Beiträge in unserem Magazin sind journalistisch aufbereitete Gesundheitsinformationen allgemeiner Art. Eine ärztliche Beratung oder Behandlung können sie nicht ersetzen."),
    ("eltern", "INC", "Liebe Eltern, dieser Überblick dient nur zur Orientierung. Er tritt nicht an die Stelle einer kinderärztlichen Untersuchung. Im Zweifel stellen Sie Ihr Kind bitte in der Kinderarztpraxis vor."),
    ("kräuter", "NC", "Heilpflanzen sind kein Ersatz für vom Arzt verordnete Medikamente. Sprechen Sie die Anwendung mit Ihrer Apotheke ab."),
    ("bund", "IN", "Ziel dieser Website ist es, Bürgerinnen und Bürger allgemein zu informieren. Sie soll und kann die fachkundige medizinische Beratung nicht ersetzen."),
    ("kurz", "N", "Kein Ersatz für den Besuch bei Ärztin oder Arzt."),
    ("app-schweiz", "INCE", "Die Auskünfte dieser App sind allgemein gehalten und ersetzen keine ärztliche Konsultation. Kontaktieren Sie bei Unklarheiten Ihre Hausärztin. Bei Lebensgefahr wählen Sie die Nummer 144."),
]
UNSEEN_HELP = [
    ("Wann Sie medizinische Hilfe brauchen", "Zögern Sie nicht, Ihre Ärztin anzurufen, falls das Fieber nach drei Tagen nicht sinkt oder falls neue Beschwerden auftreten."),
    ("Alarmsignale bei Kopfschmerzen", "Wählen Sie den Notruf, wenn der Schmerz schlagartig einsetzt, wenn Sie doppelt sehen oder wenn ein Arm schwach wird."),
    ("Muss ich damit zum Arzt?", "In diesen Fällen ist ein Termin in der Hausarztpraxis sinnvoll:\n\n" + LISTE),
    ("Wann ist es Zeit für die Notaufnahme?", LISTE),
    ("Unterstützung finden", "Wenn die Angst den Alltag bestimmt oder wenn Sie nicht mehr schlafen, vertrauen Sie sich Ihrem Hausarzt oder einer Psychotherapeutin an."),
]
UNSEEN_NEAR = [
    "**Rechtlicher Hinweis:** Die Angaben wurden nach bestem Wissen zusammengestellt und dienen der allgemeinen Information; eine Haftung ist ausgeschlossen.",
    "Die neue Leitlinie ersetzt die alte und gibt Ärztinnen genauere Empfehlungen.",
    pytest.param("Tabletten ersetzen keine Physiotherapie, das zeigt auch die Studie.", marks=SUBJECT),
    "**Hinweis:** Die Sprechstunde findet nicht am Mittwoch statt; rufen Sie die Praxis vorher an.",
    "Die Krankenkasse schreibt, dass ihre App keine Diagnose stellt.",
    "Ein Hausarzt ist kein Facharzt und überweist Sie bei Bedarf weiter.",
    "Für Reklamationen und allgemeine Informationen wenden Sie sich an den Kundendienst der Apotheke.",
]
UNSEEN_NO_HELP = [
    ("Wann zum Physiotherapeuten?", "Darüber streiten die Fachleute seit Jahren."),
    ("Hilfe im Haushalt", "Bitten Sie Ihre Nachbarn um Hilfe, wenn der Einkauf zu schwer ist oder wenn Sie nicht tragen dürfen."),
    ("Warnzeichen", "Achten Sie auf Taubheit, auf Fieber und auf Schmerzen in der Nacht."),
    ("Die Rolle des Hausarztes", "Der Hausarzt stellt Überweisungen aus, wenn eine Untersuchung beim Facharzt nötig ist."),
]
# A second time, when those had been taken into account: docs/accuracy-record.md says how many were seen before corrections.
HELD_OUT = [
    ("klinikum", "IN", "Das Klinikum stellt diese Inhalte als allgemeine Patienteninformation bereit. Für eine Diagnose oder Behandlung sind sie nicht gedacht und auch kein Ersatz für ein Gespräch mit Ihrem Arzt."),
    ("yoga-lehrerin", "NC", "Yoga kann eine medizinische Behandlung unterstützen, aber niemals ersetzen. Kläre bitte vorher mit deiner Ärztin, ob die Übungen für dich passen."),
    ("ernährung", "NC", "**Hinweis:** Dieser Ernährungsplan stellt keine medizinische Empfehlung dar. Personen mit Vorerkrankungen sollten ihn nur nach Rücksprache mit ihrem Arzt anwenden: Fragen Sie Ihren Arzt."),
    ("radio", "IN", "In unserem Podcast teilen wir allgemeines Wissen. Individuelle medizinische Ratschläge können und dürfen wir nicht geben."),
    ("behörde", "INC", "Das Merkblatt vermittelt allgemeine Informationen. Es ersetzt im Einzelfall nicht die Beurteilung durch eine Fachperson. Wenden Sie sich bei Fragen an Ihre Hausarztpraxis."),
    ("symptomcheck", "NCE", "Der Symptom-Check liefert keine Diagnose und ersetzt keinen Arzttermin. Wenn Sie sich sehr krank fühlen, suchen Sie eine Ärztin auf oder rufen Sie im Notfall 112."),
    ("selbsthilfe", "N", "Wir sprechen als Betroffene und nicht als Fachleute; unsere Erfahrungen können eine Therapie nicht ersetzen."),
    ("schweizer-apotheke", "INC", "Diese Zeilen sollen Ihnen einen ersten Überblick geben und sind nicht als medizinische Beratung zu verstehen. Lassen Sie sich in Ihrer Apotheke beraten."),
    ("verweis", "ND", "Bitte brechen Sie keine ärztlich verordnete Behandlung ab, weil Sie hier etwas gelesen haben. Die Beiträge sind keine medizinischen Empfehlungen."),
    ("einzeiler", "INL", "Alle Angaben ohne Gewähr, nur zur Information und kein Ersatz für den Arzt."),
]
HELD_OUT_HELP = [
    ("Wann ärztlich abklären lassen?", "Lassen Sie den Husten ärztlich abklären, wenn er länger als drei Wochen dauert oder wenn Blut dabei ist."),
    ("Diese Anzeichen sind ein Notfall", "Alarmieren Sie den Rettungsdienst, sobald jemand schwer Luft bekommt oder das Bewusstsein verliert."),
    ("Ab wann ist Fieber bei Babys gefährlich?", "Bei Säuglingen unter drei Monaten sollten Eltern mit Fieber über 38 Grad sofort in die Kinderklinik fahren. Rufen Sie auch an, wenn das Kind nicht trinkt oder wenn es teilnahmslos wirkt: Wählen Sie die 116117."),
    ("Wann du dir Unterstützung holen solltest", "Wenn du seit Wochen traurig bist oder wenn du an Suizid denkst, ruf die Telefonseelsorge an oder sprich mit deiner Hausärztin."),
    ("Arzt oder Apotheke?", "In der Apotheke bekommen Sie Rat bei leichten Beschwerden. Zum Arzt sollten Sie gehen, wenn die Haut eitert oder wenn Fieber dazukommt."),
]
HELD_OUT_NEAR = [
    "Seit 2020 ersetzt die Videosprechstunde in manchen Praxen den Besuch vor Ort.",
    "Ein Fitnessarmband dient der Motivation und misst den Puls nicht immer genau.",
    "Der Beipackzettel informiert allgemein über Nebenwirkungen.",
    "Keine Behandlung hilft allen Menschen gleich gut.",
    "**Tipp:** Fragen Sie in der Apotheke nach einem Generikum, es kostet weniger.",
    "Früher gaben Heiler Ratschläge, heute stellen Ärztinnen die Diagnose.",
]
HELD_OUT_NO_HELP = [
    ("Was der Arzt macht", "Zuerst fragt die Ärztin nach den Beschwerden, dann tastet sie den Bauch ab."),
    ("Wann Sie wieder arbeiten können", "Sie können wieder arbeiten, wenn das Fieber weg ist oder wenn Sie sich kräftig fühlen."),
    ("Unser Hilfsangebot", "Melden Sie sich bei unserem Team, wenn Sie unser Programm kennenlernen möchten oder wenn Sie Fragen zum Preis haben."),
    ("Arztbesuch vorbereiten", "Schreiben Sie Ihre Fragen auf und nehmen Sie die Liste Ihrer Medikamente mit."),
]
# Written last of all: nothing was changed after it, and what is missed is marked.
LAST = [
    ("haut", "NC", "Ein Foto kann den Blick einer Hautärztin nicht ersetzen. Zeigen Sie auffällige Stellen einer Ärztin: Vereinbaren Sie einen Termin bei Ihrer Hautärztin."),
    ("krebs", "INC", "Die Texte der Krebsgesellschaft geben den allgemeinen Stand wieder. Sie sind kein Ersatz für die Beratung durch Ihr Behandlungsteam. Sprechen Sie es auf Ihre Fragen an, etwa Ihre Onkologin."),
    ("reise", "IC", "**Hinweis:** Diese Reisetipps sind allgemeine Empfehlungen zur Information. Lassen Sie sich vor der Reise ärztlich beraten."),
    ("medikament", "N", "Diese Übersicht gibt keine Auskunft darüber, ob ein Medikament für Sie geeignet ist, und ersetzt nicht den Rat Ihres Apothekers."),
    ("sport", "NL", "Das Mitmachen geschieht auf eigene Gefahr. Unsere Videos ersetzen keine physiotherapeutische Behandlung."),
    ("geburt", "INE", "Wir informieren allgemein über die Geburt. Für medizinische Fragen ist diese Seite kein Ersatz für Ihre Hebamme. Im Notfall rufen Sie die 112."),
    ("autor", "NC", "Der Autor ist kein Mediziner. Seine Erfahrungen sind keine ärztlichen Ratschläge; fragen Sie immer Ihren Arzt."),
    ("lexikon", "IN", "Unser Lexikon dient der allgemeinen Bildung. Bitte nutzen Sie es nicht zur Selbstdiagnose."),
]
LAST_MISSED = {"krebs", "lexikon"}
LAST_HELP = [
    ("Wann zum Zahnarzt?", "Bei pochenden Schmerzen, Fieber oder einer dicken Backe sollten Sie noch am selben Tag in die Zahnarztpraxis gehen."),
    pytest.param("Hier sollten Sie aufmerksam werden", "Suchen Sie ärztliche Hilfe, wenn ein Muttermal wächst oder wenn es blutet.", marks=HEADING),
    pytest.param("Vorsicht bei diesen Anzeichen", "Rufen Sie den Rettungsdienst, wenn das Gesicht hängt oder wenn die Sprache verwaschen ist.", marks=HEADING),
    ("Wann wir zum Arztbesuch raten", "Wir raten zum Arztbesuch, wenn der Durchfall länger als drei Tage dauert oder wenn Sie kaum noch trinken."),
    ("Krise? Hier gibt es Hilfe", "Die Telefonseelsorge hilft rund um die Uhr. Rufen Sie die Telefonseelsorge an, wenn Sie nicht mehr weiterwissen oder wenn Sie an Suizid denken."),
    pytest.param("Was tun bei starker Blutung?", "Wählen Sie 144, wenn die Blutung nicht aufhört oder wenn Ihnen schwindlig wird.", marks=HEADING),
    pytest.param("Wann sollte das Kind untersucht werden?", LISTE, marks=HEADING),
]
LAST_NEAR = [
    "Wer regelmäßig geht, kann auf manche Tablette verzichten, sagt der Arzt.",
    "Die Praxis übernimmt keine Haftung für Garderobe.",
    "Nach der Operation ersetzt ein Gips die Schiene.",
    "Der Test dient der Vorsorge und wird vom Arzt gemacht.",
    "Informieren Sie sich allgemein über Impfungen, bevor Sie reisen.",
    "„Kein Ersatz für den Arzt“ steht auf der Packung, und trotzdem verspricht sie Heilung.",
]
LAST_NO_HELP = [
    ("Wann die Salbe hilft", "Die Salbe hilft, wenn sie dünn aufgetragen wird oder wenn sie gut einzieht."),
    ("Rückkehr zum Sport", "Beginnen Sie wieder, wenn nichts mehr weh tut und wenn Sie gut schlafen."),
    ("Der Besuch beim Physiotherapeuten", "Dort lernen Sie Übungen, die Sie zu Hause wiederholen."),
    ("Hilfsmittel", "Ein Nackenkissen hilft, wenn das alte zu hoch ist oder wenn Sie auf der Seite schlafen."),
]
# What pages of practices, parents' guides and nutrition sites word in ways that none of the above does.
PAGES = [
    ("weit-weg", "INC", "*Hinweis: Dieser Artikel dient der allgemeinen Information und ersetzt keine ärztliche Beratung. Bei hohem Blutdruck besprechen Sie Ernährungsumstellungen und Trainingsempfehlungen bitte mit Ihrer Ärztin oder Ihrem Arzt.*"),
    ("fachpersonal", "NC", "Der Text ersetzt keine Psychotherapie. Wenden Sie sich bei anhaltender Belastung bitte an ärztliches oder qualifiziertes psychotherapeutisches Fachpersonal."),
    ("abklären-lassen", "NC", "Der Beitrag ersetzt keine ärztliche Beratung. Anhaltende Schwellungen sollten Sie ärztlich abklären lassen."),
    ("ruecksprache", "NC", "Dieser Ratgeber ersetzt keine Behandlung. Vor einer Fastenkur ist eine persönliche Rücksprache mit Ihrer Ärztin zwingend erforderlich."),
    ("fachstelle", "NC", "Die Hinweise ersetzen keine ärztliche oder rechtliche Beratung. Wenden Sie sich bitte an die jeweils zuständige Fachstelle."),
    ("hwg", "INC", "## Rechtlicher Hinweis gemäß HWG\n\nDie Präsentation dient ausschließlich der allgemeinen Information und ersetzt keine ärztliche Untersuchung. Klären Sie Beschwerden mit Ihrem Hausarzt ab."),
    ("abklärung-sinnvoll", "NC", "Diese Informationen können den Besuch beim Arzt nicht ersetzen. Bei Beschwerden ist eine ärztliche Abklärung sinnvoll."),
    ("keine-therapie-ersetzt", "NC", "Bitte beachte, dass dieser Artikel keine Therapie ersetzt. In einer Krise wende dich an deine Hausarztpraxis."),
    ("kein-rat", "NC", "Das ist kein medizinischer Rat, nur meine Erfahrung. Sprich mit deiner Ärztin, wenn du unsicher bist."),
]
PAGES_NEAR = [
    "Die Rücksprache mit dem Arzt gehört zum Alltag der Praxis.",
    "Ein fehlendes Gelenk wird nie ganz ersetzt, sagt die Chirurgin.",
    "Keine andere Behandlung ersetzt so viele Zähne.",
]
PAGES_HELP = [
    ("Wann sollten Sie professionelle Hilfe suchen?", f"Nicht jede Angst braucht eine Therapie. Professionelle Hilfe ist aber sinnvoll, wenn:\n\n{LISTE}"),
    ("Wann braucht es mehr?", f"Eine professionelle Abklärung ist empfehlenswert, wenn:\n\n{LISTE}"),
    ("Wann Sie handeln sollten", f"Suchen Sie umgehend Hilfe, wenn:\n\n{LISTE}"),
    ("Wann solltest du dir Unterstützung holen?", f"Hol dir Unterstützung, wenn:\n\n{LISTE}"),
    ("Wo findest du Hilfe?", "Stillberaterinnen und Hebammen stehen dir zur Seite, wenn das Anlegen weh tut oder wenn dein Baby nicht zunimmt."),
    ("Wann ist eine Untersuchung sinnvoll?", "Eine ärztliche Untersuchung ist ratsam, wenn der Knoten wächst oder wenn die Haut sich rötet."),
    ("Arztbesuch: Wann ist er nötig?", LISTE),
    ("Warnsignale", f"Diese Anzeichen sollten Sie ärztlich abklären lassen:\n\n{LISTE}"),
    ("Was tun, wenn es nicht besser wird?", "Hilft die Salbe nach einer Woche nicht, sollten Sie einen Hautarzt aufsuchen. Gehen Sie auch hin, wenn die Stelle nässt oder wenn Fieber dazukommt."),
    ("Ärztlicher Rat ist gefragt", "Wenn die Heiserkeit bleibt oder wenn das Schlucken weh tut, suchen Sie eine HNO-Praxis auf."),
    ("Hier findet ihr Hilfe", "Wendet euch an eure Kinderärztin, wenn das Kind nicht trinkt oder wenn es teilnahmslos ist."),
]
PAGES_NO_HELP = [
    ("Was wichtig ist", "Die Beziehung zum Therapeuten ist wichtig, wenn die Behandlung lange dauert oder wenn sie schwerfällt."),
    ("Nicht immer", "Eine ärztliche Behandlung ist nicht nötig, wenn Sie sich wohlfühlen oder wenn die Schmerzen nachlassen."),
    ("Wo finde ich die Praxis?", "Parkplätze stehen Ihnen zur Verfügung, wenn Sie mit dem Auto kommen oder wenn Sie nicht gut zu Fuß sind."),
    ("Tabletten", "Nehmen Sie ärztlich verordnete Tabletten weiter, wenn Sie mit dem Kurs beginnen oder wenn Sie verreisen."),
]
# fmt: on


@pytest.mark.parametrize(
    ("names", "text"),
    [
        *(pytest.param(*row[1:], id=row[0]) for row in (*DISCLAIMERS, *UNSEEN, *HELD_OUT, *PAGES)),
        *(pytest.param(*row[1:], id=row[0], marks=PART if row[0] in LAST_MISSED else ()) for row in LAST),
    ],
)
def test_a_disclaimer(names: str, text: str) -> None:
    check_disclaimer("de", names, text)


@pytest.mark.parametrize("text", [*NEAR, *UNSEEN_NEAR, *HELD_OUT_NEAR, *LAST_NEAR, *PAGES_NEAR])
def test_no_disclaimer(text: str) -> None:
    check_near("de", text)


@pytest.mark.parametrize(("heading", "body"), [*HELP, *UNSEEN_HELP, *HELD_OUT_HELP, *LAST_HELP, *PAGES_HELP])
def test_a_help_section(heading: str, body: str) -> None:
    check_help("de", heading, body)


@pytest.mark.parametrize(
    ("heading", "body"), [*NO_HELP, *UNSEEN_NO_HELP, *HELD_OUT_NO_HELP, *LAST_NO_HELP, *PAGES_NO_HELP]
)
def test_no_help_section(heading: str, body: str) -> None:
    check_no_help("de", heading, body)


def test_signs_in_a_bold_label_set_advice_apart() -> None:
    text = "**Bei anhaltender Traurigkeit:** Sie braucht professionelle Hilfe. Wenden Sie sich an Ihren Hausarzt."
    document, source = article("de", f"## Was gut tut\n\nGehen Sie spazieren.\n\n{text}", more=True)
    (block,) = document.help
    assert [source[slice(*action)] for action in block.actions] == ["Wenden Sie sich an Ihren Hausarzt"]
    tip = "**Bei jedem Wetter:** Gehen Sie eine halbe Stunde an die frische Luft."
    assert article("de", f"## Was gut tut\n\n{tip}", more=True)[0].help == ()
