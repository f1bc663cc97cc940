"""One settings file; what differs between machines comes from the environment."""

import os
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

from bureau.config.home import (
    HOME,
    database_url,
    journal_key,
    let_nobody_else_in,
    one_of,
    secret_key,
    switched,
    web_address,
    whole_number,
)
from bureau.config.identities import identity_apps, identity_providers
from bureau.config.logs import LOGGING as LOGGING
from bureau.web.security import CONTENT_SECURITY_POLICY

PACKAGE = Path(__file__).resolve().parent.parent

let_nobody_else_in()
SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("BUREAU_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
ROOT_URLCONF = "bureau.config.urls"
WSGI_APPLICATION = "bureau.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "bureau.web",
    "bureau.record.journal",
    "bureau.record.nouns",
    "bureau.record.accounts",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *identity_apps(os.environ),
    "bureau.record.files",
    "bureau.record.clock",
    "bureau.record.search",
    "bureau.record.notices",
    "bureau.record.erasure",
    "bureau.record.programs",
    "bureau.institution.instruments",
    "bureau.institution.pools",
    "bureau.institution.papers",
    "bureau.institution.organisation",
    "bureau.institution.procedures",
    "bureau.institution.finance",
    "bureau.institution.governance",
    "bureau.desk.programmes",
    "bureau.thread.audit",
    "bureau.institution.imports",
    "bureau.thread.home",
    "bureau.example",
]

MIDDLEWARE = [
    "bureau.config.api.apart.api_when_asked",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "bureau.web.security.resource_headers",
    "bureau.config.health.health_first",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "bureau.web.readable.Readable",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bureau.institution.organisation.middleware.actor_middleware",
    "bureau.institution.organisation.middleware.NothingBegunYet",
    "bureau.record.accounts.middleware.SignedIn",
    "bureau.record.accounts.middleware.second_factor_first",
    "bureau.record.accounts.middleware.kept_nowhere",
    "bureau.web.exports.never_a_page_for_a_file",
    "bureau.web.numbers.NumbersOfRows",
    "bureau.web.leading.LeadsOn",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bureau.config.frame.frame",
            ],
            "builtins": ["bureau.record.accounts.templatetags.whose_form"],
        },
    }
]

POOLED = switched("BUREAU_POOL", unless_given="1")
DATABASES = {"default": dj_database_url.parse(database_url())}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "bureau.config.sqlite3"
    DATABASES["default"]["CONN_MAX_AGE"] = 600
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        " PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
    }
else:
    # A page asks little and many are asked at once: to share one question among processes, or to
    # compile it, takes longer than to answer it. What the address itself says comes last,
    # and so holds. What a role or the database sets as its path of schemas does not count: a schema
    # in front of ours would answer for our tables.
    more = DATABASES["default"].setdefault("OPTIONS", {})
    of_one_process = "-c max_parallel_workers_per_gather=0 -c jit=off -c search_path=public"
    more["options"] = f"{of_one_process} {more.get('options', '')}".strip()
    if POOLED:
        # Who gets no connection in some seconds is told so; the next one who asks tries anew.
        more["pool"] = {"min_size": 1, "max_size": 12, "timeout": 5, "reconnect_timeout": 5}
        DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

if test_name := os.environ.get("BUREAU_TEST_NAME"):
    DATABASES["default"]["TEST"] = {"NAME": test_name}

# Each queue has a thread of the worker: what takes long, a mail server and addresses outside keep
# nothing else waiting.
TASKS = {
    "default": {
        "BACKEND": "bureau.record.clock.backends.DatabaseBackend",
        "QUEUES": ["default", "long", "outgoing", "mail"],
    }
}

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "bureau.record.accounts.backends.passwords.Guessable"},
    {"NAME": "bureau.record.accounts.backends.passwords.OwnWords"},
]

# Sign-in by the library, with pages, limits and mail of our own. Nobody signs up by themselves.
BUREAU_SECOND_FACTOR = True
ACCOUNT_ADAPTER = "bureau.record.accounts.backends.sign_in.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "bureau.record.accounts.backends.sign_in.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Bureau"
MFA_RATE_LIMITS = False
SOCIALACCOUNT_ADAPTER = "bureau.record.accounts.backends.sign_in.Identities"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_AUTO_SIGNUP = False
web_address("BUREAU_OIDC_ISSUER", "")
SOCIALACCOUNT_PROVIDERS = identity_providers(os.environ)
BUREAU_IDENTITIES_AT_ONCE = 1  # of the threads of a web process, so that pages have the others
BUREAU_OIDC_CLAIM = os.environ.get("BUREAU_OIDC_CLAIM", "preferred_username")

# A session ends when nothing is done for a time, sooner for whoever can act; after a working day
# whatever is done.
SESSION_ENGINE = "bureau.record.accounts.backends.sessions"
SESSION_COOKIE_AGE = 12 * 3600
BUREAU_IDLE_MINUTES = whole_number("BUREAU_IDLE_MINUTES", 60)
BUREAU_IDLE_MINUTES_ACTING = whole_number("BUREAU_IDLE_MINUTES_ACTING", 30)
CSRF_FAILURE_VIEW = "bureau.record.accounts.views.staying.not_accepted"

