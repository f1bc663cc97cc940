"""Addresses of what a person keeps for programs."""

from django.urls import path

from bureau.record.programs.views import reference, tokens, webhooks

urlpatterns = [
    path("programs/", tokens.programs, name="programs"),
    path("programs/reference/", reference.reference, name="api-reference"),
    path("programs/tokens/new/", tokens.new, name="token-new"),
    path("programs/tokens/<int:token>/revocation/", tokens.revoke, name="token-revocation"),
    path("programs/webhooks/new/", webhooks.new, name="webhook-new"),
    path("programs/webhooks/<int:webhook>/", webhooks.webhook, name="webhook"),
    path("programs/webhooks/<int:webhook>/end/", webhooks.end, name="webhook-end"),
    path("programs/webhooks/<int:webhook>/replay/", webhooks.replay, name="webhook-replay"),
]
