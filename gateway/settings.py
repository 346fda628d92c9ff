"""What the gateway is told by its environment, beside what every process is told."""

from collections.abc import Mapping
from typing import Annotated

from limits import RateLimitItem, parse
from pydantic import Field, SecretStr, field_validator

from services.chassis.settings import Settings


class GatewaySettings(Settings):
    """The gateway's settings."""

    service: str = "gateway"
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    token_secret: Annotated[SecretStr, Field(min_length=32)]
    """Signs the access tokens of people; at least 32 characters."""
    demo_password: SecretStr | None = None
    """Password of every account that has none of its own; unset: such accounts cannot sign in."""
    intake_url: str = "http://127.0.0.1:8081"
    dispatch_url: str = "http://127.0.0.1:8082"
    response_url: str = "http://127.0.0.1:8083"
    evaluation_url: str = "http://127.0.0.1:8084"
    rate_per_account: str = "1200/minute"
    """Requests of one account, as the `limits` library writes it."""
    rate_per_address: str = "12000/minute"
    """Requests from one address: a whole office may share one."""
    sign_ins_per_address: str = "300/minute"
    reveals_per_account: str = "30/day"
    """How often one account may ask who reported something."""
    rate_per_device: str = "60/minute"
    """Alarms of one sensor or monitoring platform."""
    reconcile_minutes: Annotated[float, Field(gt=0)] = 15
    """How often what was said is compared with what was heard."""
    access_minutes: Annotated[float, Field(gt=0, le=60)] = 10
    """How long an access token lasts."""
    idle_minutes: Annotated[float, Field(gt=0)] = 15
    """How long a session of somebody with a post lasts that nobody refreshes (GB/T 22239)."""
    session_hours: Annotated[float, Field(gt=0)] = 12
    """How long it lasts at most."""
    people_idle_days: Annotated[float, Field(gt=0)] = 7
    """The same for residents and volunteers, who use their own phones."""
    people_days: Annotated[float, Field(gt=0)] = 30
    """The same at most."""
    sessions_per_account: Annotated[int, Field(ge=0)] = 0
    """How many an account may have at once; the oldest gives way. 0: any; 等保 level 3 asks 1."""

    wecom_url: SecretStr = SecretStr("")
    """Webhook of a WeCom group bot; empty, as all of these: not used."""
    dingtalk_url: SecretStr = SecretStr("")
    dingtalk_secret: SecretStr = SecretStr("")
    feishu_url: SecretStr = SecretStr("")
    feishu_secret: SecretStr = SecretStr("")
    sms_url: SecretStr = SecretStr("")
    sms_token: SecretStr = SecretStr("")
    sms_to: SecretStr = SecretStr("")
    """Phones of those on duty, with spaces between."""

    @field_validator(
        *("rate_per_account", "rate_per_address", "rate_per_device"),
        *("sign_ins_per_address", "reveals_per_account"),
    )
    @classmethod
    def _rate(cls, text: str) -> str:
        parse(text)
        return text

    @property
    def upstreams(self) -> Mapping[str, str]:
        """Where the owners are, by service."""
        return {
            "intake": self.intake_url,
            "dispatch": self.dispatch_url,
            "response": self.response_url,
            "evaluation": self.evaluation_url,
        }

    @property
    def account_rate(self) -> RateLimitItem:
        """How much one account may ask."""
        return parse(self.rate_per_account)

    @property
    def address_rate(self) -> RateLimitItem:
        """How much one address may ask."""
        return parse(self.rate_per_address)

    @property
    def device_rate(self) -> RateLimitItem:
        """How many alarms one device may post."""
        return parse(self.rate_per_device)

    @property
    def reveal_rate(self) -> RateLimitItem:
        """How often one account may ask who reported something."""
        return parse(self.reveals_per_account)

    @property
    def sign_in_rate(self) -> RateLimitItem:
        """How often one address may try to sign in."""
        return parse(self.sign_ins_per_address)
