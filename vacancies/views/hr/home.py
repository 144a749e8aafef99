"""The page people land on: what needs them."""

from django.shortcuts import render

from hiring import clock
from hiring.access import staff
from vacancies.home import home_of


@staff
def home(request):
    """What needs this person now, what waits on others, what is coming up."""
    return render(request, "vacancies/hr/home.html", {"nav": "home", "today": clock.today(), **home_of(request.actor)})
