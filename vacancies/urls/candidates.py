"""What the public and candidates open: adverts, the application form, and what is happening with it."""

from django.urls import path

from vacancies.views.candidates import (
    answers,
    beginning,
    equality,
    history,
    my,
    qualifications,
    referees,
    replacing,
    sections,
    send,
    start,
)
from vacancies.views.public import adverts

APPLY = "apply/<str:reference>/"
MY = "my/<str:reference>/"

urlpatterns = [
    path("", adverts.front, name="front"),
    path("jobs/", adverts.jobs, name="jobs"),
    path("jobs/<str:reference>/", adverts.job, name="job"),
    path(APPLY, start.task_list, name="apply"),
    path(f"{APPLY}before-you-start/", start.before_you_start, name="before_you_start"),
    path(f"{APPLY}start/", start.start, name="start_application"),
    path(f"{APPLY}qualifications/", qualifications.qualifications, name="qualifications"),
    path(f"{APPLY}qualifications/add/", qualifications.qualification, name="add_qualification"),
    path(f"{APPLY}qualifications/<int:pk>/", qualifications.qualification, name="qualification"),
    path(f"{APPLY}qualifications/<int:pk>/remove/", qualifications.remove_qualification, name="remove_qualification"),
    path(f"{APPLY}history/", history.history, name="history"),
    path(f"{APPLY}history/education/", history.education_ended, name="education_ended"),
    path(f"{APPLY}history/add/", history.entry, name="add_history"),
    path(f"{APPLY}history/<int:pk>/", history.entry, name="history_entry"),
    path(f"{APPLY}history/<int:pk>/remove/", history.remove_entry, name="remove_history"),
    path(f"{APPLY}history/gap/<str:from_month>/<str:to_month>/", history.gap, name="gap"),
    path(f"{APPLY}history/said/<int:pk>/remove/", history.remove_gap, name="remove_gap"),
    path(f"{APPLY}questions/", answers.question_list, name="questions"),
    path(f"{APPLY}questions/<str:code>/", answers.question, name="question"),
    path(f"{APPLY}referees/", referees.referees, name="referees"),
    path(f"{APPLY}referees/add/", referees.referee, name="add_referee"),
    path(f"{APPLY}referees/<int:pk>/", referees.referee, name="referee"),
    path(f"{APPLY}referees/<int:pk>/remove/", referees.remove_referee, name="remove_referee"),
    path(f"{APPLY}declarations/", sections.declarations, name="declarations"),
    path(f"{APPLY}check/", send.check, name="check_application"),
    path(f"{APPLY}<slug:key>/", sections.section, name="section"),
    path("my/", my.applications, name="my_applications"),
    path(MY, my.tracker, name="my_application"),
    path(f"{MY}copy/", my.copy, name="my_copy"),
    path(f"{MY}referees/replace/", replacing.replace, name="replace_referee"),
    path(f"{MY}equality/", equality.equality, name="my_equality"),
    path(f"{MY}withdraw/", my.withdraw, name="my_withdraw"),
    path(f"{MY}offer/", my.offer, name="my_offer"),
    path(f"{MY}before-you-begin/", beginning.before_you_begin, name="before_you_begin"),
    path(f"{MY}offer/decline/", my.decline, name="decline_offer"),
]
