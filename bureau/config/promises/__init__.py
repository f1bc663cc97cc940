"""What people may rely on, one module a promise: each is tried here, and says how often it was.

The frame that runs them is `config/proving`. A promise that needs the cases of `tests/` can only
be tried in a checkout, and says so elsewhere.
"""

MODULES = (
    "decision_kept",
    "nothing_twice",
    "never_over",
    "steps",
    "procedure",
    "four_eyes",
    "journal",
    "edits_found",
    "instrument",
    "plan_secret",
    "stand_ins",
    "due_once",
    "outside_parties",
    "every_act",
    "permissions",
    "own_organisation",
    "revocation",
    "sign_in",
    "confidential",
    "hardened",
    "api",
    "backup",
    "backup_sealed",
    "erasure",
    "imports",
    "supply_chain",
    "columns",
    "one_behaviour",
)
"""In the order they are told."""
