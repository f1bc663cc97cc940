"""The catalogue of trials for every test of phrases, and clients for the pages."""

from tests.institution.organisation.conftest import administrator, member, officer, signed_in
from tests.institution.papers.catalogue import catalogue

__all__ = ["administrator", "catalogue", "member", "officer", "signed_in"]
