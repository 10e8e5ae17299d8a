"""What runs with the student's code: worker, fork server, shell, outputs, wire."""
