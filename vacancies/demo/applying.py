"""How the people of the story fill in their applications: history, referees and answers, each in their own facts."""

from hiring import clock
from hiring.models import User
from vacancies.demo import equality
from vacancies.demo.answers import answer
from vacancies.models import (
    Answer,
    Application,
    GapExplanation,
    HistoryEntry,
    Qualification,
    Referee,
)


def person(name, email):
    return User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, name=name)


def fill_in(vacancy, applicant, by=None, levels=None):
    """Write the whole form for one applicant, from their own facts; returns the draft."""
    candidate = person(applicant.name, applicant.email)
    application = Application.start(by=by or candidate, vacancy=vacancy, candidate=candidate)
    traits = dict(applicant.traits)
    traits.pop("qualification", None)
    Application.objects.filter(pk=application.pk).update(
        code=applicant.code,
        full_name=applicant.name,
        phone="01632 960" + f"{100 + application.pk % 800}",
        address=f"{1 + application.pk % 40} Staithe Road, Southwold",
        right_to_work="british_or_irish",
        education_ended="2016-06",
        history_is_complete=True,
        signed_name=applicant.name,
        signed_at=clock.now(),
        saved_at=clock.now(),
        **traits,
    )
    application = Application.objects.get(pk=application.pk)
    _history(application, applicant)
    _answers(application, applicant, levels)
    return application


def send(application, by=None):
    """Sent by the person, or by whoever typed it in from paper."""
    application.submit(by=by or application.candidate)
    equality.answer(application)


def _history(application, applicant):
    title, awarded_by = applicant.traits.get(
        "qualification", ("GCSE English and mathematics", "School examination board")
    )
    Qualification.objects.create(application=application, title=title, awarded_by=awarded_by, year=2014)
    entries = HistoryEntry.objects
    if not applicant.work:
        Application.objects.filter(pk=application.pk).update(education_ended=f"{clock.today():%Y-%m}")
        study = entries.create(
            application=application,
            kind="study",
            title="Degree in childhood studies",
            organisation="Broadland College",
            from_month="2022-09",
            to_month=f"{clock.today():%Y-%m}",
        )
        _referee(application, "Tamsin Grey", "tutor", "Broadland College", study)
        _referee(application, "Owain Pell", "placement mentor", "Saltmarsh Primary", study)
        return
    moved = "2020-08"
    if applicant.abroad:
        entries.create(
            application=application,
            title="Play leader",
            organisation="Praia Kids",
            country=applicant.abroad,
            from_month="2016-07",
            to_month="2019-08",
            with_children=True,
            taught="no",
            reason_for_leaving="Came home",
        )
        entries.create(
            application=application,
            title="Receptionist",
            organisation="Pier Hotel",
            from_month="2019-09",
            to_month=moved,
            reason_for_leaving="To work with children",
        )
    else:
        entries.create(
            application=application,
            title="Sales assistant",
            organisation="Pier Stores",
            from_month="2016-07",
            to_month=moved,
            reason_for_leaving="To work with people",
        )
    resumed = "2020-09"
    if applicant.gap:
        first, last, why, text = applicant.gap
        entries.create(
            application=application,
            kind="voluntary",
            title="Club volunteer",
            organisation="Town youth club",
            from_month="2020-09",
            to_month=_month_before(first),
            with_children=True,
            reason_for_leaving="Family",
        )
        GapExplanation.objects.create(application=application, from_month=first, to_month=last, why=why, text=text)
        resumed = _month_after(last)
    job = entries.create(
        application=application,
        title=applicant.work,
        organisation=applicant.place,
        from_month=resumed,
        with_children="Retail" not in applicant.work,
    )
    _referee(application, f"Manager of {applicant.name.split()[0]}", "manager", applicant.place, job)
    _referee(
        application,
        "Sam Okafor",
        "colleague and former supervisor",
        "Hill View Nursery",
        None,
        "sam.okafor@hillview.example",
    )


def _referee(application, name, position, organisation, history, email=""):
    place = "".join(letter for letter in organisation.lower() if letter.isalnum())
    name = name if not name.startswith("Manager of") else MANAGERS[application.pk % len(MANAGERS)]
    Referee.objects.create(
        application=application,
        name=name,
        email=email or f"{name.lower().replace(' ', '.')}@{place}.example",
        phone=f"01632 960{700 + len(name) + len(organisation):03d}",
        organisation=organisation,
        position="Nursery manager" if email else position.capitalize(),
        relationship="Line manager" if position == "manager" else position.capitalize(),
        may_contact="tell_me_first" if application.gaps.exists() else "any_time",
        history=history,
    )


MANAGERS = ("Delia Marsh", "Ronan Tew", "Greta Lisle", "Hamza Quill", "Nora Finch", "Piotr Vale", "Esme Tarn")


def _month_before(text):
    year, month = map(int, text.split("-"))
    return f"{year - (month == 1):04d}-{12 if month == 1 else month - 1:02d}"


def _month_after(text):
    year, month = map(int, text.split("-"))
    return f"{year + (month == 12):04d}-{1 if month == 12 else month + 1:02d}"


def _answers(application, applicant, levels=None):
    middle = levels or applicant.agreed or "2" * 9
    criteria = [each for each in application.vacancy.scored_criteria if each.question]
    Answer.objects.bulk_create(
        Answer(
            application=application,
            criterion=each,
            text=answer(each.code, int(level), applicant.work, applicant.place),
            saved_at=clock.now(),
        )
        for each, level in zip(criteria, middle, strict=False)
    )