LANGUAGES = [
    ("ar", _("Arabic")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("ru", _("Russian")),
    ("zh-hans", _("Chinese")),
]
LANGUAGE_CODE = "en"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STATICFILES_DIRS = [("documents", PACKAGE / "documents/papers/look")]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "bureau.web.finders.JoinedFinder",
]

SECURE_CSP = CONTENT_SECURITY_POLICY
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
if switched("BUREAU_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

# Mail leaves only where a server is named, and never from a demonstration.
BUREAU_SENDS_MAIL = bool(os.environ.get("BUREAU_SMTP_HOST"))
BUREAU_ADDRESS = web_address("BUREAU_ADDRESS", "http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = os.environ.get("BUREAU_MAIL_FROM", "bureau@localhost")
SMTP_SECURITY = one_of("BUREAU_SMTP_SECURITY", "", "starttls", "tls")
MAILERS = {
    "default": {
        "BACKEND": "bureau.record.notices.backends.EmailBackend",
        "OPTIONS": {
            "host": os.environ.get("BUREAU_SMTP_HOST", "localhost"),
            "port": whole_number("BUREAU_SMTP_PORT", 25, most=65535),
            "username": os.environ.get("BUREAU_SMTP_USER", ""),
            "password": os.environ.get("BUREAU_SMTP_PASSWORD", ""),
            "use_tls": SMTP_SECURITY == "starttls",
            "use_ssl": SMTP_SECURITY == "tls",
            "timeout": 60,
        },
    }
}

# What the health page calls well.
BUREAU_WORKER_SEEN_SECONDS = whole_number("BUREAU_WORKER_SEEN_SECONDS", 180)
BUREAU_OVERDUE_SECONDS = whole_number("BUREAU_OVERDUE_SECONDS", 300)
BUREAU_QUEUE_MAX = whole_number("BUREAU_QUEUE_MAX", 1000, least=0)
BUREAU_DISK_FREE_MB = whole_number("BUREAU_DISK_FREE_MB", 512, least=0)

DAYS_MOST = 36500
# How long what was sent is kept: mails in the outbox, deliveries of webhooks.
BUREAU_MAILS_KEPT_DAYS = whole_number("BUREAU_MAILS_KEPT_DAYS", 365, most=DAYS_MOST)
BUREAU_DELIVERIES_KEPT_DAYS = whole_number("BUREAU_DELIVERIES_KEPT_DAYS", 90, most=DAYS_MOST)

# Addresses that people give are public ones; only tests open the loopback.
BUREAU_FETCH_LOOPBACK = switched("BUREAU_FETCH_LOOPBACK")

# The seams of the house: who builds an actor and knows the zone of their organisation, what kinds
# there are, who writes the papers on what was put forward, who follows the journal.
BUREAU_HOME = HOME
BUREAU_JOURNAL_KEY = journal_key()
BUREAU_WIRING = "bureau.config.wiring.KINDS"
BUREAU_PANELS = [
    "bureau.institution.organisation.views.beginning.panel",
    "bureau.example.first_visit.panel",
]
BUREAU_API = "bureau.config.api.door.description"
BUREAU_API_AT_START = switched("BUREAU_API_AT_START")
BUREAU_ACTOR = "bureau.institution.organisation.queries.actors.actor_now"
BUREAU_STANDING = "bureau.institution.organisation.queries.standing.as_they_stand"
BUREAU_SECOND_PERSON = "bureau.institution.organisation.queries.actors.as_second_person"
BUREAU_INTERESTS = "bureau.institution.governance.queries.interests.stakes_of"
BUREAU_OWN_CASE = "bureau.institution.governance.queries.own_cases.has_case_before"
BUREAU_OWN_COURSE = "bureau.institution.governance.queries.own_cases.has_case_that_turns"
BUREAU_DRAFTS_READ = "bureau.institution.governance.queries.kept_papers.cases_with_drafts_read"
BUREAU_OWN_WORDS = "bureau.institution.governance.queries.own_texts.has_hand_in_words"
BUREAU_GRADES_OF_RULES = "bureau.institution.procedures.queries.rules.grades_named"
BUREAU_CITED_OF_SESSION = "bureau.institution.procedures.queries.sessions.cited_of"
# What decides about others, gives rights or secrets, or says who is told what. Where such a form
# comes after its sender was signed out, it is shown, and done on its own page alone.
BUREAU_DECIDED_ON_THEIR_PAGE = frozenset(
    {
        *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes"),
        *("mfa_add_webauthn", "mfa_remove_webauthn"),
        *("sign-in-of", "end-sessions", "end-session", "invite", "remove-factors"),
        *("untie-identity", "correct-name", "close-account", "open-account", "enrol-people"),
        *("settings-grants", "end-grant", "settings-roles", "end-role", "settings-offices-add"),
        *("settings-office-change", "settings-offices-settle", "settings-erasures"),
        *("settings-holds", "ask-to-lift-hold"),
        *("lift-hold", "token-new", "webhook-new", "webhook", "webhook-replay"),
        *("act-in", "delegate", "take-back-delegation", "be-away", "end-absence"),
        *("confirm-stand-in", "work-on-organisation", "settings-ceilings", "settings-ceiling"),
        *("settings-seats", "settings-seat", "body-seats", "settings-deciding"),
        *("settings-deciding-rule", "rule-entry-into-force", "rule-draft-withdrawal"),
        *("settings-bodies", "settings-body", "appoint", "end-incumbency", "engage"),
        *("change-engagement", "end-engagement", "strategic-plan-adoption"),
        *("instrument-change", "provision-change", "citation-end", "amendment-withdrawal"),
        *("document-withdrawal", "import-application", "import-proposal", "import-undoing"),
        *("correction", "correction-withdrawal", "meeting-acts", "budget-proposal-act"),
        *("budget-proposal-submission", "budget-proposal-withdrawal"),
        *("reorganisation-submission", "reorganisation-withdrawal", "reorganisation-act-new"),
        *("reorganisation-amendment-acceptance", "reorganisation-rescission"),
        *("reorganisation-clearance", "reorganisation-clearance-act"),
        *("reorganisation-clearance-return", "reorganisation-ballot-new"),
        *("reorganisation-ballot-vote", "reorganisation-ballot-closing"),
        *("reorganisation-ballot-calling-off", "reorganisation-people-confirmation"),
        *("reorganisation-people-closing", "reorganisation-release"),
        *("reorganisation-release-withdrawal", "reorganisation-papers-kept"),
        *("reorganisation-translator", "reorganisation-readers", "reorganisation-invitations"),
        *("reorganisation-discarding", "reorganisation-takeover", "assignment-closing"),
        *("assignment-dropping", "reorganisation-follow-up-assignment"),
        *("reorganisation-follow-up-dropping", "outbox-send-again", "outbox-leave"),
    }
)
# What lets in, or tells, beside a session: for each, how many of a person hold, and what revokes
# them.
BUREAU_WAYS_IN = [
    (
        "bureau.record.programs.queries.tokens.tokens_that_hold",
        "bureau.record.programs.services.tokens.revoke_tokens_of",
    ),
    (
        "bureau.record.programs.queries.webhooks.webhooks_that_stand",
        "bureau.record.programs.services.webhooks.end_webhooks_of",
    ),
    (
        "bureau.record.notices.queries.calendars.feeds_that_hold",
        "bureau.record.notices.services.choosing.revoke_feeds_of",
    ),
]
# Kinds of thing by which people may act, beside their posts, roles and grants.
BUREAU_POWERS = ("absence", "body", "delegation", "office", "rule", "seat", "translating")
BUREAU_ZONE = "bureau.institution.organisation.queries.organisations.zone_of"
BUREAU_PAPERS = "bureau.institution.governance.texts.papers.keeping.as_submitted"
BUREAU_FOLLOWERS = [
    "bureau.record.search.services.follow",
    "bureau.record.notices.services.telling.follow",
    "bureau.record.programs.services.delivering.follow",
]
# What rows name by kind and number: an act that wrote such a row needs it.
BUREAU_NAMED = "bureau.config.references.named_in"
# Those of some people who were erased: nothing new names them.
BUREAU_ERASED = "bureau.record.erasure.queries.are_erased"
BUREAU_HELD = "bureau.record.erasure.queries.why_held"
# What is done after an erasure, so that no trace is left in rows that are only derived.
BUREAU_TRACES = ["bureau.record.search.services.forget_for_good"]
BUREAU_DUTIES = {
    "bureau.record.journal.services.following.follow": 60,
    "bureau.record.journal.services.heads.write_head": 3600,
    "bureau.record.clock.services.prune": 3600,
    "bureau.record.clock.services.start_again": 600,
    "bureau.record.accounts.services.tries.forget_tries": 3600,
    "bureau.record.accounts.services.signing_in.forget_sessions": 3600,
    "bureau.record.search.services.reread_due": 3600,
    "bureau.record.notices.services.telling.tell_again": 600,
    "bureau.record.notices.services.sending.send_due": 60,
    "bureau.record.programs.services.delivering.deliver_due": 60,
    "bureau.record.notices.services.pruning.forget_mails": 86400,
    "bureau.record.programs.services.pruning.forget_deliveries": 86400,
    "bureau.record.files.services.forget_strays": 86400,
    "bureau.institution.governance.services.lapsing.lapse_due": 600,
    "bureau.institution.governance.services.ballots.close_due": 60,
}
# What is started again after it gave up, until it is done.
BUREAU_UNTIL_DONE = (
    "bureau.record.erasure.services.traces.leave_no_traces",
    "bureau.institution.governance.services.papers.keep_submitted",
)
