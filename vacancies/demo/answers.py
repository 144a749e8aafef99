"""What applicants wrote: for each criterion, an answer as strong as the score it got, about the applicant's own work."""

ANSWERS = {
    "S1": (
        "I have not worked with children yet, but I like helping people and I learn quickly.",
        "I am good with children and they come to me when they are upset. I would listen to them.",
        (
            "A girl of nine had stopped speaking in class. I met her twice a week to draw and talk. After half a term she "
            "read aloud to me, and her teacher let her answer by writing until she was ready."
        ),
        (
            "A boy of eight was under the table most mornings. I kept a note of when it happened and saw that it was Mondays, "
            "after weekends at his father’s. We agreed a soft start with me at ten to nine, a picture timetable and a word he "
            "could use to leave. In six weeks he went from four mornings in five to one in ten, and he chose to drop the word."
        ),
    ),
    "S2": (
        "I would deal with it myself first, because it is best not to make a fuss.",
        "I would tell a member of staff. Safeguarding is everybody’s responsibility.",
        (
            "I listen, do not promise to keep it secret, and tell the safeguarding lead the same day. I write down the child’s "
            "own words with the time and date and sign it."
        ),
        (
            "I stay with the child and listen without leading. I do not promise secrecy and I do not ask for detail. I go to "
            "the safeguarding lead at once, in person, then write the child’s words, what I saw and what I did, with times. If I "
            "thought a child was in danger and could not reach the lead, I would call children’s social care myself. I keep to the "
            "need to know, and I ask later what was decided so that I can play my part."
        ),
    ),
    "S3": (
        "I have not had to make plans in my work.",
        "I look at how things are going and decide what to do.",
        (
            "I used our attendance sheets to find that three children were late on the same days. I met the families and we "
            "set up a walking group. Two of the three were on time by the end of term."
        ),
        (
            "I took the term’s attendance and behaviour logs for a class of thirty and put them side by side. Five children "
            "were both late and in trouble after lunch. I planned a quiet table, a breakfast place and a weekly call home for each, "
            "with a date to look again. At that date four had halved their incidents, and I changed the plan for the fifth."
        ),
    ),
    "S4": (
        "I have not had a hard conversation with a family.",
        "I am patient and polite, and I try to see both sides.",
        (
            "A mother came in shouting about an exclusion. I took her somewhere quiet, let her finish and told her what I could "
            "find out by that afternoon. I rang when I said I would, and she came to the next meeting."
        ),
        (
            "A father believed we were against him. I asked if we could start again, with him telling me what a good week looked "
            "like. I said plainly what I had to pass on and why. He was angry and then relieved. We wrote three things down "
            "that he would do and three that we would, and he rang to tell me when his daughter got through a whole week."
        ),
    ),
    "S5": (
        "I do not use computers much.",
        "I can use e-mail and I keep a notebook.",
        "I write notes the same day in the system we use, facts first and opinion marked as such. I use spreadsheets for lists.",
        (
            "I write up the same day in the case system: what was seen, what was said, what was done, by whom and when. I set "
            "reminders for what I promised, use spreadsheets to follow groups, and check once a month who can see each file."
        ),
    ),
    "S6": (
        "I have not worked in a school.",
        "I visited schools a few times in my last job.",
        "I was in school two days a week for a year, mostly with pupils aged seven to eleven.",
        "I have worked in a primary school for four years, in class, at lunch and in the breakfast club.",
    ),
    "S7": (
        "None yet.",
        "I have met children with autism and would like to learn more.",
        "I supported two children with speech and language needs, using pictures and short sentences.",
        (
            "I was the key worker for a boy with autism and a girl with a hearing loss. I adapted tasks, trained two colleagues "
            "in what helped, and wrote my part of the annual reviews."
        ),
    ),
}

REASONS = {
    0: "Nothing relevant here.",
    1: "Says so, without an example.",
    2: "",
    3: "A specific example, and what changed.",
}


def answer(code, level, work, place):
    """An answer to one question, as strong as `level`, set in the applicant's own work."""
    opening = f"As a {work.lower()} at {place}: " if work and level > 1 else ""
    text = ANSWERS[code][level]
    return f"{opening}{text[0].lower() if opening and not text.startswith('I ') else text[0]}{text[1:]}"
