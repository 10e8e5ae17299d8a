"""What students write, as pages show it: no script, no button, no name of the page's own."""

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_markdown_cell, new_notebook, new_raw_cell
from traitlets.config import Config

from autograder.platforms.nbgrader.feedback import FORMGRADER
from autograder.platforms.nbgrader.preprocessor import configure

GRADED = {"grade": True, "grade_id": "essay", "locked": False, "points": 4, "schema_version": 3,
          "solution": True, "task": False}  # fmt: skip


RUNS_OR_POSES = (
    "steal()</script>", "onerror=", "onload=", "javascript:", "data:text", "<iframe", "<form",
    "<style", "full-credit steal", "modal-backdrop", "position: fixed",
)  # fmt: skip


@pytest.fixture(scope="module")
def formgrader_page():
    """`formgrader_page(prose, student)`: formgrader's page of one answer, with our settings."""
    config = Config()
    config.HTMLExporter.extra_template_basedirs = [str(FORMGRADER)]
    configure(config)
    exporter = HTMLExporter(config=config)

    def page(prose, student="ada", kind=new_markdown_cell, attachments=None):
        cell = kind(prose, metadata={"nbgrader": GRADED})
        if attachments is not None:
            cell.attachments = nbformat.from_dict(attachments)
        notebook = nbformat.from_dict(new_notebook(cells=[cell]))
        resources = {"student": student, "notebook_id": "ps", "index": 0, "total": 1}
        return exporter.from_notebook_node(notebook, resources=resources)[0]

    return page


@pytest.mark.parametrize(
    "prose",
    [
        "![a picture](https://spy.example/pixel.png)",
        "![a picture](//spy.example/pixel.png)",
        "![a picture][1]\n\n[1]: https://spy.example/pixel.png",
        "<img alt='a picture' src='HTTPS://spy.example/pixel.png'>",
        "<img alt='a picture' src=' https://spy.example/pixel.png'>",
        "<img alt='a picture' src='x' srcset='https://spy.example/pixel.png 2x'>",
        "<p style='background: url(https://spy.example/)'>a picture</p>",
        "<p style='cursor: url(https://spy.example/), auto'>a picture</p>",
        "<p style='fill: \\75rl(https://spy.example/)'>a picture</p>",
        "<svg><rect fill='url(https://spy.example/#x)'/><text>a picture</text></svg>",
        "<svg><image href='https://spy.example/'/><text>a picture</text></svg>",
        "<svg><use href='https://spy.example/#x'/><text>a picture</text></svg>",
        "<video poster='https://spy.example/'></video>a picture",
        "<link rel=stylesheet href='https://spy.example/'>a picture",
    ],
)
def test_nothing_is_fetched_from_elsewhere(formgrader_page, prose):
    page = formgrader_page(prose)
    assert "a picture" in page
    assert "spy.example" not in page


def test_pictures_inside_the_notebook_and_links_stay(formgrader_page):
    page = formgrader_page("![dot](data:image/png;base64,AAAA) and [a page](https://example.org/)")
    assert 'src="data:image/png;base64,AAAA"' in page
    assert 'href="https://example.org/"' in page


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>steal()</script>",
        "<img src=x onerror=steal()>",
        "<a href='javascript:steal()'>read on</a>",
        "<a href='data:text/html,steal()'>read on</a>",
        "<iframe srcdoc='steal()'></iframe>",
        "<svg onload=steal()><script>steal()</script></svg>",
        "<form action='//steal()'><input name=x></form>",
        "<style>@import url(steal())</style>",
        "<p class='full-credit steal()'>Click.</p>",
        "<p class='modal-backdrop steal()'>Click.</p>",
        "<p style='position: fixed; top: 0; content: steal()'>Click.</p>",
    ],
)
def test_what_could_run_or_pose_is_left_out(formgrader_page, hostile):
    plain = formgrader_page("")
    page = formgrader_page(f"{hostile}\n\nMy *answer*.")
    assert "My <em>answer</em>." in page
    for part in RUNS_OR_POSES:
        assert page.count(part) == plain.count(part)


@pytest.mark.parametrize("name", ["essay", "essay-comment", "comment-essay"])
@pytest.mark.parametrize("prose", ["# {}", "<b id='{}'>!</b>", "<svg><g id='{}'></g></svg>"])
def test_names_of_cells_are_the_pages_own(formgrader_page, prose, name):
    ids = formgrader_page("").count(f'id="{name}"')
    assert formgrader_page(prose.format(name)).count(f'id="{name}"') == ids


def test_a_students_name_is_text(formgrader_page):
    page = formgrader_page("", student="<script>steal()</script>")
    assert "<script>steal" not in page
    assert "&lt;script&gt;steal" in page


def test_prose_code_formulas_and_drawings_stay(formgrader_page):
    page = formgrader_page(
        "$a_b$ and `x < y`\n\n```python\nif x: pass\n```\n\n"
        "<svg><marker id='tip'></marker><path d='M0 0' marker-end='url(#tip)'/></svg>"
    )
    for part in ("$a_b$", "x &lt; y", 'class="k"', 'id="tip"', "url(#tip)"):
        assert part in page


@pytest.mark.parametrize(
    "reference",
    ["![x](attachment:a.png)", "![x](attachment:)", "<img src='attachment:a.png'>",
     "![x][y]\n\n[y]: attachment:a.png", "![x](attachment:a%ZZ.png)", "![x](<attachment:a b.png>)"],
)  # fmt: skip
@pytest.mark.parametrize("attachments", [None, {}, {"a.png": {}}, {"a.png": {"image/png": ["x"]}}])
def test_no_reference_to_a_picture_ends_in_an_error(reference, attachments, formgrader_page):
    page = formgrader_page(f"{reference}\n\nMy *answer*.", attachments=attachments)
    assert "My <em>answer</em>." in page


def test_what_the_renderer_cannot_take_is_shown_as_it_is(formgrader_page):
    assert "&gt;&gt;&gt;" in formgrader_page(">" * 5000 + " answer")


def test_raw_cells_are_text(formgrader_page):
    page = formgrader_page("<b onclick='steal()'>bold</b>", kind=new_raw_cell)
    assert "&lt;b onclick=" in page
    assert "<b onclick=" not in page
