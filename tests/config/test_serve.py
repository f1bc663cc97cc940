"""Serving ends in good order: what is in hand is finished and answered."""

import os
import signal
import time
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bureau.config.commands import demo
from bureau.config.proving.grounds import Ground, Stage, copied
from bureau.config.proving.serving import free_port, kill, post, wait_until_serving
from tests.grounds import template


@pytest.fixture
def ground() -> Iterator[Ground]:
    with copied(template(Stage.FOUNDED)) as ground:
        yield ground


def test_a_form_in_hand_is_answered_before_serving_ends(ground: Ground) -> None:
    port = free_port()
    process = ground.start("-m", "bureau.config.cli", "serve", "--port", str(port))
    try:
        wait_until_serving(port, seconds=60)
        with ThreadPoolExecutor() as pool:
            fields = {"key": "slow", "name": "Ada", "seconds": "1"}
            answer = pool.submit(post, port, "/prove/people/", fields)
            time.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            assert answer.result()[0] == 200
        assert process.wait(timeout=40) == 0
        told = (ground.home / "log").read_text()
        assert f"Bureau is at http://127.0.0.1:{port}/" in told and "WARNING" not in told
    finally:
        kill(process)


def test_an_interrupt_is_for_the_one_that_looks_after_the_others(ground: Ground) -> None:
    """A terminal sends it to all: who ended by themselves would be started again meanwhile."""
    port = free_port()
    process = ground.start("-m", "bureau.config.cli", "serve", "--port", str(port))
    try:
        wait_until_serving(port, seconds=60)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for child in children:
            os.kill(int(child), signal.SIGINT)
        time.sleep(2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=40) == 0
        assert children and "started again" not in (ground.home / "log").read_text()
    finally:
        kill(process)


@pytest.mark.thorough
def test_the_addresses_of_trials_are_closed_to_everybody_else(ground: Ground) -> None:
    refused = ground.command("manage", "check", BUREAU_UNDER_TRIAL="")
    assert refused.returncode == 1 and "only `bureau prove` may" in refused.stderr


def test_mails_of_the_example_lead_to_where_it_is_served(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    built: list[str] = []
    monkeypatch.delenv("BUREAU_ADDRESS", raising=False)
    monkeypatch.setattr(demo, "make_ready", lambda _said: built.append(settings.BUREAU_ADDRESS))
    settings.BUREAU_ADDRESS = "http://127.0.0.1:8000"
    demo.execute(Namespace(host="127.0.0.1", port=8123, prepare=True))
    assert built == ["http://127.0.0.1:8123"]
