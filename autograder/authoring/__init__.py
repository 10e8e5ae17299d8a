"""Making and measuring the course: build, audit, mutants, simulated classes, attacks."""
