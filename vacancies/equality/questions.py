"""What is asked, in words everybody gets. Each may be left; age comes in bands, so that nobody's birthday is asked."""

from dataclasses import dataclass

RATHER_NOT = "rather_not"
DISABLED = (
    "You are disabled under the Equality Act 2010 if a physical or mental impairment has a substantial and long-term "
    "effect on your ability to do normal daily activities."
)


@dataclass(frozen=True)
class Question:
    """One question: its key, its name in the figures, how it is put, and the answers to choose from."""

    key: str
    title: str
    words: str
    answers: dict
    hint: str = ""

    @property
    def choices(self):
        return [*self.answers.items(), (RATHER_NOT, "Prefer not to say")]

    @property
    def rows(self):
        """The answers as the figures name them; whoever left a question is with those who would rather not say."""
        return [*self.answers.items(), (RATHER_NOT, "Prefer not to say, or left blank")]


QUESTIONS = (
    Question(
        "age",
        "Age",
        "How old are you?",
        {
            "16_to_24": "16 to 24",
            "25_to_34": "25 to 34",
            "35_to_44": "35 to 44",
            "45_to_54": "45 to 54",
            "55_to_64": "55 to 64",
            "65_or_over": "65 or over",
        },
    ),
    Question("sex", "Sex", "What is your sex?", {"female": "Female", "male": "Male"}),
    Question(
        "ethnic_group",
        "Ethnic group",
        "What is your ethnic group?",
        {
            "asian": "Asian or Asian British",
            "black": "Black, Black British, Caribbean or African",
            "mixed": "Mixed or multiple ethnic groups",
            "white": "White",
            "other": "Other ethnic group",
        },
    ),
    Question("disability", "Disability", "Are you disabled?", {"yes": "Yes", "no": "No"}, DISABLED),
    Question(
        "religion",
        "Religion or belief",
        "What is your religion or belief?",
        {
            "none": "No religion",
            "buddhist": "Buddhist",
            "christian": "Christian",
            "hindu": "Hindu",
            "jewish": "Jewish",
            "muslim": "Muslim",
            "sikh": "Sikh",
            "other": "Any other religion or belief",
        },
    ),
    Question(
        "sexual_orientation",
        "Sexual orientation",
        "What is your sexual orientation?",
        {
            "straight": "Straight or heterosexual",
            "gay_or_lesbian": "Gay or lesbian",
            "bisexual": "Bisexual",
            "other": "Other sexual orientation",
        },
    ),
)
