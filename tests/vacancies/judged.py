"""The Reydon post as the whole panel scored it: thirteen people, seven judgements to discuss, a tie on 29."""

from tests import story
from vacancies.models import Scorecard, Vacancy
from vacancies.queries import matrix

SCORES = {
    "Amara Okonjo": ("3333323", "3323323", "3333323"),
    "Farida Noor": ("3323313", "3333213", "3223313"),
    "Bethan Frost": ("3222332", "3232332", "3222332"),
    "Huw Penhale": ("2322232", "2223232", "3322232"),
    "Callum Reeve": ("3322201", "3222201", "3322202"),
    "Dilys Marchetti": ("2232331", "2232332", "2222331"),
    "Grace Ilesanmi": ("2222210", "2222210", "2222220"),
    "Keira Dunmow": ("2221221", "2222221", "2221221"),
    "Isla Corcoran": ("1222312", "1221312", "1222312"),
    "Ewan Thackray": ("3032200", "1221200", "3122300"),
    "Jakub Wierzba": ("2122211", "2122211", "2222211"),
    "Mina Castellane": ("2112110", "2112110", "2122110"),
    "Noel Hargrave": ("1011100", "1010100", "1011100"),
}
AGREED = {"Ewan Thackray": "3122200"}


def reydon(cast, *, sealed=True, scores=SCORES, **fields):
    """Everybody's scores in; sealed by all unless told otherwise."""
    known = {cast.candidate.name: cast.candidate, cast.other_candidate.name: cast.other_candidate}
    people = [known.get(name) or story.person(name) for name in scores]
    vacancy = story.scoring(cast, *people, **fields)
    vacancy.applications.filter(candidate__name="Grace Ilesanmi").update(disability_confident=True)
    applications = {each.candidate.name: each for each in vacancy.applications.select_related("candidate", "vacancy")}
    for place, member in enumerate(vacancy.panel.select_related("scorecard", "user").order_by("pk")):
        member.declare()
        for name, given in scores.items():
            story.score(member, applications[name], given[place])
        if sealed:
            Scorecard.objects.get(pk=member.scorecard.pk).seal(by=member.user)
    return Vacancy.objects.get(pk=vacancy.pk)


def codes(vacancy):
    """Each person's blind code, by name."""
    return dict(vacancy.applications.values_list("candidate__name", "code"))


def settle(vacancy, by):
    """Agree the middle score wherever the panel has to talk, or what the story says it settled on."""
    for standing in matrix(vacancy):
        for place, judgement in enumerate(standing.judgements):
            if judgement.needs_talk:
                value = int(AGREED.get(standing.application.candidate.name, "9999999")[place])
                story.agree(
                    vacancy,
                    standing.application,
                    judgement.criterion,
                    min(value, 3) if value < 9 else judgement.median,
                    by,
                )
