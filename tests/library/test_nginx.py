"""Files through a real nginx, with the file that production uses: the portal only decides."""

import json
from pathlib import Path

import pytest

from tests.servers.nginx import Nginx

FORGED = {"X_Sendfile_Type": "X-Accel-Redirect"}
# What may differ: who answers and how the connection goes on.
OF_THE_SERVER = {"Server", "Date", "Connection", "Accept-Ranges", "X-Accel-Expires", "X-Request-ID"}
# What the portal says of all its answers; a picture that nginx finds by itself does without it,
# and is known by nginx's own validators.
OF_A_PAGE = {"Referrer-Policy", "X-Frame-Options", "Cross-Origin-Opener-Policy", "Vary"}
OF_THE_FINDER = {"ETag", "Last-Modified"}


def prepare() -> None:
    """Inside the portal: documents that an article shows, and a picture."""
    from tests.factories.library import DocumentFactory, PictureFactory, upload
    from tests.factories.publishing import published
    from tests.library import papers

    article = published(cover=PictureFactory(width=1000))
    uploads = {
        "pdf": upload(papers.paper("Perlorodka"), "Zpráva.pdf"),
        "csv": upload(b"obec;kraj\n", "Obce.csv"),
        "lost": upload(papers.paper("Mlok"), "Ztracená.pdf"),
    }
    told = {"picture": article.cover.url, "avif": article.cover.renditions("AVIF")[0][1].url}
    for name, file in uploads.items():
        document = DocumentFactory(upload=file, title="Žlutá zpráva „A“")
        article.attachments.create(document=document)
        told[name] = document.get_absolute_url()
        told[f"{name} stored"] = document.file.name
    article.sync()
    print(json.dumps(told))


@pytest.fixture(scope="module")
def files(portal) -> dict[str, str]:
    code = "from tests.library import test_nginx; test_nginx.prepare()"
    return json.loads(portal.manage("shell", "-v0", "-c", code).splitlines()[-1])


@pytest.fixture(scope="module")
def portal(make_portal):
    portal = make_portal(TRUSTED_PROXIES="127.0.0.1")
    portal.start()
    return portal


@pytest.fixture(scope="module")
def nginx(portal):
    nginx = Nginx(portal)
    nginx.start()
    yield nginx
    nginx.stop()


def headers(answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in OF_THE_SERVER}


@pytest.mark.parametrize("file", ["pdf", "csv"])
def test_what_comes_is_the_same_as_without_it(portal, nginx, files, file):
    direct, through = portal.get(files[file]), nginx.get(files[file])
    assert through.status == 200 and through.body == direct.body
    assert headers(through) == headers(direct)
    names = [name.lower() for name in through.headers]
    assert len(names) == len(set(names))  # no header comes twice
    assert through.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in through.headers["Content-Security-Policy"]
    told = nginx.get(files[file], method="HEAD")
    assert (told.status, told.body) == (200, b"")
    assert headers(told) == headers(direct)


@pytest.mark.parametrize("file", ["picture", "avif"])
def test_pictures_do_not_even_reach_the_portal(portal, nginx, files, file):
    direct, through = portal.get(files[file]), nginx.get(files[file])
    assert through.status == 200 and through.body == direct.body
    left_out = OF_A_PAGE | OF_THE_FINDER
    assert {name: value for name, value in headers(through).items() if name not in left_out} == {
        name: value for name, value in headers(direct).items() if name not in left_out
    }
    assert not OF_A_PAGE & set(through.headers)  # it was not the portal that answered
    known = nginx.get(files[file], If_None_Match=through.headers["ETag"])
    assert (known.status, known.body) == (304, b"")
    assert nginx.get(files[file], method="HEAD").body == b""


def test_nginx_itself_sends_the_file(portal, nginx, files):
    """The portal only says where it is; a reader who asks as nginx does learns that and no byte."""
    answer = portal.get(files["pdf"], **FORGED)
    assert answer.body == b""
    assert answer.headers["X-Accel-Redirect"] == f"/.files/{files['pdf stored']}"
    through = nginx.get(files["pdf"], **FORGED)
    assert through.body.startswith(b"%PDF-")
    assert "X-Accel-Redirect" not in through.headers
    # Nor can a reader keep nginx from it.
    assert nginx.get(files["pdf"], X_Sendfile_Type="").headers["Accept-Ranges"] == "bytes"


