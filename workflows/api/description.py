"""The OpenAPI description: generated from the code, with every refusal an operation can give."""

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from hiring.api.answers import MEDIA_TYPE
from hiring.api.problems import KINDS

ONCE = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[!-~]{8,100}$"},
    OpenApiParameter.HEADER,
    description="8 to 100 plain characters, new for each thing you want done once.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of the version you read. Required to change anything.",
)
ALWAYS = ["malformed", "not-signed-in", "not-allowed", "not-found", "not-acceptable", "too-many", "internal"]
WITH_BODY = ["too-large", "unsupported-media-type"]
WITH_KEY = ["transition-blocked", "key-reused"]
WITH_VERSION = ["stale", "version-missing", "transition-blocked"]
METHODS = {"get", "put", "post", "patch", "delete"}


class Described(AutoSchema):
    """Operations named by what they do; security as the endpoint declares it."""

    def get_tags(self):
        parts = [part for part in self.path.split("/")[3:] if not part.startswith("{")]
        return [parts[0]]

    def get_auth(self):
        access = self.view.access
        if access.public:
            return [{}, {"token": []}]
        return [{"token": []}]

    def get_operation_id(self):
        parts = [part.replace("-", "_") for part in self.path.split("/")[3:] if not part.startswith("{")]
        one = "one_" if self.path.endswith("}") else ""
        return f"{self.method.lower()}_{one}{'_'.join(parts)}"

    def get_description(self):
        access = self.view.access.words
        about = super().get_description() or ""
        return f"{about}\n\nOpened by: {access}.".strip()


def finish(result, generator, request, public):
    """Add to each operation what it may answer besides success."""
    schemas = result["components"].setdefault("schemas", {})
    schemas |= {"Problem": _problem()}
    result["components"]["responses"] = {f"{kind.status}": _response(kind) for kind in KINDS.values()}
    for path in result["paths"].values():
        for method, operation in path.items():
            if method in METHODS:
                _add_refusals(method, operation)
    return result


def _add_refusals(method, operation):
    names = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "header"}
    wanted = list(ALWAYS)
    wanted += WITH_BODY if "requestBody" in operation else []
    wanted += ["transition-blocked"] if method == "put" else []
    wanted += WITH_KEY if "Idempotency-Key" in names else []
    wanted += WITH_VERSION if "If-Match" in names else []
    wanted += ["link-ended"] if "token" in operation["tags"] else []
    for kind in wanted:
        status = str(KINDS[kind].status)
        operation["responses"].setdefault(status, {"$ref": f"#/components/responses/{status}"})
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _response(kind):
    same = [each.title for each in KINDS.values() if each.status == kind.status]
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": ". ".join(same) + ".", "content": {MEDIA_TYPE: {"schema": schema}}}


def _problem():
    """RFC 9457, with the members we add."""
    text = {"type": "string"}
    blocker = {"type": "object", "required": ["code", "text"], "properties": {"code": text, "text": text}}
    wrong = {"type": "object", "required": ["pointer", "detail"], "properties": {"pointer": text, "detail": text}}
    return {
        "type": "object",
        "description": "RFC 9457.",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {"type": "string", "enum": [f"/problems/{name}" for name in KINDS]},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "instance": text,
            "blockers": {"type": "array", "items": blocker},
            "errors": {"type": "array", "items": wrong},
        },
    }
