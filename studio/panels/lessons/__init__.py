"""The page Lessons: its contents, a lesson, and what is for who teaches."""
