"""Where a course is handed out and in: each platform is a module, over the same reports."""
