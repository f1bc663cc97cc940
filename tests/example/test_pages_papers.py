"""The pages of papers: the set of a case, one as a page and as a file, for whoever may see it."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from bureau.config.cli import main
from bureau.core.papers.kinds import KINDS
from bureau.core.reasons import Refused
from bureau.core.texts import Status, Text
from bureau.documents.packs import packed
from bureau.documents.papers.canonical import sha256
from bureau.institution.governance.models import AffectedPerson, Reorganisation
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.versions import state_seen
from bureau.institution.governance.services.papers import keep_papers
from bureau.institution.governance.texts.papers import GATHERED
from bureau.institution.governance.texts.papers.writing import gathered
from bureau.institution.organisation.models import UnitVersion, Wording
from bureau.institution.papers.models import Paper
from bureau.institution.papers.services.kept import HASHED, Written
from bureau.record.accounts.models import User
from bureau.record.files.services import Content
from bureau.record.files.store import put
from tests.example.conftest import actor

pytestmark = pytest.mark.usefixtures("example", "db")
OF_THE_CHART = ("staffing-table", "chart-poster")
"""The chart of the example is public; neither says a name."""
BEGINS = {"pdf": b"%PDF-1.7", "docx": b"PK", "html": b"<!doctype html>", "akn": b"<?xml"}


def client(login: str = "") -> Client:
    visitor = Client()
    if login:
        visitor.force_login(User.objects.get(login=login))
    return visitor


def sent(visitor: Client, address: str) -> bytes:
    """What goes out part by part."""
    answer = visitor.get(address)
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue()


def case() -> int:
    return Reorganisation.objects.get(reference="TSB-2024").pk


def on(kind: str) -> int:
    """A thing that such a paper is on."""
    match kind:
        case "letter":
            return AffectedPerson.objects.order_by("pk").values_list("pk", flat=True)[0]
        case "staffing-table" | "chart-poster":
            return UnitVersion.objects.filter(code="TSB").values_list("subject", flat=True)[0]
        case "delegation-report":
            return 2024
    return Reorganisation.objects.get(reference="TSB-2024").pk


def test_the_set_has_every_language_and_says_what_each_lacks() -> None:
    address = reverse("reorganisation-papers", args=[case()])
    text = client("organisation-officer").get(address).content.decode()
    assert text.count("6 languages complete") == 4
    assert "formal phrases not confirmed" in text
    assert reverse("paper", args=["council-paper", case(), "ar"]) in text


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_read_as_a_page_and_taken_as_files(kind: str) -> None:
    login = "human-resources" if kind == "letter" else "organisation-officer"
    visitor, number = client(login), on(kind)
    address = reverse("paper", args=[kind, number, "ar"])
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert f'class="paper {kind}" lang="ar" dir="rtl"' in answer.content.decode()
    for format in KINDS[kind].formats:
        file = visitor.get(address, {"format": format})
        assert file.content.startswith(BEGINS[format]), format
        assert f"-{kind}-ar.{format}" in file.headers["Content-Disposition"]


def sheet_of(content: bytes) -> tuple[int, int]:
    box = PdfReader(io.BytesIO(content)).pages[0].mediabox
    return round(min(box.width, box.height)), round(max(box.width, box.height))


def test_a_poster_is_written_for_the_sheet_that_is_chosen() -> None:
    address = reverse("paper", args=["chart-poster", on("chart-poster"), "fr"])
    visitor = client()
    page = visitor.get(address).content.decode()
    assert f'href="{address}?size=a3"' in page and f'href="{address}?size=a1"' in page
    chosen = visitor.get(address, {"size": "a1"}).content.decode()
    assert f"{address}?size=a1&amp;format=pdf" in chosen
    for asked, size in (
        ({}, (842, 1191)),
        ({"size": "a3"}, (842, 1191)),
        ({"size": "a1"}, (1684, 2384)),
    ):
        assert sheet_of(visitor.get(address, {"format": "pdf", **asked}).content) == size
    assert (
        "size="
        not in visitor.get(reverse("paper", args=["decision", case(), "fr"])).content.decode()
    )


def test_the_shell_writes_a_poster_for_the_sheet_that_is_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "poster.pdf"
    assert main(["write", "chart-poster", "TSB", "--size", "a1", "-o", str(file)]) == 0
    assert sheet_of(file.read_bytes()) == (1684, 2384)
    words = ["write", "decision", "TSB-2024", "--size", "a3", "-o", str(file)]
    assert main([*words, "--as", "organisation-officer"]) == 2
    assert "a chart-poster has" in capsys.readouterr().err


@pytest.mark.parametrize("kind", KINDS)
def test_the_operator_writes_every_kind_of_the_example_or_is_told_how(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = AffectedPerson.objects.earliest("pk").pk
    things = {"reorganisation": "TSB-2024", "unit": "TSB", "year": "2024", "affected_person": line}
    words = ["write", kind, str(things[GATHERED[kind].of]), "-o", str(tmp_path / "paper.pdf")]
    if kind == "letter":
        assert main(words) == 2
        assert "Asked as the operator; --as LOGIN asks as" in capsys.readouterr().err
        words += ["--as", "human-resources"]
    assert main(words) == 0
    assert (tmp_path / "paper.pdf").read_bytes().startswith(BEGINS["pdf"])


@pytest.mark.parametrize(
    ("kind", "on", "told"),
    [
        ("decision", "SED-STAFFING", "may see. Asked as the operator; --as LOGIN asks as"),
        ("delegation-report", "TSB-2024", "TSB-2024 is no year."),
        ("letter", "TSB-2024", "no number of a line of the list of people affected. That is in"),
    ],
)
def test_the_shell_says_what_to_do_about_what_it_does_not_find(
    kind: str, on: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["write", kind, on, "-o", str(tmp_path / "paper.pdf")]) == 2
    assert told in capsys.readouterr().err


def test_a_whole_kind_comes_as_one_file() -> None:
    address = reverse("paper-set", args=["decision", case()])
    content = sent(client("organisation-officer"), address)
    one = gathered(actor("organisation-officer"), "decision", case())
    assert content == packed(one.files())
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert len(names) == 6 * len(KINDS["decision"].formats) + 1
    assert "manifest.json" in names
    assert "TSB-2024-decision-zh-hans.docx" in names


def test_all_kinds_come_as_one_file_with_one_manifest() -> None:
    address = reverse("reorganisation-papers-packed", args=[case()])
    visitor = client("organisation-officer")
    assert address in visitor.get(reverse("reorganisation-papers", args=[case()])).content.decode()
    with zipfile.ZipFile(io.BytesIO(sent(visitor, address))) as pack:
        *names, last = pack.namelist()
        told = json.loads(pack.read(last))
        assert pack.testzip() is None and last == "manifest.json"
        assert names == sorted(told)
        content = pack.read("TSB-2024-job-description-ru.html")
    assert told["TSB-2024-job-description-ru.html"]["sha256"] == sha256(content)
    kinds = {one["kind"] for one in told.values()}
    assert kinds == {"council-paper", "committee-document", "decision", "job-description"}


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_reads_a_paper_on_what_they_may_not_see(kind: str) -> None:
    stranger = client()
    for name, args in (("paper", [kind, on(kind), "en"]), ("paper-set", [kind, on(kind)])):
        found = stranger.get(reverse(name, args=args)).status_code
        assert found == (200 if kind in OF_THE_CHART else 404)


@pytest.mark.parametrize(
    "args", [["poem", 1, "en"], ["decision", 1, "de"], ["decision", 999, "en"]]
)
def test_there_is_no_other_kind_language_or_case(args: list[object]) -> None:
    assert client("organisation-officer").get(reverse("paper", args=args)).status_code == 404


def test_what_is_kept_stays_and_is_final_where_nothing_in_it_is_a_draft() -> None:
    visitor = client("organisation-officer")
    address = reverse("reorganisation-papers-kept", args=[case(), "decision"])
    told = visitor.post(address, {"key": "0" * 32}, follow=True).content.decode()
    assert "They are kept as they were written." in told
    kept = Paper.objects.filter(kind="decision")
    assert kept.count() == 24
    assert set(kept.filter(is_final=False).values_list("language", flat=True)) == {"ar", "es"}
    assert "Kept on" in told
    file = visitor.get(reverse("kept-paper", args=[kept.filter(format="pdf")[0].pk]))
    assert b"".join(file).startswith(b"%PDF")
    assert client().post(address, {"key": "1" * 32}).status_code == 404


def test_every_letter_of_the_case_is_set_as_a_file() -> None:
    by = actor("organisation-officer")
    for number in AffectedPerson.objects.values_list("pk", flat=True):
        assert gathered(by, "letter", number).written("ar", "pdf").startswith(b"%PDF")


@pytest.fixture
def unknown() -> str:
    """A letter that no font has, in the title of what the case adopts."""
    title = Wording.objects.filter(said__said__en__0="Strategic Engagement Department")
    title.update(said=Text("en", {"en": ("\u13a3 SED", Status.ORIGINAL)}))
    return "\u13a3"


def test_letters_that_the_fonts_lack_are_told_and_the_other_formats_stay(unknown: str) -> None:
    visitor, address = (
        client("organisation-officer"),
        reverse("paper", args=["decision", case(), "en"]),
    )
    answer = visitor.get(address, {"format": "pdf"})
    assert answer.status_code == 422
    assert "letters that its fonts do not have" in answer.content.decode()
    assert visitor.get(address, {"format": "docx"}).content.startswith(b"PK")


def test_what_cannot_be_set_is_left_out_of_a_pack_and_named_in_its_manifest(unknown: str) -> None:
    content = sent(client("organisation-officer"), reverse("paper-set", args=["decision", case()]))
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        *names, last = pack.namelist()
        told = json.loads(pack.read(last))
    assert "TSB-2024-decision-en.docx" in names
    left = {name: one["left_out"] for name, one in told.items() if "left_out" in one}
    assert left["TSB-2024-decision-en.pdf"] == f'its fonts do not have the letter "{unknown}"'
    assert sorted([*names, *left]) == sorted(told)


def test_the_shell_says_what_cannot_be_set(
    unknown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, by = tmp_path / "x.pdf", ["--as", "organisation-officer"]
    assert main(["write", "decision", "TSB-2024", *by, "-o", str(file)]) == 1
    told = capsys.readouterr().err
    assert unknown in told and "Write it as docx or html." in told
    assert not file.exists()


def test_what_its_face_keeps_from_being_sent_is_not_final() -> None:
    by = actor("organisation-officer")
    state = state_seen(seen_by(by, [case()])[case()])
    words = b"a paper"
    content = Content(put(words), len(words), "html")
    manifest = {name: "0" * 64 for name in HASHED}
    for warnings, is_final in (((), True), (("demonstration",), True), (("claim_false",), False)):
        kind = f"paper-{len(warnings)}{'-false' * (not is_final)}"
        one = Written(kind, "en", "html", content, manifest, warnings)
        keep_papers(by, reorganisation=case(), seen=state, written=[one])
        assert Paper.objects.get(kind=kind).is_final == is_final


def test_papers_of_a_case_that_changed_meanwhile_are_not_kept() -> None:
    with pytest.raises(Refused) as refused:
        keep_papers(
            actor("organisation-officer"), reorganisation=case(), seen="another", written=[]
        )
    assert [one.code for one in refused.value.reasons] == ["changed_since_seen"]
