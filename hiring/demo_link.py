"""The demo's own links, code and keys. They are told to everybody on the demo's own page, so they open nothing else."""

TOKEN = "an-inspector-of-the-demo-at-two-schools"  # noqa: S105 - the demo tells it to everybody
CODE = "246810"
NOT_STARTED = "a-referee-of-the-demo-who-has-not-begun"
HALF_DONE = "a-referee-of-the-demo-who-is-half-way"
CANDIDATES_KEY = "gp_the_demos_candidate_reads_her_own_application"
PARTNERS_KEY = "gp_a_partner_of_the_demo_acts_as_its_hr_officer"
