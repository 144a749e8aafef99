"""Queries that pages make without `visible_to`, each reviewed: what ties the row to something that was found through it."""

SEEN = "The vacancy was seen through `visible_to` and the rows are its own."
AFRESH = "The same row again, by the key of one that was seen, after somebody else may have moved it."
LINK = "A guest's live link names the row; `visible_to` needs the guest, who is only now let in."

REVIEWED = {
    "checks/views/inspection/access.py: live_inspection asks Inspection": LINK,
    "checks/views/inspection/record.py: verify asks Export": "Copies of the inspector's own schools, told by their fingerprint alone.",
    "checks/views/guests/coming_in.py: request_of asks RefereeRequest": LINK,
    "checks/views/staff/check.py: record asks Check": AFRESH,
    "vacancies/api/candidates.py: as_it_is asks Application": AFRESH,
    "vacancies/api/candidates.py: get asks Appointment": "The offer on an application that is the actor's own.",
    "vacancies/api/finding.py: applications asks Event": "Only the time of each visible application's last event.",
    "vacancies/api/finding.py: my_applications asks Application": "Narrower than `visible_to`: the actor's own and no more.",
    "vacancies/api/finding.py: with_moments asks Event": "Only the time of each visible vacancy's last event.",
    "vacancies/api/happened.py: happened asks Event": "Events a candidate knows of, on an application of their own.",
    "vacancies/api/happened.py: happened asks Promise": "Dates promised to the candidate whose application it is.",
    "vacancies/api/scoring.py: score asks Scorecard": "A lock on the actor's own scorecard, found just before.",
    "vacancies/api/sections.py: section asks model": "Parts of an application that is the actor's own.",
    "vacancies/api/staff.py: get asks Event": "Events of an application that was seen; of its checks only if the file is visible.",
    "vacancies/views/candidates/finding.py: hold asks Application": AFRESH,
    "vacancies/views/hr/application.py: _events asks Event": "Events of an application that was seen, and of its offer.",
    "vacancies/views/hr/history.py: _about asks Application": SEEN,
    "vacancies/views/hr/history.py: _about asks Appointment": SEEN,
    "vacancies/views/hr/history.py: _about asks Scorecard": SEEN,
    "vacancies/views/hr/history.py: history asks Event": SEEN,
    "vacancies/views/hr/person.py: history asks Event": "Events of a file of checks that was seen, and of its offer.",
    "vacancies/views/hr/scoring.py: reopen asks Scorecard": SEEN,
    "vacancies/views/hr/scoring.py: reopen asks get_object_or_404": SEEN,
    "vacancies/views/hr/scoring.py: the_seat asks PanelMember": SEEN,
    "vacancies/views/hr/scoring.py: the_seat asks get_object_or_404": SEEN,
    "vacancies/views/hr/shortlist.py: confirm asks Application": SEEN,
    "vacancies/views/hr/vacancies.py: _rows asks Application": "Counts for vacancies that were seen.",
    "vacancies/views/panel/entry.py: place_of asks PanelMember": LINK,
}
