"""What is uploaded is a photo, made anew, and kept the same wherever it is kept."""

from io import BytesIO

import pytest
from PIL import Image

from contracts.refusals import NotSo
from gateway import pictures
from gateway.files import GridFiles, MemoryFiles
from gateway.pictures import LONGEST_SIDE, re_encoded
from services.chassis.mongo import connect


def photo(size=(60, 40), kind="JPEG", **options):
    out = BytesIO()
    Image.new("RGB", size, "#336699").save(out, kind, **options)
    return out.getvalue()


def with_metadata(orientation=1):
    exif = Image.Exif()
    exif[0x010F] = "somebody's camera"
    exif[0x0112] = orientation
    return photo(exif=exif)


@pytest.fixture(params=["memory", "mongo"])
async def files(request):
    if request.param == "memory":
        yield MemoryFiles()
        return
    client = connect(request.getfixturevalue("mongo_url"))
    name = f"{request.getfixturevalue('namespace')}_files"
    yield GridFiles(client[name])
    await client.drop_database(name)
    await client.close()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_made_anew_as_jpeg(kind):
    picture = re_encoded(photo(kind=kind))

    assert picture.body.startswith(b"\xff\xd8\xff")
    assert (picture.width, picture.height) == (60, 40)


def test_metadata_does_not_survive():
    assert b"camera" in with_metadata()

    assert b"camera" not in re_encoded(with_metadata()).body


def test_a_photo_taken_sideways_is_turned_upright():
    picture = re_encoded(with_metadata(orientation=6))

    assert (picture.width, picture.height) == (40, 60)


def test_bytes_behind_the_picture_do_not_survive():
    picture = re_encoded(photo() + b"<script>alert(1)</script>")

    assert b"script" not in picture.body


def test_a_large_photo_is_made_smaller():
    picture = re_encoded(photo(size=(3000, 1500)))

    assert (picture.width, picture.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_a_photo"),
        (b"%PDF-1.7 not a photo", "not_a_photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not_a_photo"),
        (b"GIF89a" + bytes(60), "not_a_photo"),
        (photo()[:300], "photo_damaged"),
        (b"\xff\xd8\xff\xe0" + b"<html>" * 50, "photo_damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(pictures.MOST_BYTES), "file_too_large"),
    ],
)
def test_what_is_no_photo_is_refused_with_the_field(body, code):
    with pytest.raises(NotSo) as refused:
        re_encoded(body)

    assert (refused.value.code, refused.value.facts["field"]) == (code, "file")


def test_a_picture_that_would_fill_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)

    with pytest.raises(NotSo, match="photo_damaged"):
        re_encoded(photo(size=(100, 100), kind="PNG"))


async def test_what_was_put_is_got_with_who_put_it(files):
    picture = re_encoded(photo())

    id = await files.put(picture, "ann")

    kept = await files.get(id)
    assert (kept.picture, kept.by) == (picture, "ann")


async def test_the_same_id_is_kept_once(files):
    first, second = re_encoded(photo()), re_encoded(photo(size=(9, 9)))

    await files.put(first, "ann", "photo-1")
    await files.put(second, "bob", "photo-1")

    assert (await files.get("photo-1")).picture == first


async def test_who_uploaded_a_photo_is_known_without_reading_it(files):
    id = await files.put(re_encoded(photo()), "ann")

    assert await files.by(id) == "ann"


async def test_what_is_not_there_is_none_and_nobodys(files):
    assert await files.get("photo-unknown") is None
    assert await files.by("photo-unknown") is None
