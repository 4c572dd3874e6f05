"""Languages and countries that a configuration may name, as their standards have them."""

from __future__ import annotations

import re


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LANGUAGES = _codes(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
    ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
    lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
    pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """
)
"""ISO 639-1."""
_COUNTRIES = _codes(
    """
    ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs
    bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee
    eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm
    hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc
    li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na
    nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw
    sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to
    tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws xk ye yt za zm zw
    """
)
"""ISO 3166-1, and Kosovo as most software has it."""
_LONG = {
    "ara": "ar", "chi": "zh", "dan": "da", "deu": "de", "dut": "nl", "eng": "en", "fra": "fr", "fre": "fr",
    "ger": "de", "hin": "hi", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "nor": "no", "pol": "pl",
    "por": "pt", "rus": "ru", "spa": "es", "swe": "sv", "tur": "tr", "ukr": "uk", "zho": "zh",
}  # fmt: skip
"""Codes of three letters for languages that have one of two, which is the one to use (BCP 47)."""
_SUCH = 'it is a code of ISO 639, such as "en"'
_SHORT = 3
"""Letters of a code, which is no name."""
_WHERE = 'it is a language and a country, or a country, such as "en-GB"'


def wrong_language(text: str) -> str:
    """Return what to say of a text that names no language, or ""."""
    if _is_language(re.split("[-_]", text.lower())[0]):
        return ""
    return f'"{text}" is not a known language; {_near(_meant(text)) or _SUCH}'


def wrong_locale(text: str) -> str:
    """Return what to say of a text that names no place, or ""."""
    from medlint.reading.locales import is_place

    first, *rest = re.split("[-_]", text.strip().lower())
    country = rest[-1] if rest else first
    is_country = country in _COUNTRIES or is_place(text) or re.fullmatch("[0-9]{3}", country)
    if is_country and (not rest or _is_language(first)):
        return ""
    return f'"{text}" is not a known place; {_near(_near_locale(text)) or _WHERE}'


def _is_language(code: str) -> bool:
    return code in _LANGUAGES or (bool(re.fullmatch("[a-z]{3}", code)) and code not in _LONG)


def _near(meant: str) -> str:
    return f'did you mean "{meant}"?' if meant else ""


def _meant(text: str) -> str:
    """Return the code of a language that is called by its name, or by a longer code."""
    from medlint.vocabulary import load

    name = text.strip().lower()
    named = (code for code, entry in load("languages").items() if entry["name"].lower() == name)
    return _LONG.get(name) or next(named, "")


def _near_locale(text: str) -> str:
    """Return the nearest of the locales and names of countries that are known, or ""."""
    from difflib import get_close_matches

    from medlint.vocabulary import load

    regions = load("locales")["regions"]
    known = {name: name.title() for names in regions.values() for name in names if len(name) > _SHORT}
    known |= {code.lower(): code for code in regions}
    near = get_close_matches(text.strip().lower().replace("_", "-"), known, 1, 0.7)
    return known[near[0]] if near else ""
