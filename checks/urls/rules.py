"""When a check is needed, for HR to read and the trust to tighten."""

from django.urls import path

from checks.views.staff import behind, reference_policy, rules

urlpatterns = [
    path("rules/", rules.rules, name="rules"),
    path("rules/files/", behind.files_behind, name="files_behind"),
    path("rules/change/", rules.change_rules, name="change_rules"),
    path("rules/references/", reference_policy.policy, name="reference_policy"),
    path("rules/references/change/", reference_policy.change, name="change_reference_policy"),
]
