"""Second floor: is this person safe to appoint?"""
