"""Where panel members go. Applicants appear in an address only by their blind code."""

from django.urls import path

from vacancies.views.panel import brief, entry, review, scoring

urlpatterns = [
    path("panel/", brief.mine, name="my_panels"),
    path("panel/in/<str:token>/", entry.come_in, name="panel_come_in"),
    path("panel/<str:reference>/", brief.brief, name="panel_brief"),
    path("panel/<str:reference>/declare/", brief.declare, name="panel_declare"),
    path("panel/<str:reference>/score/<int:number>/<str:code>/", scoring.judge, name="panel_judge"),
    path("panel/<str:reference>/applicant/<str:code>/", scoring.whole, name="panel_whole"),
    path("panel/<str:reference>/know/<str:code>/", scoring.know, name="panel_know"),
    path("panel/<str:reference>/review/", review.review, name="panel_review"),
]
