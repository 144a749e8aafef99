"""Papers kept with a check: on its page, and where their owner sends them."""

from django.urls import path

from checks.views.candidates import papers
from checks.views.staff import documents

PAPERS = "people/<int:file>/checks/<int:pk>/documents/"
ONE = f"{PAPERS}<int:number>/"

urlpatterns = [
    path(f"{PAPERS}add/", documents.add, name="add_paper"),
    path(ONE, documents.document, name="document"),
    path(f"{ONE}open/", documents.open_it, name="open_paper"),
    path(f"{ONE}remove/", documents.remove, name="remove_paper"),
    path("papers/<str:token>/", documents.paper, name="paper"),
    path("my/checks/<int:pk>/papers/", papers.send, name="my_papers"),
]
