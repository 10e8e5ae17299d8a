"""What a course is made of, and the units of this one."""
