"""The checked-in description is what the code says today."""

from pathlib import Path

import pytest
import yaml
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema

KEPT = Path(__file__).resolve().parents[2] / "docs/api/openapi.yaml"
REFRESH = "Run: manage.py spectacular --file docs/api/openapi.yaml"


@pytest.fixture(scope="module")
def generated():
    return SchemaGenerator().get_schema(request=None, public=True)


def test_description_has_not_drifted(generated):
    assert OpenApiYamlRenderer().render(generated, renderer_context={}).decode() == KEPT.read_text(), REFRESH


def test_description_is_openapi_3_1(generated):
    assert generated["openapi"].startswith("3.1")
    validate_schema(generated)


def test_every_operation_says_how_it_refuses():
    described = yaml.safe_load(KEPT.read_text())
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    assert all(
        each["content"] == {"application/problem+json": problem}
        for each in described["components"]["responses"].values()
    )
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    assert len(operations) > 70
    assert all({"400", "401", "403", "404", "406", "429", "500"} <= set(each["responses"]) for each in operations)
    changes = [each for each in operations if any(p["name"] == "If-Match" for p in each.get("parameters", ()))]
    assert all({"409", "412", "415", "428"} <= set(each["responses"]) for each in changes)
