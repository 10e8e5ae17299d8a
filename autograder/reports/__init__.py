"""Ways to show a report: in a terminal, as JSON, as JUnit XML, as a page."""
