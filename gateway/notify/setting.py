"""Which outlets the settings name: none, unless they do."""

from collections.abc import Iterator

from gateway.assembly import Assembly
from gateway.notify.bots import DingTalk, Feishu, WeCom
from gateway.notify.outbound import Outbound
from gateway.notify.outlet import Outlet
from gateway.notify.sms import Sms
from gateway.settings import GatewaySettings
from services.chassis.clock import milliseconds


def outbound(on: Assembly) -> Outbound:
    """Who tells the outside."""
    found = outlets(on.settings)
    return Outbound(found, on.stores["group-notices"], on.database, on.city, milliseconds)


def outlets(settings: GatewaySettings) -> tuple[Outlet, ...]:
    """Make those whose address is set."""
    return tuple(_outlets(settings))


def _outlets(settings: GatewaySettings) -> Iterator[Outlet]:
    told = {
        name: getattr(settings, name).get_secret_value()
        for name in (
            *("wecom_url", "dingtalk_url", "dingtalk_secret", "feishu_url", "feishu_secret"),
            *("sms_url", "sms_token", "sms_to"),
        )
    }
    if told["wecom_url"]:
        yield WeCom(told["wecom_url"])
    if told["dingtalk_url"]:
        yield DingTalk(told["dingtalk_url"], told["dingtalk_secret"])
    if told["feishu_url"]:
        yield Feishu(told["feishu_url"], told["feishu_secret"])
    if told["sms_url"]:
        yield Sms(told["sms_url"], told["sms_token"], tuple(told["sms_to"].split()))
