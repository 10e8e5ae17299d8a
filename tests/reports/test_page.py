"""Reports as one HTML page."""

import re
from html.parser import HTMLParser

from autograder.course.status import Status
from autograder.reports.page import render_page, write_page

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Outline(HTMLParser):
    """The tags of a page, and its text; fails where tags do not match."""

    def __init__(self, page):
        super().__init__()
        self.open, self.tags, self.attributes, self.text = [], [], [], ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        self.text += text


def test_a_page_shows_every_exercise_with_verdict_cases_and_points(all_statuses, not_graded):
    outline = Outline(render_page([all_statuses, not_graded]))
    text = " ".join(outline.text.split())
    for status in Status:
        assert f"exercise_{status} {status.mark} {status.word}" in text
    assert "6.5 of 12 points" in text
    assert "A cell was restored." in text
    assert "Look at the sign." in text
    assert "second: It is failed. x = [1]" in text
    assert "cut.ipynb is not a notebook: it is cut off." in text


def test_a_page_needs_nothing_else(all_statuses):
    page = render_page([all_statuses])
    outline = Outline(page)
    assert "script" not in outline.tags
    assert not {"src", "href"} & {name for name, _ in outline.attributes}
    assert not re.search(r"https?://|@import|url\(", page)


def test_a_page_can_be_read_aloud_and_on_a_phone(all_statuses):
    outline = Outline(render_page([all_statuses]))
    assert ("lang", "en") in outline.attributes
    assert ("name", "viewport") in outline.attributes
    assert ("scope", "col") in outline.attributes
    assert "title" in outline.tags


def test_text_from_a_notebook_is_escaped(nasty):
    outline = Outline(render_page([nasty]))
    assert "script" not in outline.tags
    assert outline.text.count("<script>alert(1)</script>") >= 3


def test_a_page_is_written_as_utf_8(all_statuses, tmp_path):
    write_page([all_statuses], tmp_path / "out.html")
    assert (tmp_path / "out.html").read_text("utf-8") == render_page([all_statuses])
