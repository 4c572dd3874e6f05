from hypothesis import given, settings
from hypothesis import strategies as st

from medlint.parse.prose import ProseBuilder, plain
from medlint.source import Span


def test_white_space_collapses_and_keeps_its_place():
    text = "  Call\u00a0 999\n\tnow. "
    prose = plain(text, 0, len(text))
    assert prose.text == "Call 999 now."
    at = prose.text.index("999")
    assert prose.span(at, at + 3) == Span(8, 11)
    at = prose.text.index("now")
    assert text[slice(*prose.span(at, at + 3))] == "now"


def test_an_entity_maps_as_a_whole():
    text = "A&amp;E now"
    builder = ProseBuilder(text)
    builder.add(0, 1)
    builder.put("&", Span(1, 6))
    builder.add(6, len(text))
    prose = builder.build()
    assert prose.text == "A&E now"
    assert text[slice(*prose.span(0, 3))] == "A&amp;E"
    assert text[slice(*prose.span(1, 2))] == "&amp;"


def test_soft_hyphens_are_not_visible():
    text = "informa\u00adtional"
    prose = plain(text, 0, len(text))
    assert prose.text == "informational"
    assert prose.span(0, 13) == Span(0, 14)


@settings(max_examples=100)
@given(st.text(alphabet=" \n\t\u00a0\u00adab&", max_size=40), st.integers(0, 40))
def test_each_visible_character_is_the_one_in_the_source(text, cut):
    builder = ProseBuilder(text)
    builder.add(0, min(cut, len(text)))
    builder.add(min(cut, len(text)), len(text))
    prose = builder.build()
    assert prose.text == " ".join(text.replace("\u00ad", "").split())
    for index, character in enumerate(prose.text):
        span = prose.span(index, index + 1)
        assert 0 <= span.start < span.end <= len(text)
        if character != " ":
            assert text[slice(*span)] == character
        else:
            assert text[slice(*span)].isspace()


def test_what_is_visible_of_a_source_range():
    text = "Call\u00a0 999\n\tnow, A&amp;E is open."
    builder = ProseBuilder(text)
    builder.add(0, text.index("&"))
    builder.put("&", Span(text.index("&"), text.index("E is")))
    builder.add(text.index("E is"), len(text))
    prose = builder.build()
    assert prose.text == "Call 999 now, A&E is open."
    for start in range(len(prose.text)):
        for end in range(start + 1, len(prose.text) + 1):
            assert prose.within(prose.span(start, end)) == prose.text[start:end]
    assert prose.within(Span(0, len(text))) == prose.text
    assert prose.within(Span(2, 2)) == prose.within(Span(len(text), len(text) + 9)) == ""
    assert plain("", 0, 0).within(Span(0, 3)) == ""
    # Half an entity shows all that it stands for.
    assert prose.within(Span(text.index("amp"), text.index("E is"))) == "&"
