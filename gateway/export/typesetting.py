"""`python -m gateway.export.typesetting table`: words as JSON come in, a PDF goes out."""

import sys
from pathlib import Path

import typst

FOLDER = Path(__file__).parent


def main() -> int:
    """Set one paper by the template of this name."""
    data = sys.stdin.buffer.read().decode()
    body: bytes = typst.compile(
        (FOLDER / f"{sys.argv[1]}.typ").read_bytes(),
        font_paths=typst.Fonts(font_paths=[str(FOLDER / "fonts")], include_system_fonts=False),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    sys.stdout.buffer.write(body)
    return 0


if __name__ == "__main__":
    sys.exit(main())
