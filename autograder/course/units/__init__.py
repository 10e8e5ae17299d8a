"""One module an assignment: its exercises, their probes and cases, and nothing of the answers."""
