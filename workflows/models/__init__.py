from workflows.models.event import Event, Note
from workflows.models.idempotency import Idempotency
from workflows.models.outbox import Effect, Message
from workflows.models.promise import Promise
from workflows.models.retention import Destruction, RetentionRun
from workflows.models.stateful import Root, Stateful

# isort: split
# This floor's own machines come after what every machine is made of.
from workflows.models.factor_reset import FactorReset
from workflows.models.role_change import RoleChange
from workflows.models.setup_change import SetupChange

__all__ = [
    "Destruction",
    "Effect",
    "Event",
    "FactorReset",
    "Idempotency",
    "Message",
    "Note",
    "Promise",
    "RetentionRun",
    "RoleChange",
    "Root",
    "SetupChange",
    "Stateful",
]
