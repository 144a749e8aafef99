"""What joins one name of a person to another."""

LINKS = [
    ("marriage", "Marriage or civil partnership certificate"),
    ("decree", "Decree absolute or final order"),
    ("deed_poll", "Deed poll"),
    ("statutory_declaration", "Statutory declaration"),
    ("birth_certificate", "Birth certificate"),
    ("none", "None"),
]


def same_surname(one: str, other: str) -> bool:
    """Whether two full names share a last word; first names are printed long and short."""
    return _last(one) == _last(other)


def _last(name: str) -> str:
    return (name.split() or [""])[-1].casefold()


def named_again(title, check):
    """What is seen once more says so."""
    return f"{title}, once more" if getattr(check, "number", 1) > 1 else title
