# ruff: noqa: E501 - one text a line
"""Disclaimers and help sections in Spanish, and what only sounds like one.

All were written for these tests before the patterns were, after reading how sites in Spain, Mexico and
Argentina word theirs. The letters are those of `test_traps.py`.
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
    ("aviso-medico", "INC", "## Aviso médico\n\nEste artículo tiene fines informativos y no sustituye la consulta con su médico. Ante cualquier duda, consulte a un profesional de la salud."),
    ("descargo", "INCD", "## Descargo de responsabilidad\n\nLa información de este sitio es solo para fines educativos. No reemplaza el consejo, el diagnóstico ni el tratamiento médico. Busque siempre el consejo de su médico. No ignore el consejo médico ni retrase la consulta por algo que haya leído aquí."),
    ("nota-negrita", "NC", "**Nota:** este contenido no sustituye la opinión de un médico. Consulta siempre con tu médico o farmacéutico."),
    ("importante", "IN", "**Importante:** la información es de carácter general y no constituye asesoramiento médico."),
    ("aviso-legal", "INL", "## Aviso legal\n\nLos contenidos son meramente informativos y en ningún caso sustituyen el diagnóstico de un profesional sanitario. No nos hacemos responsables del uso que se haga de ellos."),
    ("orientativo", "INC", "Este texto es orientativo y no pretende reemplazar la atención médica. Si tiene síntomas, acuda a su centro de salud."),
    ("voseo", "NC", "Esto no reemplaza una consulta médica. Si tenés dudas, consultá a tu médico de cabecera."),
    ("tuteo-blog", "NC", "No soy médico y nada de lo que escribo aquí es un consejo médico. Habla con tu doctora antes de cambiar nada."),
    ("no-pretende", "IN", "El contenido de esta página se ofrece con fines informativos y divulgativos. No pretende ser un sustituto del consejo médico profesional."),
    ("ministerio", "INC", "La información que ofrece este portal es general y está dirigida a la ciudadanía. En ningún momento debe reemplazar el consejo de un profesional sanitario; pregunte a su médico o enfermera."),
    ("emergencia-es", "NCE", "**Atención:** esta guía no sustituye la valoración de un médico. Pida cita con su médico de familia. En caso de emergencia, llame al 112."),
    ("emergencia-mx", "INE", "Este artículo es solo informativo y no sustituye una consulta médica. En caso de emergencia, llama al 911."),
    ("emergencia-ar", "INE", "El material es de divulgación y no reemplaza la consulta con un profesional. Ante una emergencia, llamá al 107."),
    ("automedicacion", "NC", "No utilice esta información para diagnosticar o tratar un problema de salud. Consulte a su médico."),
    ("no-diagnostica", "IN", "Esta herramienta ofrece información general. No realiza diagnósticos ni prescribe tratamientos."),
    ("autodiagnostico", "NC", "El resultado de este test no es un diagnóstico. Solo un profesional puede darlo: coméntelo con su psicólogo o su médico."),
    ("no-debe-usarse", "IN", "La información contenida en este folleto es educativa y no debe utilizarse como base para un diagnóstico ni como sustituto de un tratamiento."),
    ("psicologia", "NCE", "Los textos de este blog no sustituyen la psicoterapia. Si lo está pasando mal, busque ayuda profesional. Si está en crisis, llame al 024 o al 112."),
    ("nutricion", "INC", "Los menús son una orientación general. No reemplazan el consejo de un nutricionista ni de un médico. Consulte con su dietista si tiene alguna enfermedad."),
    ("fisioterapia", "NC", "Los ejercicios no sustituyen un tratamiento de fisioterapia. Si el dolor aumenta, acuda a un fisioterapeuta o a su médico."),
    ("farmacia", "INC", "Este resumen es informativo y no reemplaza el prospecto ni el consejo de su farmacéutico. Lea el prospecto y consulte al farmacéutico."),
    ("embarazo", "INC", "Toda la información es de carácter general. No sustituye los controles con su matrona o su ginecólogo. Ante cualquier duda, contacte con su matrona."),
    ("suplementos", "INP", "Este producto no está destinado a diagnosticar, tratar, curar o prevenir ninguna enfermedad. El contenido es informativo y no sustituye el consejo de un médico."),
    ("ia", "IN", "Texto generado con ayuda de inteligencia artificial, con fines exclusivamente informativos. No constituye una opinión médica."),
    ("video", "IN", "Este video es únicamente con fines educativos y no debe considerarse consejo médico."),
    ("relacion", "NR", "El uso de este sitio no crea una relación médico-paciente. Nada de lo publicado constituye asesoría médica."),
    ("cada-persona", "INCV", "Cada persona es diferente. Esta información es general y no sustituye la evaluación de un médico, así que hable con su médico sobre su caso."),
    ("actualizacion", "INCU", "Los conocimientos médicos cambian continuamente. Este documento es una guía general y no reemplaza la consulta con su doctor. Pregunte a su doctor."),
    ("lista", "INCE", "## Nota importante\n\n- Solo con fines informativos.\n- No sustituye la atención médica.\n- Consulte a su médico o farmacéutico.\n- En una emergencia, llame al 112."),
    ("sin-tildes", "INC", "Aviso: esta informacion es solo informativa y no sustituye la consulta medica. Consulte a su medico."),
    ("recuerde", "NC", "Recuerde: ningún artículo puede sustituir la visita al médico. Si tiene dudas, pregunte a su médico."),
    ("hospital", "INC", "Las páginas de este hospital dan información general a pacientes y familias. No reemplazan las indicaciones de su equipo médico. Consulte a su equipo médico si algo no le queda claro."),
    ("podcast", "IN", "El podcast es para fines de información y entretenimiento; no reemplaza el consejo de profesionales de la salud."),
    ("cursiva", "IN", "*La información aquí contenida es de carácter divulgativo y no sustituye el criterio de un médico.*"),
    ("veterinario", "N", "Este artículo no sustituye la consulta con un veterinario."),
    ("bajo-ningun", "IN", "Bajo ningún concepto esta información general pretende sustituir la relación con su médico."),
    ("complementar", "NC", "Lo que lea aquí debe complementar, nunca sustituir, la relación entre el paciente y su médico. Consulte con su médico."),
    ("no-suspenda", "NCD", "Esta página no ofrece consejo médico. No suspenda su tratamiento ni posponga la consulta con su médico por lo que haya leído aquí. Consulte a su médico."),
    ("no-nos-responsab", "NL", "El autor no asume responsabilidad alguna. Este libro no proporciona asesoramiento médico."),
    ("antes-de-actuar", "IC", "**Aviso:** la información es general. Antes de tomar cualquier decisión, consulte a un profesional sanitario."),
    ("salud-mexico", "NC", "La información no reemplaza la orientación de tu médico; si tienes molestias, acude a tu unidad de salud."),
    ("no-somos", "NC", "No somos médicos. Este contenido refleja nuestra experiencia y no es consejo médico. Acuda a su médico."),
    ("a-titulo", "IN", "Se publica a título informativo. No se trata de una recomendación médica."),
    ("calculadora", "IN", "La calculadora da una estimación orientativa y no sustituye el juicio clínico de un profesional."),
    ("referencia", "IN", "Contenido de referencia: no reemplaza la evaluación presencial de un especialista."),
]
NEAR = [
    "**Descargo de responsabilidad:** no somos responsables del contenido de enlaces externos.",
    "## Aviso\n\nEste artículo contiene enlaces de afiliado. Si compra a través de ellos, recibimos una comisión.",
    "**Aviso:** este sitio utiliza cookies para medir las visitas.",
    "**Nota:** esto no es asesoramiento financiero ni legal.",
    "Muchas páginas dicen: «esta información no sustituye la consulta médica», y luego dan dosis.",
    "Muchos sitios afirman que su contenido no reemplaza el consejo médico.",
    "Esto no es solo información: puede sustituir la visita al médico.",
    "La miel sustituye al azúcar en el té.",
    "Un buen colchón no sustituye al ejercicio.",
    "El cirujano sustituye la cadera dañada por una prótesis.",
    "El médico puede sustituir el medicamento por otro.",
    "El calor no reemplaza el movimiento, dice la fisioterapeuta.",
    "Hable con su médico antes de empezar a hacer ejercicio.",
    "Para información general sobre el aparcamiento, llame al hospital.",
    "En caso de emergencia, llame al 112.",
    "**Nota:** mantenga el estiramiento durante diez segundos.",
    "No hace falta una consulta médica para empezar a caminar.",
    "Los antibióticos no tratan el resfriado.",
    "La clínica no ofrece consultas médicas los domingos.",
    "La radiografía no se utiliza para diagnosticar una contractura.",
    "El médico no siempre hace el diagnóstico en la primera visita.",
    "Es un mito que una aplicación pueda sustituir al médico.",
    "El tribunal dictaminó que el folleto no constituye consejo médico.",
    "## Qué debe decir un descargo de responsabilidad\n\nA los abogados les gustan las frases largas. Los lectores se las saltan.",
    "Acuda al médico si el dolor dura más de seis semanas.",
    "No sustituya sus pastillas por hierbas sin consultar a su médico.",
]
LISTA = "- el dolor empeora\n- el brazo está dormido\n- tiene fiebre alta"
FRASE = "Acuda al médico si el dolor empeora o si el brazo se queda dormido."
LLAMADA = f"Llame a su médico si nota alguno de estos síntomas:\n\n{LISTA}"
HELP = [
    ("Cuándo acudir al médico", LISTA),
    ("¿Cuándo debo ir al médico?", LISTA),
    ("Cuándo consultar", LLAMADA),
    ("Cuándo consultar a un profesional médico", FRASE),
    ("Cuándo contactar a un profesional médico", LLAMADA),
    ("Cuándo pedir ayuda", LLAMADA),
    ("Cuándo buscar ayuda profesional", LLAMADA),
    ("Cuándo acudir a urgencias", LISTA),
    ("¿Cuándo ir a urgencias?", "Acuda a urgencias si pierde la fuerza en un brazo o si le cuesta respirar."),
    ("Signos de alarma", LLAMADA),
    ("Señales de alerta", "Ante cualquiera de estos signos, llame al 112:\n\n" + LISTA),
    ("Síntomas de alarma", LLAMADA),
    ("Llame al 112 si:", LISTA),
    ("Llama al 911 si", LISTA),
    ("Consulte a su médico si:", LISTA),
    ("Consultá a tu médico si", LISTA),
    ("Pida cita con su médico si", LISTA),
    ("Busque atención médica inmediata si", LISTA),
    ("Cuándo ver a un doctor", "Consulta a un doctor si tienes fiebre o si el dolor no mejora en seis semanas."),
    ("Cuándo llamar al pediatra", LISTA),
    ("¿Es grave?", "No suele serlo."  " Consulte al médico cuando el dolor dure más de seis semanas o cuando aparezca fiebre."),
    ("¿A quién acudir?", LLAMADA),
    ("Emergencia", "Llame al 112 si la persona está inconsciente o si no respira."),
    ("Atención urgente", "Solicite atención médica urgente si hay pérdida de fuerza o si no puede orinar."),
    ("Cuando acudir al medico", LISTA),
    ("¿Cuándo preocuparse?", "Si el dolor le despierta por la noche o si pierde peso, consulte a su médico de cabecera."),
]
NO_HELP = [
    ("Cuándo acudir a un abogado", "Acuda a un abogado si el seguro no paga o si no contesta."),
    ("Cuándo acudir al médico", "Es una pregunta frecuente. La respuesta no es sencilla."),
    ("Signos de alarma", "Estos signos pueden ser graves:\n\n" + LISTA),
    ("Ayuda", "Escríbanos. Le contestaremos con gusto."),
    ("Cuándo pedir ayuda", "Reserve una llamada con nuestro equipo si el dolor sigue o si no duerme."),
    ("Antes de empezar", "Consulte a su médico antes de hacer ejercicio si está embarazada o si toma medicamentos."),
    ("Cuándo hace efecto", "Hace efecto si lo toma todos los días."),
    ("En la consulta", "El médico examina el cuello y pregunta cuánto dura el dolor."),
    ("No hace falta", "No es necesario ir al médico si el dolor disminuye o si vuelve a dormir bien."),
    ("Cómo elegir un buen médico", "Pregunte a sus amigos. Fíjese en el horario y en la distancia."),
]
# Written when the patterns were done; kept as they were written.
UNSEEN = [
    ("asociacion", "IN", "La asociación publica estas páginas para informar a los pacientes de manera general. En modo alguno quieren ocupar el lugar de la visita a su médico."),
    ("periodista", "NC", "Quien firma no es médico: lo que se cuenta aquí no puede tomarse como una indicación médica. Si algo le preocupa, hable con el suyo, es decir, con su médico de familia."),
    ("mutua", "INC", "El blog de la mutua tiene una finalidad divulgativa. Sus entradas no suplen la exploración de un facultativo; si nota molestias, pida cita en su centro de salud."),
    ("corto", "N", "No reemplaza la atención de un profesional."),
    ("madres", "NC", "Somos madres, no pediatras. Nuestros trucos no reemplazan las indicaciones del pediatra de tu hijo, así que ante la duda llamá al pediatra."),
    ("hierbas", "N", "Las infusiones de las que hablamos no son un sustituto de los medicamentos que le haya recetado su médico."),
    ("gobierno-mx", "INE", "Información con carácter orientativo. No sustituye el diagnóstico de personal de salud. Si se trata de una urgencia, marca 911."),
    ("app", "IN", "Los resultados que muestra la aplicación son aproximados y sirven solo de orientación; en ningún caso equivalen a un diagnóstico médico."),
    ("gimnasio", "INC", "Las rutinas se muestran a título orientativo y no pueden suplir la valoración de un fisioterapeuta. Consúltelo con un fisioterapeuta si le duele."),
]
UNSEEN_HELP = [
    ("Cuándo pedir cita", "Pida cita con su médico de cabecera si la tos dura más de tres semanas o si nota que adelgaza."),
    ("Señales de que algo va mal", "No dude en llamar a emergencias cuando el dolor aparezca de golpe, cuando vea doble o cuando pierda fuerza."),
    ("¿Tengo que ir al médico?", "En estos casos conviene ir al médico:\n\n" + LISTA),
    ("¿Es hora de ir a urgencias?", LISTA),
    ("Dónde encontrar apoyo", "Si la ansiedad le impide trabajar o si ya no duerme, confíe en su médico de familia o acuda a una psicóloga."),
]
UNSEEN_NEAR = [
    "**Aviso legal:** la editorial ofrece estos textos con fines informativos y no se hace responsable de su uso.",
    "La nueva guía sustituye a la anterior y da a los médicos recomendaciones más claras.",
    pytest.param("Las pastillas no sustituyen a la fisioterapia, como muestra el estudio.", marks=SUBJECT),
    "**Nota:** la consulta no abre los miércoles; llame antes a la clínica.",
    "La empresa asegura que su aplicación no ofrece un diagnóstico médico.",
    "Un médico de familia no es un especialista, y le derivará si hace falta.",
    "Para reclamaciones e información general, diríjase al servicio de atención al cliente de la farmacia.",
]
UNSEEN_NO_HELP = [
    ("¿Cuándo ir al fisioterapeuta?", "Los expertos llevan años discutiéndolo."),
    ("Ayuda en casa", "Pida ayuda a sus vecinos si la compra pesa demasiado o si no puede cargar peso."),
    ("Señales de alarma", "Fíjese en el hormigueo, en la fiebre y en el dolor nocturno."),
    ("El papel del médico de familia", "El médico de familia le deriva cuando hace falta una prueba del especialista."),
]
# A second time, when those had been taken into account: docs/accuracy-record.md says how many were seen before corrections.
HELD_OUT = [
    ("clinica", "INP", "La clínica pone estos contenidos a su disposición como información general para pacientes. No están pensados para diagnosticar ni tratar, y tampoco sustituyen una conversación con su médico."),
    ("profesora-yoga", "NC", "El yoga puede acompañar un tratamiento médico, pero nunca reemplazarlo. Consultá antes con tu médica si los ejercicios son para vos."),
    ("dieta", "NC", "**Nota:** este plan de comidas no constituye una recomendación médica. Si padece alguna enfermedad, consulte a su médico antes de seguirlo."),
    ("radio", "IN", "En nuestro pódcast compartimos conocimientos generales con fines divulgativos. No podemos dar consejos médicos individuales."),
    ("autoridad", "INC", "La ficha ofrece información general. En cada caso concreto no reemplaza la valoración de un profesional. Diríjase a su centro de salud si tiene preguntas."),
    ("sintomas", "NCE", "El evaluador de síntomas no da un diagnóstico ni sustituye una cita médica. Si se encuentra muy mal, vaya al médico o, en una emergencia, llame al 112."),
    ("autoayuda", "N", "Hablamos como afectados y no como profesionales; nuestras vivencias no pueden sustituir una terapia."),
    ("botica", "INC", "Estas líneas quieren darle una primera orientación general y no deben entenderse como asesoramiento médico. Pida consejo a su farmacéutico."),
    ("abandono", "ND", "Por favor, no abandone ningún tratamiento recetado por algo que haya leído aquí. Los artículos no son recomendaciones médicas."),
    ("una-linea", "INL", "Datos sin garantía, solo a título informativo; no sustituyen al médico."),
]
HELD_OUT_HELP = [
    ("¿Cuándo conviene que lo vea un médico?", "Pida que un médico valore la tos si dura más de tres semanas o si hay sangre."),
    ("Estos signos son una emergencia", "Avise a los servicios de emergencia en cuanto alguien respire con mucha dificultad o si pierde el conocimiento."),
    ("¿A partir de cuándo es peligrosa la fiebre en bebés?", "Si el bebé tiene menos de tres meses y más de 38 grados, vaya enseguida al hospital. Llame también al pediatra cuando no coma o cuando esté decaído."),
    ("Cuándo buscar apoyo", "Si llevas semanas triste o si piensas en el suicidio, llama al 024 o habla con tu médica."),
    ("¿Médico o farmacia?", "En la farmacia le aconsejan sobre molestias leves. Debe ir al médico si la herida supura o si aparece fiebre."),
]
HELD_OUT_NEAR = [
    "Desde 2020 la videoconsulta sustituye en algunas consultas a la visita presencial.",
    "La pulsera de actividad sirve para motivar y no siempre mide bien el pulso.",
    "El prospecto informa en general sobre los efectos secundarios.",
    "Ningún tratamiento ayuda a todas las personas por igual.",
    "**Consejo:** pregunte en la farmacia por un genérico, cuesta menos.",
    "Antes los curanderos daban consejos; hoy el diagnóstico lo hacen las médicas.",
]
HELD_OUT_NO_HELP = [
    ("Qué hace el médico", "Primero la médica pregunta por las molestias y luego palpa el vientre."),
    ("Cuándo puede volver al trabajo", "Puede volver al trabajo cuando no tenga fiebre o cuando se sienta con fuerzas."),
    ("Nuestra ayuda", "Contacte con nuestro equipo si quiere conocer nuestro programa o si tiene preguntas sobre el precio."),
    ("Preparar la visita al médico", "Anote sus preguntas y lleve la lista de sus medicamentos."),
]
# Written last of all: nothing was changed after it, and what is missed is marked.
LAST = [
    ("piel", "NC", "Una foto no puede reemplazar la mirada de un dermatólogo. Enseñe las manchas raras a un médico: pida cita con su dermatólogo."),
    ("cancer", "INC", "Los textos de la asociación resumen información general. No son un sustituto del consejo de su equipo médico. Hable con su oncóloga sobre sus preguntas."),
    ("viaje", "IC", "**Aviso:** estos consejos de viaje son recomendaciones generales con fines informativos. Consulte a su médico antes del viaje."),
    ("medicamento", "N", "Este resumen no dice si un medicamento es adecuado para usted y no reemplaza el consejo de su farmacéutico."),
    ("deporte", "NL", "Participa bajo su propia responsabilidad. Nuestros videos no sustituyen un tratamiento de fisioterapia."),
    ("parto", "INE", "Damos información general sobre el parto. Esta página no sustituye a su matrona. En caso de emergencia, llame al 112."),
    ("autor", "NC", "El autor no es médico. Sus vivencias no son consejos médicos; pregunte siempre a su médico."),
    ("glosario", "IN", "El glosario tiene una finalidad educativa. Por favor, no lo utilice para autodiagnosticarse."),
]
LAST_MISSED = {"deporte", "parto"}
LAST_HELP = [
    ("Cuándo ir al dentista", "Si el dolor late, si hay fiebre o si la mejilla está hinchada, debería ir al dentista ese mismo día."),
    pytest.param("Preste atención a esto", "Busque atención médica si un lunar crece o si sangra.", marks=HEADING),
    pytest.param("Cuidado con estos síntomas", "Llame a una ambulancia si la cara se cae o si no se le entiende al hablar.", marks=HEADING),
    ("Cuándo recomendamos ir al médico", "Recomendamos ir al médico si la diarrea dura más de tres días o si apenas bebe."),
    ("¿Está en crisis? Aquí hay ayuda", "El teléfono de la esperanza atiende todo el día. Llame al 024 si no puede más o si piensa en el suicidio."),
    pytest.param("Qué hacer ante una hemorragia", "Llame al 911 si la sangre no para o si se marea.", marks=HEADING),
    pytest.param("¿Cuándo hay que examinar al niño?", LISTA, marks=HEADING),
]
LAST_NEAR = [
    "Quien camina a menudo puede prescindir de algunas pastillas, dice el médico.",
    "La consulta no se hace responsable de los objetos perdidos.",
    "Tras la operación, una férula sustituye al yeso.",
    "La prueba tiene fines preventivos y la hace el médico.",
    "Infórmese en general sobre las vacunas antes de viajar.",
    "«No sustituye al médico», pone en la caja, y aun así promete curar.",
]
LAST_NO_HELP = [
    ("Cuándo ayuda la pomada", "La pomada ayuda si se aplica en capa fina o si se absorbe bien."),
    ("Volver al deporte", "Vuelva a empezar cuando ya no le duela nada y cuando duerma bien."),
    ("La visita al fisioterapeuta", "Allí aprenderá ejercicios que repetirá en casa."),
    ("Ayudas técnicas", "Una almohada ayuda si la vieja es demasiado alta o si duerme de lado."),
]
# Written after reading pages of psychologists, midwives and clinics that the patterns had not met.
LATER = [
    ("senales", "N", "Las siete señales que verás a continuación no son un diagnóstico, sino una ayuda para decidir."),
    ("lo-que-sigue", "INC", "Lo que sigue es información, no un diagnóstico: eso solo puede darlo un profesional que te conozca."),
    ("preguntas", "NC", "Estas preguntas no son un diagnóstico. Si respondes que sí a varias, habla con tu psicóloga."),
    ("sin-valor", "NC", "Este test no tiene valor diagnóstico; consulta a un psicólogo para una evaluación."),
    ("facultad", "INC", "Este artículo es meramente informativo; no tenemos facultad para hacer un diagnóstico ni para recetar. Te invitamos a acudir a un psicólogo."),
    ("indicado-por", "N", "Estos consejos no reemplazan el tratamiento indicado por tu médico."),
    ("solo-tu-medico", "IC", "Este artículo es informativo. Solo tu médico puede decidir qué tratamiento necesitas."),
    ("indicado", "IC", "La información es general. El tratamiento debe ser indicado por un médico."),
    ("valoracion", "IC", "La información es general. Cada caso requiere una valoración individual por un especialista."),
    ("supervision", "IC", "La información es general. No tome suplementos sin la supervisión de su médico."),
    ("datos", "IN", "Los datos que se ofrecen son orientativos y no deben utilizarse para autodiagnosticarse ni automedicarse."),
]
LATER_HELP = [
    ("Cuándo buscar ayuda", "Si la tristeza dura más de dos semanas o si dejas de salir con tus amigos, merece la pena pedir ayuda. La terapia suele durar unos meses."),
    ("¿Cuándo ir a terapia?", "Conviene empezar terapia si el miedo te impide viajar o si duermes mal desde hace semanas."),
    ("¿Cuándo buscar terapia de pareja?", "Es recomendable buscar terapia de pareja cuando:\n\n- las discusiones son diarias\n- cada cual vive por su lado"),
    ("¿Cuándo deja de ser normal el cansancio?", "Si el cansancio dura más de un mes o si aparece con fiebre, consulta a tu médico."),
    ("Buscando ayuda", "Si te cuesta respirar o si sientes que vas a desmayarte, hablar con un profesional de la salud es un buen paso."),
    ("¿Y si no mejora?", "Si en dos semanas no mejora o si el dolor aumenta, pide cita con tu médico."),
    ("Si necesitas ayuda ahora", "Llama al 024 si piensas en hacerte daño o si no puedes más."),
    ("Cuándo no debes esperar", "Acude a urgencias si tienes dolor de pecho o si te desmayas."),
    ("Cuándo llevar al niño a urgencias", "Llévelo a urgencias si respira con dificultad o si está muy decaído."),
    ("¿Necesito ir al psicólogo?", "Si llevas semanas sin dormir o si has dejado de ver a tus amigos, un psicólogo puede ayudarte."),
    ("Cómo saber si necesitas terapia", "Si llevas semanas sin dormir o si has dejado de ver a tus amigos, es hora de pedir ayuda."),
    ("¿Cuándo puede ayudar la terapia familiar?", "La terapia familiar es útil cuando:\n\n- hay discusiones a diario\n- alguien ha dejado de comer"),
    ("El momento de consultar", "Si el dolor vuelve cada noche o si pierdes peso, es el momento de consultar a tu médico."),
]
LATER_NEAR = [
    "Las señales que envía tu cuerpo no son un problema.",
    "El EMDR es una terapia reconocida, no una moda.",
    "Es una guía para padres, no un manual de castigos.",
]
LATER_NO_HELP = [
    ("¿Cómo se diagnostica?", "Para saberlo, su profesional de la salud puede usar:\n\n- un análisis de sangre\n- una radiografía"),
    ("¿Cómo se detecta?", "El profesional de la salud puede:\n\n- Preguntar acerca de su historia clínica\n- Examinar los oídos"),
    ("Primeros pasos", "Mientras piensas en buscar apoyo profesional, aquí tienes dos técnicas:\n\n- respira despacio\n- camina un rato"),
    ("Cuando la terapia termina", "La terapia acaba cuando se cumplen los objetivos o cuando ya no hace falta."),
    ("El miedo", "Si sus preguntas no importan, los profesionales no escuchan. Hace falta un apoyo que vaya más allá de lo médico cuando hay miedo."),
    ("¿Cuándo conviene la terapia de frío?", "El frío conviene si hay hinchazón o si el golpe es reciente."),
    ("Pide ayuda en casa", "Pide ayuda a tu pareja cuando estés cansada o cuando el bebé no duerma."),
]
# fmt: on


@pytest.mark.parametrize(
    ("names", "text"),
    [
        *(pytest.param(*row[1:], id=row[0]) for row in (*DISCLAIMERS, *UNSEEN, *HELD_OUT, *LATER)),
        *(pytest.param(*row[1:], id=row[0], marks=PART if row[0] in LAST_MISSED else ()) for row in LAST),
    ],
)
def test_a_disclaimer(names: str, text: str) -> None:
    check_disclaimer("es", names, text)


@pytest.mark.parametrize("text", [*NEAR, *UNSEEN_NEAR, *HELD_OUT_NEAR, *LAST_NEAR, *LATER_NEAR])
def test_no_disclaimer(text: str) -> None:
    check_near("es", text)


@pytest.mark.parametrize(("heading", "body"), [*HELP, *UNSEEN_HELP, *HELD_OUT_HELP, *LAST_HELP, *LATER_HELP])
def test_a_help_section(heading: str, body: str) -> None:
    check_help("es", heading, body)


@pytest.mark.parametrize(
    ("heading", "body"), [*NO_HELP, *UNSEEN_NO_HELP, *HELD_OUT_NO_HELP, *LAST_NO_HELP, *LATER_NO_HELP]
)
def test_no_help_section(heading: str, body: str) -> None:
    check_no_help("es", heading, body)
