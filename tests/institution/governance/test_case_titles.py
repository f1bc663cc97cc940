"""What a case is called is no title of a post, in languages that have two words for them."""

import pytest
from django.utils.translation import gettext, override

from bureau.institution.governance.forms.budget_proposals import ProposalForm
from bureau.institution.governance.forms.cases import CaseForm
from bureau.institution.governance.forms.descriptions import DescriptionForm


@pytest.mark.parametrize("language", ["ar", "fr", "ru", "zh-hans"])
def test_the_title_of_a_case_has_a_word_of_its_own(language: str) -> None:
    with override(language):
        of_a_post = gettext("Title")
        assert str(DescriptionForm.base_fields["title"].label) == of_a_post
        for form in (CaseForm, ProposalForm):
            assert str(form.base_fields["title"].label) != of_a_post
