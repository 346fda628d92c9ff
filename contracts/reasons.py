"""Why a field is not right, in both languages, found by pydantic's error type.

The table holds what people can cause by filling in a form; the rest says that the value is not
understood. A reason never repeats what was typed.
"""

from collections.abc import Mapping

from contracts.sentences import Language, Sentence, fill

NOT_UNDERSTOOD = Sentence("内容不符合要求", "not understood")

_WHOLE = Sentence("应为整数", "must be a whole number")
_NUMBER = Sentence("应为数字", "must be a number")
_TEXT = Sentence("应为文字", "must be text")
_LIST = Sentence("应为列表", "must be a list")
_OBJECT = Sentence("结构不对", "must be an object")
_CHOICE = Sentence("只能选：{expected}", "must be one of: {expected}")
_TIME = Sentence(
    "应为日期时间，例如 2026-01-01T08:00:00+08:00",
    "must be a date and time, like 2026-01-01T08:00:00+08:00",
)
_ZONE = Sentence("时间应带时区", "the time needs a time zone")
_JSON = Sentence("不是有效的 JSON", "is not valid JSON")
_TRUTH = Sentence("应为是或否", "must be true or false")

REASONS: dict[str, Sentence] = {
    "missing": Sentence("必填", "is required"),
    "extra_forbidden": Sentence("没有这一项", "there is no such field"),
    "repeated": Sentence("只能填一次", "may be given only once"),
    "string_type": _TEXT,
    "string_unicode": _TEXT,
    "string_too_short": Sentence("至少 {min_length} 个字", "at least {min_length} characters"),
    "string_too_long": Sentence("最多 {max_length} 个字", "at most {max_length} characters"),
    "string_pattern_mismatch": Sentence("格式不对", "has the wrong form"),
    "too_short": Sentence("至少 {min_length} 项", "at least {min_length} entries"),
    "too_long": Sentence("最多 {max_length} 项", "at most {max_length} entries"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "greater_than": Sentence("应大于 {gt}", "must be more than {gt}"),
    "greater_than_equal": Sentence("不能小于 {ge}", "must be {ge} or more"),
    "less_than": Sentence("应小于 {lt}", "must be less than {lt}"),
    "less_than_equal": Sentence("不能大于 {le}", "must be {le} or less"),
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "union_tag_invalid": Sentence("只能选：{expected_tags}", "must be one of: {expected_tags}"),
    "union_tag_not_found": Sentence("缺少类别", "the kind is missing"),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "date_type": Sentence("应为日期", "must be a date"),
    "date_parsing": Sentence("应为日期", "must be a date"),
    "date_from_datetime_parsing": Sentence("应为日期", "must be a date"),
    "datetime_type": _TIME,
    "datetime_parsing": _TIME,
    "datetime_from_date_parsing": _TIME,
    "timezone_aware": _ZONE,
    "out_of_time": Sentence(
        "应在 {earliest} 至 {latest} 之间", "must be from {earliest} to {latest}"
    ),
    "json_invalid": _JSON,
    "url_parsing": Sentence("不是有效的网址", "is not a valid address"),
}


def reason(kind: str, language: Language, context: Mapping[str, object]) -> str:
    """Return why a field is not right."""
    return fill(REASONS.get(kind, NOT_UNDERSTOOD), language, context)
