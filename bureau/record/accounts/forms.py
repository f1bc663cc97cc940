"""What people may type to sign in."""

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """Login and password; Django's own refusals, which do not tell which of the two was wrong."""
