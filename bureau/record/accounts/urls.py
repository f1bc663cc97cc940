"""Signing in and out, one's own account, the language, and settings of people.

Names with `account_`, `mfa_` and `openid_connect_` are those by which the sign-in library asks.
"""

from django.urls import path

from bureau.record.accounts.views import (
    factors,
    identities,
    listed,
    own,
    settings,
    signing_in,
    staying,
)

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/", signing_in.sign_in, name="account_inactive"),
    path("sign-in/code/", factors.code, name="mfa_authenticate"),
    path("sign-in/passkey/", factors.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("sign-in/forgotten/", own.forgotten, name="forgotten"),
    path("sign-in/link/<str:token>/", own.link, name="sign-in-link"),
    path("sign-in/with/<slug:provider_id>/", identities.set_out, name="openid_connect_login"),
    path("sign-in/from/<slug:provider_id>/", identities.come_back, name="openid_connect_callback"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("language/", signing_in.language, name="set_language"),
    path("demonstration/sign-in/", signing_in.demonstration_sign_in, name="demonstration-sign-in"),
    path("account/", factors.account, name="mfa_index"),
    path("account/password/", own.password, name="account-password"),
    path("account/confirm/", factors.confirm, name="account_reauthenticate"),
    path("account/confirm/code/", factors.confirm_by_code, name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/", factors.confirm_by_passkey, name="mfa_reauthenticate_webauthn"
    ),
    path("account/codes/", factors.set_up_codes, name="mfa_activate_totp"),
    path("account/codes/end/", factors.end_codes, name="mfa_deactivate_totp"),
    path("account/recovery/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery/new/", factors.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/passkeys/", factors.add_passkey, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/end/", factors.end_passkey, name="mfa_remove_webauthn"),
    path("account/stay/", staying.stay, name="stay"),
    path("account/kept/", staying.kept, name="kept"),
    path("account/sessions/<int:sitting>/end/", own.end_session, name="end-session"),
    path("account/of/<int:person>/", own.sign_in_of, name="sign-in-of"),
    path("account/of/<int:person>/sessions/end/", own.end_sessions, name="end-sessions"),
    path("account/of/<int:person>/invitation/", own.invite, name="invite"),
    path("account/of/<int:person>/factors/end/", own.remove_factors_of, name="remove-factors"),
    path("account/of/<int:person>/identity/end/", own.untie_identity, name="untie-identity"),
    path("account/of/<int:person>/name/", own.correct_name, name="correct-name"),
    path("account/of/<int:person>/closing/", own.close_account, name="close-account"),
    path("account/of/<int:person>/opening/", own.open_account, name="open-account"),
    path("settings/people/", settings.people, name="settings-people"),
    path("settings/people/list/", listed.enrol_list, name="enrol-people"),
    path(
        "settings/people/names/<int:proposal>/<str:verdict>/",
        settings.settle_name,
        name="settle-name",
    ),
    path("settings/grants/", settings.grants, name="settings-grants"),
    path("settings/grants/<int:grant>/end/", settings.end_grant, name="end-grant"),
    path(
        "settings/grants/<int:proposal>/<str:verdict>/",
        settings.settle_grant,
        name="settle-grant",
    ),
]
