"""Settings come from the environment and keep their secrets; a folder is read as text."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from services.chassis.settings import Misconfigured, Settings, read_folder


def settings(**changes) -> Settings:
    return Settings(**({"secret": SecretStr("x" * 32)} | changes))


def test_no_secret_is_printed():
    told = repr(settings(amqp_url=SecretStr("amqp://u:hidden@h/")))

    assert "hidden" not in told
    assert "x" * 32 not in told


def test_the_database_is_named_after_namespace_and_service():
    assert settings(namespace="t1", service="intake").database == "t1_intake"


def test_a_folder_is_read_by_path_without_what_is_hidden(tmp_path: Path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.yaml").write_text("二", "utf-8")
    (tmp_path / "a.yaml").write_text("one", "utf-8")
    (tmp_path / ".hidden").write_bytes(b"\xff")

    assert dict(read_folder(tmp_path)) == {"a.yaml": "one", "deep/b.yaml": "二"}


def test_a_folder_that_is_missing_or_not_text_is_a_plain_sentence(tmp_path: Path):
    (tmp_path / "picture.png").write_bytes(b"\xff\xd8")

    with pytest.raises(Misconfigured, match="There is no folder"):
        read_folder(tmp_path / "nowhere")
    with pytest.raises(Misconfigured, match="not UTF-8"):
        read_folder(tmp_path)
