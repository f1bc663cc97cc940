"""What acts are called: every service has a label, and no two have the same."""

from collections import Counter

from bureau.config.promises.every_act import services_there_are
from bureau.record.journal.texts import act_labels


def test_every_service_has_a_label() -> None:
    services = services_there_are()
    assert len(services) > 300
    assert sorted(services.keys() - act_labels().keys()) == []


def test_no_two_acts_have_the_same_label() -> None:
    """An auditor chooses an act by its label."""
    counted = Counter(str(label) for label in act_labels().values())
    assert [label for label, times in counted.items() if times > 1] == []