def test_a_part_of_a_document_can_be_asked_for(nginx, files):
    whole = nginx.get(files["pdf"])
    part = nginx.get(files["pdf"], Range="bytes=5-24")
    assert part.status == 206 and part.body == whole.body[5:25]
    assert part.headers["X-Content-Type-Options"] == "nosniff"
    same = nginx.get(files["pdf"], Range="bytes=5-24", If_Range=whole.headers["ETag"])
    assert same.status == 206
    other = nginx.get(files["pdf"], Range="bytes=5-24", If_Range='"jiny"')
    assert other.status == 200 and other.body == whole.body


@pytest.mark.parametrize("door", ["portal", "nginx"])
def test_what_a_reader_knows_is_compared_by_the_portal(request, files, door):
    door = request.getfixturevalue(door)
    first = door.get(files["pdf"])
    etag, date = first.headers["ETag"], first.headers["Last-Modified"]
    known = door.get(files["pdf"], If_None_Match=etag)
    assert (known.status, known.body, known.headers["ETag"]) == (304, b"", etag)
    assert door.get(files["pdf"], If_Modified_Since=date).status == 304
    for unlike in (
        {"If_None_Match": '"jiny"'},
        {"If_Modified_Since": "Thu, 01 Jan 2015 00:00:00 GMT"},
        {"If_None_Match": '"jiny"', "If_Modified_Since": date},
        {"If_Match": etag},
        {"If_Match": "*"},
        {"If_Unmodified_Since": date},
    ):
        answer = door.get(files["pdf"], **unlike)
        assert (answer.status, answer.body) == (200, first.body), unlike
    assert door.get(files["pdf"], If_Match='"jiny"').status == 412


def test_a_lost_file_is_the_portals_own_page(portal, nginx, files):
    lost = Path(portal.env["MEDIA_ROOT"], files["lost stored"])
    lost.unlink(missing_ok=True)
    for door in (portal, nginx):
        answer = door.get(files["lost"])
        assert answer.status == 404
        assert "Stránka nenalezena" in answer.text
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_nginx_cannot_find_or_read_is_no_page_of_its_own(portal, files):
    """It has gone since the portal looked; or the folder is not what the portal writes to."""
    blind = Nginx(portal, "blind")
    blind.media = str(portal.folder / "nowhere")
    blind.start()
    answer, picture = blind.get(files["pdf"]), blind.get(files["picture"])
    blind.stop()
    assert answer.status == 404
    assert "Stránka nenalezena" in answer.text
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "immutable" not in answer.headers.get("Cache-Control", "")
    # The portal may have it elsewhere, in S3.
    assert picture.status == 200 and picture.body == portal.get(files["picture"]).body


def test_pages_come_through_with_their_own_headers(portal, nginx):
    for path in ("/", "/admin/login/", "/neni-tu/"):
        direct, through = portal.get(path), nginx.get(path)
        assert through.status == direct.status
        # What it compresses on the way depends on what the reader understands.
        assert headers(through).keys() | {"Vary"} == headers(direct).keys() | {"Vary"}
        assert through.headers.get_all("X-Content-Type-Options") == ["nosniff"]


def test_what_is_too_large_is_refused_without_waiting_for_it(nginx):
    answer = nginx.get("/admin/login/", method="POST", Content_Length=str(70 * 10**6))
    assert answer.status == 413
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_nobody_invents_where_he_comes_from(portal, nginx):
    """The portal would answer to what says it came by HTTPS as if it did."""
    secure = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "192.0.2.1"}
    assert headers(nginx.get("/", **secure)) == headers(nginx.get("/"))


def test_nginx_has_nothing_to_complain_of(nginx):
    assert "[warn]" not in nginx.log and "[emerg]" not in nginx.log
