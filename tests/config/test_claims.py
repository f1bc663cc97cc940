"""Claims from the shell: for people, for programs, and as the person who asks."""

import json

from pytest import CaptureFixture

from bureau.config.cli import main
from tests.institution.governance.engagement import draft_engagement
from tests.institution.governance.test_claims import claim, open_a_post
from tests.institution.house import House
from tests.institution.organisation.reorganised import signed_in


def test_claims_are_told_with_verdict_and_evidence(
    house: House, capsys: CaptureFixture[str]
) -> None:
    case = draft_engagement(house)
    signed_in(house, "Olga")
    signed_in(house, "Stray")
    claim(case, "unit_unchanged", unit=house.units["OPD"])
    claim(case, "nobody_without_post")
    open_a_post(case)
    asked = ["claims", "TSB-2024", "--as", "Olga"]
    assert main([*asked, "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert {"claim", "subject", "verdict", "evidence"} <= first.keys()
    assert (first["claim"], first["subject"], first["verdict"]) == (
        "unit_unchanged",
        "OPD",
        "false",
    )
    assert first["evidence"] == ["NEW (Chief of Engagement) comes to it from 1 July 2024."]
    assert (second["subject"], second["verdict"]) == ("", "true")
    assert main(asked) == 0
    said = capsys.readouterr().out.splitlines()
    assert (
        said[0].split() == "✕ false 1. OPD is unchanged, with everything in it. (was: true)".split()
    )
    assert said[2].startswith("✓ true")
    assert main(["claims", "TSB-2024", "--as", "Stray"]) == 2
    assert capsys.readouterr().err == "There is no case TSB-2024 that you may see.\n"
