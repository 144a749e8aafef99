from checks.models.check import Check
from checks.models.clearance import Clearance
from checks.models.concern import Concern
from checks.models.content_decision import ContentDecision
from checks.models.document import Document
from checks.models.early_start import EarlyStart
from checks.models.employer import Employer
from checks.models.export import Export
from checks.models.facts_change import FactsChange
from checks.models.hold import Hold
from checks.models.incident import Incident
from checks.models.inspection import Inspection, InspectionView
from checks.models.letters import LetterForWord
from checks.models.placement import Placement
from checks.models.question import RefereeQuestion
from checks.models.receipt import Receipt
from checks.models.red_flag import RedFlag
from checks.models.reference import RefereeRequest
from checks.models.reference_policy import ReferencePolicy
from checks.models.review import Look, Review
from checks.models.rules_policy import RulesPolicy
from checks.models.sealed import InterviewQuestion, SealedWords
from checks.models.status_look import StatusLook
from checks.models.subscription import Subscription
from checks.models.verifier import Verifier

__all__ = [
    "Check",
    "Clearance",
    "Concern",
    "ContentDecision",
    "Document",
    "EarlyStart",
    "Employer",
    "Export",
    "FactsChange",
    "Hold",
    "Incident",
    "Inspection",
    "InspectionView",
    "InterviewQuestion",
    "LetterForWord",
    "Look",
    "Placement",
    "Receipt",
    "RedFlag",
    "RefereeQuestion",
    "RefereeRequest",
    "ReferencePolicy",
    "Review",
    "RulesPolicy",
    "SealedWords",
    "StatusLook",
    "Subscription",
    "Verifier",
]
