"""nbgrader's configuration for this course. Run nbgrader's commands in this folder."""

import os
from pathlib import Path

from autograder.build import write_sources
from autograder.nbgrader_plugin import configure
from autograder.submission import released_units

c = get_config()  # noqa: F821 (nbgrader provides it)

root = Path(__file__).resolve().parent
c.CourseDirectory.root = str(root)
c.CourseDirectory.course_id = "autograd"
c.CourseDirectory.source_directory = "build/source"
c.CourseDirectory.release_directory = "notebooks"
c.CourseDirectory.db_url = os.environ.get(
    "AUTOGRADER_GRADEBOOK", f"sqlite:///{root / 'gradebook.db'}"
)
# the released notebooks are kept with the course, and are made anew each time
c.GenerateAssignment.force = True
# zip_collect: names as Canvas and Moodle give them, the student first and the notebook last
units = "|".join(released_units())
c.FileNameCollectorPlugin.named_regexp = (
    rf"(.*/)?(?P<student_id>[^_/]+)_(.*_)?(?P<file_id>{units})[^/]*\.ipynb"
)

configure(c)
write_sources(root / c.CourseDirectory.source_directory)
