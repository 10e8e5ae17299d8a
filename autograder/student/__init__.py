"""What a student's kernel may import: `check`, `gradcheck`, `draw_graph`."""
