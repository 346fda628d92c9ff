"""What a law keeps of somebody who leaves: what, until when, and which law."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contracts.city import City
from contracts.views.account import Remains


def remains(
    going: Sequence[str], over: Sequence[str], city: City, now: datetime
) -> tuple[Remains, ...]:
    """What a law keeps, until when, and which."""
    retention = city.rules.retention
    texts = now + timedelta(days=retention.text_days)
    audit = now + timedelta(days=retention.audit_days)
    told = [
        Remains(
            what="open_cases",
            ids=tuple(going),
            until=None,
            basis_zh="接诉即办工作条例：未办结的事项须办结并回访；办结后立即去除您的身份信息。",
            basis_en="Open matters must be dealt with; your identity is taken out once they end.",
        ),
        Remains(
            what="case_texts",
            ids=tuple(over),
            until=texts,
            basis_zh="档案管理规定：事项正文保存十年；其中您的身份、电话、照片、门牌已去除。",
            basis_en="Archives keep texts for ten years; identity, phone, photos, house are gone.",
        ),
        Remains(
            what="audit_log",
            ids=(),
            until=audit,
            basis_zh="网络安全法第二十一条：网络日志至少保存六个月；只含编号，不含内容。",
            basis_en="Cybersecurity Law art. 21: logs are kept; they hold ids, no words.",
        ),
    ]
    return tuple(one for one in told if one.ids or one.what == "audit_log")


def records(ids: Sequence[str]) -> tuple[Remains, ...]:
    """What stays of what somebody did for others."""
    told = Remains(
        what="service_records",
        ids=tuple(ids),
        until=None,
        basis_zh="志愿服务条例第十九条：服务时长和积分须如实记录；只留账号编号，账号已注销。",
        basis_en="Records of service are kept by law, under the id of an account that is closed.",
    )
    return (told,) if ids else ()
