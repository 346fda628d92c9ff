"""What a person reads when something is refused, in Chinese and English, found by its code.

Rule 1: a sentence says what is wrong and what to do next; it never blames and never quotes code.
Rule 2: `{placeholders}` are the facts of the refusal; a missing fact becomes an ellipsis, a list
is joined as the language joins lists, a time is told by the clock on the wall.
Rule 3: a code without a sentence of its own gets the general one, so nothing is ever blank.
Rule 4: here stand the codes every edge may answer; a service's own stand beside, in
`contracts/sentences_<service>.py` as `SENTENCES: {code: (zh, en)}`, and are found by that name.
"""

import pkgutil
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, cast

from contracts.calendar.wall import to_wall
from contracts.stages import NAMED

Language: TypeAlias = Literal["zh", "en"]


class Sentence(NamedTuple):
    """The same words twice."""

    zh: str
    en: str


GENERAL = Sentence(
    "现在不能这样做。请刷新后再看；如仍不行，请把编号告诉管理员。",
    "This cannot be done now. Refresh and look again; if it persists, tell an administrator.",
)

_EVERYWHERE: dict[str, Sentence] = {
    # --- the request itself -----------------------------------------------------------------------
    "invalid": Sentence(
        "有 {count} 处填写不对，请按提示改正后再提交。",
        "{count} entries are not right. Correct them as shown and send again.",
    ),
    "not_json": Sentence(
        "内容无法读取，请刷新页面后重新填写。",
        "The request could not be read. Refresh the page and fill it in again.",
    ),
    "wrong_type": Sentence(
        "这里只接受 {wanted}。请按此类型重新提交。",
        "Only {wanted} is taken here. Send it again as that.",
    ),
    "too_long": Sentence(
        "内容太大，最多 {limit}。请删减或分次提交。",
        "This is too large; the limit is {limit}. Shorten it or send it in parts.",
    ),
    "key_missing": Sentence(
        "缺少请求头 Idempotency-Key（1–128 个可见字符）。请为每次提交生成一个并在重试时沿用。",
        "The header Idempotency-Key (1–128 printable characters) is missing. Make one per "
        "submission and keep it when retrying.",
    ),
    "key_reused": Sentence(
        "这个提交编号已用于另一项内容。请刷新后重新提交。",
        "This submission key was used for something else. Refresh and submit again.",
    ),
    "stale_version": Sentence(
        "刚刚有人更新过。请查看最新情况后再决定。",
        "Somebody has just changed this. Look at it as it is now, then decide.",
    ),
    # --- who is asking ----------------------------------------------------------------------------
    "sign_in": Sentence("请先登录。", "Please sign in first."),
    "sign_in_expired": Sentence(
        "登录已过期，请重新登录。", "Your sign-in has expired. Please sign in again."
    ),
    "sign_in_forged": Sentence(
        "登录信息无效，请重新登录。", "Your sign-in is not valid. Please sign in again."
    ),
    "not_your_post": Sentence(
        "您的岗位不能办理这件事，请联系负责的岗位。",
        "Your post may not do this. Turn to the post in charge.",
    ),
    # --- what is asked for ------------------------------------------------------------------------
    "not_found": Sentence(
        "没有找到，可能已被移走，或不在您的范围内。",
        "Nothing was found here: it was moved, or it is outside your area.",
    ),
    "illegal_move": Sentence(
        "目前是“{state}”，不能这样办。现在可以：{allowed}。",
        "It is now “{state}”, so this is not possible. Possible now: {allowed}.",
    ),
    "still_unreadable": Sentence(
        "仍有消息无法读取。请先升级这个服务，再试一次。",
        "A message still cannot be read. Upgrade this service first, then try again.",
    ),
    "no_such_method": Sentence(
        "这个地址不支持这种操作。", "This address does not support that method."
    ),
    # --- us ---------------------------------------------------------------------------------------
    "too_many": Sentence(
        "操作太频繁，请 {seconds} 秒后再试。", "Too many requests. Try again in {seconds} seconds."
    ),
    "unavailable": Sentence(
        "系统正忙，请 {seconds} 秒后重试；已提交的内容不会丢失。",
        "The system is busy. Try again in {seconds} seconds; nothing you submitted is lost.",
    ),
    "broken": Sentence(
        "系统出错了，我们已记录。请稍后再试，并可把编号 {trace_id} 告诉管理员。",
        "Something broke on our side and was recorded. Try again later; an administrator can use "
        "the number {trace_id}.",
    ),
}


def _of_services() -> Iterator[tuple[str, Sentence]]:
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith("sentences_"):
            table: Mapping[str, tuple[str, str]] = import_module(
                f"contracts.{module.name}"
            ).SENTENCES
            yield from ((code, Sentence(*words)) for code, words in table.items())


SENTENCES: Mapping[str, Sentence] = {**dict(_of_services()), **_EVERYWHERE}
"""Every sentence there is, by code."""

TITLES: dict[int, Sentence] = {
    400: Sentence("无法读取", "Unreadable"),
    401: Sentence("需要登录", "Sign-in needed"),
    403: Sentence("无权办理", "Not allowed"),
    404: Sentence("没有找到", "Not found"),
    405: Sentence("不支持", "Not supported"),
    409: Sentence("现在不能办", "Not possible now"),
    413: Sentence("内容太大", "Too large"),
    415: Sentence("类型不对", "Wrong type"),
    422: Sentence("填写有误", "Please correct"),
    429: Sentence("太频繁", "Too many requests"),
    500: Sentence("系统出错", "Our fault"),
    503: Sentence("暂时无法服务", "Busy"),
}


class _Facts(dict[str, object]):
    """A missing fact is an ellipsis, not an error."""

    def __missing__(self, key: str) -> str:
        return "…"


def say(code: str, language: Language = "zh", facts: Mapping[str, object] | None = None) -> str:
    """Return the sentence of a code in a language, with its facts filled in."""
    return fill(SENTENCES.get(code, GENERAL), language, facts or {})


def fill(sentence: Sentence, language: Language, facts: Mapping[str, object]) -> str:
    """Fill in the facts."""
    words = {key: _said(_named(key, value, language), language) for key, value in facts.items()}
    return getattr(sentence, language).format_map(_Facts(words))


def _named(key: str, value: object, language: Language) -> object:
    """A stage or an act in words, where the fact is a code; what has both languages in one."""
    table = NAMED.get(key, {})
    if isinstance(value, Sentence):
        return getattr(value, language)
    if isinstance(value, str):
        zh, en = table.get(value, (value, value))
        return zh if language == "zh" else en
    if isinstance(value, Collection):
        return [_named(key, one, language) for one in cast("Collection[object]", value)]
    return value


def _said(value: object, language: Language) -> object:
    if isinstance(value, datetime):
        return f"{to_wall(value):%Y-%m-%d %H:%M}"
    if isinstance(value, Sentence):
        return getattr(value, language)
    if isinstance(value, Collection) and not isinstance(value, str | bytes):
        several = cast("Collection[object]", value)
        return ("、" if language == "zh" else ", ").join(map(str, several)) or "—"
    return value
