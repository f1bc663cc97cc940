"""The pages of the thread are looked at in the house of the institution's tests."""

from tests.institution.conftest import built_house, house

__all__ = ["built_house", "house"]
