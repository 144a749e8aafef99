"""SQL that goes round the door, each with the words or the constraint that must refuse it.

An attack is `(what it tries, statements, refusal)`. Names in braces are rows of `tests/proofs/world.py`. Whatever an
attack does not attack is forged as well as SQL can forge it, so that it is refused for what it tries and nothing else.
"""
