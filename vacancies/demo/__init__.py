"""The demo story: one trust, its vacancies and people, told through the door. Everybody in it is invented."""
