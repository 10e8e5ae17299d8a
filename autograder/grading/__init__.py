"""One submission: read, compared, judged, diagnosed."""
