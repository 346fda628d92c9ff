"""What a process is told by its environment, read once. Every name begins with WHISTLE_.

A service with its own default port, or knobs of its own, inherits and adds fields:

    class IntakeSettings(Settings):
        service: str = "intake"
        port: int = 8081
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Misconfigured(Exception):
    """The process cannot start like this; the message is one plain sentence for the operator."""


class Settings(BaseSettings):
    """The settings all processes share."""

    model_config = SettingsConfigDict(env_prefix="WHISTLE_", frozen=True, extra="ignore")

    service: str = "whistle"
    """Name of the process: in queue and database names, logs and traces."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    namespace: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")] = "whistle"
    """Prefix of exchange, queue and database names, so that parallel systems never meet."""
    amqp_url: SecretStr = SecretStr("amqp://guest:guest@127.0.0.1:5672/")
    mongo_url: SecretStr = SecretStr("mongodb://127.0.0.1:27017/?replicaSet=rs0")
    city: Path = Path("deploy/city/demo")
    """Folder of the city pack."""
    secret: Annotated[SecretStr, Field(min_length=32)]
    """Signs the actor header between the gateway and the services; at least 32 characters."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    otlp_endpoint: str = ""
    """Where traces go (OTLP over HTTP), like http://collector:4318; empty: no tracing, no cost."""
    trace_sample: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Share of new traces that are recorded; a caller's decision is followed."""
    stop_within: Annotated[float, Field(gt=0)] = 10.0
    """Seconds a graceful stop may take."""

    @property
    def database(self) -> str:
        """This service's database."""
        return f"{self.namespace}_{self.service}"


def read_folder(folder: Path) -> Mapping[str, str]:
    """Return the text files below a folder by their path in it; hidden ones are left out.

    Raises:
        Misconfigured: no such folder, or a file that is not text.
    """
    if not folder.is_dir():
        raise Misconfigured(f"There is no folder {folder}.")
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    shown = {
        name: path
        for name, path in sorted(names.items())
        if path.is_file() and not any(part.startswith(".") for part in name.split("/"))
    }
    try:
        return {name: path.read_text("utf-8") for name, path in shown.items()}
    except UnicodeDecodeError as error:
        raise Misconfigured(f"A file in {folder} is not UTF-8 text.") from error
