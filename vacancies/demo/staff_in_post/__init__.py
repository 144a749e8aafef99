"""Everybody who works at the 21 schools of the story already: 1,612 invented people with what the old records say of them."""
