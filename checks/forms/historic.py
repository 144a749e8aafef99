"""What is asked when a date is copied from the old record."""

from django import forms

from checks.kinds.certificates import certificate_number
from checks.kinds.evidence import day_field
from hiring.questions import Questions
from workflows.registry import asks

IS_A_CERTIFICATE = {"dbs_enhanced", "dbs_update_status", "barred_list", "barred_list_standalone"}
RUNS_OUT = {"right_to_work", "rtw_follow_up"}


@asks("check.record_historic")
class FromTheOldRecordForm(Questions):
    """When it was done, who saw it, and where the old record says so."""

    seen_on = day_field(
        "Date the check was done, or the original seen",
        help_text="As the old record has it. Never the date printed on a certificate.",
        missing="Enter the date in the old record",
    )
    seen_by = forms.CharField(
        label="Who saw it, if the old record says",
        max_length=200,
        required=False,
        help_text="A name, and what they did here. Leave it empty if nobody is named.",
    )
    where = forms.CharField(
        label="Where in the old record it stands",
        max_length=200,
        help_text="For example: 2019 spreadsheet, sheet Staff, row 14; or personnel file, section 3.",
        error_messages={"required": "Enter where in the old record it stands"},
    )
    certificate_number = certificate_number()
    runs_out_on = day_field("Date it runs out, if it does", required=False, may_be_ahead=True)

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, **kwargs)
        code = record.code if record else ""
        if code not in IS_A_CERTIFICATE:
            del self.fields["certificate_number"]
        if code not in RUNS_OUT:
            del self.fields["runs_out_on"]
