"""Move menus. A list's is worked out from the rules by state, once for the page, so that it costs nothing a row.

It says what the whole vacancy allows; what is particular to one person is told by the move's own page.
"""

from urllib.parse import quote

from vacancies.guards import scores_are_open, vacancy_is_interviewing
from vacancies.turns import several

ON_THEIR_OWN_PAGES = {
    "agree_score",
    "accept_alike",
    "set_line",
    "settle_tie",
    "propose_exception",
    "agree_exception",
    "undo_exception",
}
NOT_FROM_A_LIST = {"submit", "withdraw", "undo_decision"}


def menus(rows, vacancy, actor, panel_left, back):
    """Give each line its menu, and return the rules several lines could follow together.

    back: the list to return to after a move.
    """
    moves_from = {}
    for row in rows:
        state = row.application.state
        if state not in moves_from:
            moves_from[state] = _moves(row.application, vacancy, actor, panel_left)
        row.menu = _menu(row, *moves_from[state], back)
    open_to_some = {rule.name: rule for moves, _ in moves_from.values() for rule in moves if rule.together}
    return [rule for rule in rows[0].application.rules() if rule.name in open_to_some] if rows else []


def moves_of_vacancy(vacancy, actor):
    """Every move this person may try on the vacancy itself; each move's page says what stands in its way."""
    here = [rule for rule in vacancy.rules() if rule.leaves(vacancy.state) and rule.name not in ON_THEIR_OWN_PAGES]
    rules = [rule for rule in here if rule.permission(vacancy, actor)]
    if not rules:
        return None
    base = vacancy.get_absolute_url()
    return {
        "about": vacancy.reference,
        "moves": [{"label": rule.label, "url": f"{base}{rule.slug}/"} for rule in rules],
    }


def _moves(application, vacancy, actor, panel_left):
    """(rules that are open, rules that are not and why) from this application's state, for this actor."""
    leaving = [rule for rule in application.rules() if rule.leaves(application.state)]
    mine = [rule for rule in leaving if rule.name not in NOT_FROM_A_LIST and rule.permission(application, actor)]
    reasons = {rule.name: _shared_reasons(rule, vacancy, panel_left) for rule in mine}
    not_yet = [(rule, reasons[rule.name]) for rule in mine if reasons[rule.name]]
    return [rule for rule in mine if not reasons[rule.name]], not_yet


def _shared_reasons(rule, vacancy, panel_left):
    """What stands in everybody's way alike."""
    if scores_are_open in rule.guards and not vacancy.seal_is_open and vacancy.state != "cancelled":
        if panel_left:
            return [
                f"Scores are sealed until {several(panel_left)} {'submits' if len(panel_left) == 1 else 'submit'}."
            ]
        return ["Applications are decided after scoring."]
    if vacancy_is_interviewing in rule.guards and vacancy.state != "interviewing":
        return ["Confirm the shortlist and begin interviews first."]
    return []


def _menu(row, moves, not_yet, back):
    if not moves and not not_yet:
        return None
    after = quote(f"{back}{'&' if '?' in back else '?'}moved={row.code}", safe="/")
    return {
        "about": row.code,
        "moves": [{"label": rule.label, "url": f"{row.url}{rule.slug}/?next={after}"} for rule in moves],
        "not_yet": [{"label": rule.label, "reasons": reasons} for rule, reasons in not_yet],
    }
