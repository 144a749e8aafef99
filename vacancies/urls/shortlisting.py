"""From handing out scorecards to the confirmed shortlist. These come before the verbs of a vacancy, which would catch them."""

from django.urls import path

from vacancies.views.hr import masking, moderation, online_searches, scoring, shortlist

ONE = "vacancies/<str:reference>/"

urlpatterns = [
    path(f"{ONE}scoring/", scoring.scoring, name="vacancy_scoring"),
    path(f"{ONE}scoring/deal/", scoring.deal, name="scoring_deal"),
    path(f"{ONE}scoring/<int:pk>/remind/", scoring.remind, name="scoring_remind"),
    path(f"{ONE}scoring/<int:pk>/stand-down/", scoring.stand_down, name="scoring_stand_down"),
    path(f"{ONE}scoring/<int:pk>/set-aside/", scoring.set_aside, name="scoring_set_aside"),
    path(f"{ONE}scoring/<int:pk>/reopen/", scoring.reopen, name="scoring_reopen"),
    path(f"{ONE}masking/", masking.masking, name="vacancy_masking"),
    path(f"{ONE}moderation/", moderation.moderation, name="vacancy_moderation"),
    path(f"{ONE}moderation/matrix/", moderation.wall, name="moderation_matrix"),
    path(f"{ONE}moderation/accept/", moderation.accept, name="moderation_accept"),
    path(f"{ONE}moderation/<str:code>/<str:criterion>/", moderation.agree, name="moderation_agree"),
    path(f"{ONE}shortlist/", shortlist.shortlist, name="vacancy_shortlist"),
    path(f"{ONE}shortlist/line/", shortlist.line, name="shortlist_line"),
    path(f"{ONE}shortlist/tie/", shortlist.tie, name="shortlist_tie"),
    path(f"{ONE}shortlist/exception/", shortlist.exception, name="shortlist_exception"),
    path(f"{ONE}online-searches/", online_searches.online_searches, name="online_searches"),
    path(f"{ONE}shortlist/confirm/", shortlist.confirm, name="shortlist_confirm"),
]
