"""Known mistakes, as edits of right answers."""

import pytest

from autograder.reference import mistakes as module
from autograder.reference.literate import BuildError
from autograder.reference.mistakes import Entry, Mistakes, alternatives, edited, mistakes, plain

ANSWER = """def f(x, y):
    if x:
        y = y + 1
        y = y * 2
    return x + y"""


@pytest.mark.parametrize(
    ("edit", "line", "becomes"),
    [
        ("x + y => x - y", 4, "    return x - y"),
        ("y = y + 1 => y += 1", 2, "        y += 1"),
        ("if x:\n    y = y + 1\n=>\nif y:\n    y = y - 1", 2, "        y = y - 1"),
        ("y = y + 1 =>", 2, "        y = y * 2"),
        ("... => return x", 1, "    return x"),
        ("return x + y\n=>\nif x:\n    return y", 5, "        return y"),
    ],
)
def test_an_edit_puts_the_new_in_the_place_of_the_old(edit, line, becomes):
    (made,) = edited(ANSWER, (edit,))
    assert made.split("\n")[line] == becomes


@pytest.mark.parametrize("edit", ["y => z", "nothing => z", "x + y", "x + y => x + y"])
def test_what_is_ambiguous_absent_or_no_edit_fits_nothing(edit):
    assert edited(ANSWER, (edit,)) == []


def test_edits_that_belong_together_are_made_together_or_not_at_all():
    both = ("y + 1 => y", "x + y => y")
    assert edited(ANSWER, both) == [ANSWER.replace("y + 1", "y").replace("x + y", "y")]
    assert edited(ANSWER, (*both, "nothing => z")) == []


def test_a_regular_expression_is_replaced_at_each_place_and_at_all():
    minus = edited(ANSWER, (r"re: (\w) \+ => \1 -",))
    each = [ANSWER.replace("y + 1", "y - 1"), ANSWER.replace("x + y", "x - y")]
    assert minus == [*each, ANSWER.replace("+", "-")]
    assert len(edited(ANSWER, ("re: x \\+ => x -",))) == 1
    assert edited(ANSWER, (r"re: return => returns so",)) == []


def test_alternatives_are_edits_of_their_own():
    made = alternatives("a => {b|c} + {d|e}")
    assert made == ["a => b + d", "a => b + e", "a => c + d", "a => c + e"]


def test_comments_docstrings_and_annotations_make_no_difference():
    assert plain('def f(x: int) -> int:\n    """Says."""\n    return (x)  # so') == (
        "def f(x):\n    return x"
    )


def known(*entries, answers=(ANSWER,)):
    return Mistakes("f", answers, tuple(Entry(i, f"About {i}.", e) for i, e in entries))


def test_an_edit_is_made_in_every_answer_that_it_fits():
    other = "def f(x, y):\n    return x + y"
    several = known(("minus", (("x + y => x - y",),)), answers=(ANSWER, other)).singles()
    assert [mistake.source[-5:] for mistake in several] == ["x - y", "x - y"]


def test_an_edit_that_fits_no_answer_is_named():
    with pytest.raises(BuildError, match=r"f, minus: the edit 'z => w' fits no answer"):
        known(("minus", (("z => w",),))).singles()


def test_two_mistakes_that_do_not_touch_each_other_make_a_pair():
    minus, less, none = ("x + y => x - y",), ("y + 1 => y",), ("... => return x",)
    (pair,) = known(("minus", (minus,)), ("less", (less,)), ("none", (none,))).pairs()
    assert pair.id == "minus + less"
    assert pair.hint == "Two things. First: About minus. And then: About less."
    assert pair.source == ANSWER.replace("x + y", "x - y").replace("y + 1", "y")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "ps2_mnist").mkdir()
    (tmp_path / "families").mkdir()
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    mistakes.cache_clear()
    yield tmp_path
    mistakes.cache_clear()


def found_of_exp_back(folder, own, family):
    (folder / "ps2_mnist" / "exp_back.toml").write_text(f'families = ["few"]\n{own}')
    (folder / "families" / "few.toml").write_text(family)
    found = mistakes("ps2_mnist", "exp_back").singles()
    return [(mistake.id, mistake.hint, mistake.source.split("return ")[1]) for mistake in found]


def test_a_family_is_made_wherever_it_fits(folder):
    own = '[own]\nhint = "Own."\nedits = ["grad_out * out => out"]'
    family = '[few]\nhint = "Few."\nedits = ["a => b", "... => return 1"]'
    found = found_of_exp_back(folder, own, family)
    assert found == [("own", "Own.", "out"), ("few", "Few.", "1")]


@pytest.mark.parametrize(("hint", "says"), [('hint = "Own."\n', "Own."), ("", "Few.")])
def test_a_mistake_adds_to_that_of_its_family(hint, says, folder):
    family = '[few]\nhint = "Few."\nedits = ["... => return 1"]'
    found = found_of_exp_back(folder, f'[few]\n{hint}edits = ["... => return 2"]', family)
    assert found == [("few", says, "2"), ("few", says, "1")]


def test_a_family_calls_things_as_the_answer_does(folder):
    family = """
    [names]
    upstream = 'def \\w+_back\\((\\w+)'
    missing = 'class (\\w+)'
    [few]
    hint = "Where is `{upstream}`?"
    edits = [
      're: {upstream} \\* (\\w+) => \\1', 'out => {missing}', 'grad_out * out => {{upstream}|x}'
    ]
    [none]
    hint = "Where is `{missing}`?"
    edits = ["out => x"]
    """
    found = found_of_exp_back(folder, "", family)
    hint = "Where is `grad_out`?"
    assert found == [("few", hint, made) for made in ("out", "grad_out", "x")]


def test_families_that_have_the_same_mistake_both_make_it(folder):
    (folder / "families" / "more.toml").write_text(
        '[a]\nhint = "More."\nedits = ["... => return 2"]'
    )
    text = 'families = ["few", "more"]\n'
    (folder / "ps2_mnist" / "exp_back.toml").write_text(text)
    (folder / "families" / "few.toml").write_text('[a]\nhint = "Few."\nedits = ["... => return 1"]')
    found = [(m.hint, m.source[-1]) for m in mistakes("ps2_mnist", "exp_back").singles()]
    assert found == [("Few.", "1"), ("Few.", "2")]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[a", "is no TOML"),
        ('families = ["none"]', "no family of mistakes called none"),
        ('[a]\nhint = "b"', "a: a mistake has a hint and edits"),
    ],
)
def test_a_file_that_is_wrong_is_named(text, complaint, folder):
    (folder / "ps2_mnist" / "exp_back.toml").write_text(text)
    with pytest.raises(BuildError, match=complaint):
        mistakes("ps2_mnist", "exp_back")
