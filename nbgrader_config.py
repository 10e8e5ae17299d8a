"""nbgrader's configuration for this course. Run nbgrader's commands in this folder."""

import os
from pathlib import Path

from autograder.authoring.build import write_sources
from autograder.platforms.nbgrader.preprocessor import configure

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

configure(c)
write_sources(root / c.CourseDirectory.source_directory)
