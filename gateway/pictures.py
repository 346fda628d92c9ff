"""What may be uploaded: photos, made anew.

Rule 1: the content decides what a file is, not its name or what its sender says.
Rule 2: nothing of the sent bytes is kept: the picture is decoded, turned upright, made smaller if
need be and encoded again, so metadata, hidden payloads and other formats do not survive.
"""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from contracts.refusals import NotSo

ACCEPTED = frozenset({"image/jpeg", "image/png", "image/webp"})
MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 50_000_000
"""A decompression bomb claims more."""
LONGEST_SIDE = 2048
"""Pixels: enough to read a house number, small enough for a village's network."""


@dataclass(frozen=True)
class Picture:
    """A photo as it is kept: always JPEG."""

    body: bytes
    width: int
    height: int

    @property
    def etag(self) -> str:
        """The same for the same bytes."""
        return sha256(self.body).hexdigest()[:32]


def re_encoded(body: bytes) -> Picture:
    """Make the picture anew. Takes a while: call it in a thread.

    Raises:
        NotSo: too large, not a photo, disguised, or damaged; `field` is `file`.
    """
    if len(body) > MOST_BYTES:
        raise NotSo("file_too_large", field="file", most_mb=MOST_BYTES // 1024 // 1024)
    if _kind(body) not in ACCEPTED:
        raise NotSo("not_a_photo", field="file")
    # Pillow weighs 6 MB, what tells files apart 1.4: they come with the first photo.
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        return _made_anew(body)
    except (OSError, ValueError, SyntaxError, *bombs) as error:
        raise NotSo("photo_damaged", field="file") from error


def _kind(body: bytes) -> str:
    import puremagic

    try:
        return puremagic.from_string(body, mime=True)  # pyright: ignore[reportUnknownMemberType]
    except (puremagic.PureError, ValueError):
        return ""


def _made_anew(body: bytes) -> Picture:
    from PIL import Image, ImageOps

    with Image.open(BytesIO(body), formats=("JPEG", "PNG", "WEBP")) as sent:
        if sent.width * sent.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        sent.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(sent).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    out = BytesIO()
    clean.save(out, "JPEG", quality=85)
    return Picture(out.getvalue(), clean.width, clean.height)
