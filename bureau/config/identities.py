"""Sign-in by an identity elsewhere: one OpenID Connect provider, named by the environment."""

from collections.abc import Mapping
from typing import Any

PROVIDER = "openid_connect"


def identity_apps(environment: Mapping[str, str]) -> list[str]:
    """What is installed for it; where no issuer is named, nothing: what it loads is large."""
    named = environment.get("BUREAU_OIDC_ISSUER")
    return [f"allauth.socialaccount.providers.{PROVIDER}"] if named else []


def identity_providers(environment: Mapping[str, str]) -> dict[str, Any]:
    """The provider's settings as the sign-in library reads them; none where no issuer is named."""
    issuer = environment.get("BUREAU_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    app = {
        "provider_id": "sso",
        "name": environment.get("BUREAU_OIDC_NAME", issuer),
        "client_id": environment.get("BUREAU_OIDC_CLIENT", "bureau"),
        "secret": environment.get("BUREAU_OIDC_SECRET", ""),
        "settings": {"server_url": issuer},
    }
    return {PROVIDER: {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
