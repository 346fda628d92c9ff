"""What a person reads when a questionnaire refuses something, by code: Chinese, English."""

from collections.abc import Mapping

SENTENCES: Mapping[str, tuple[str, str]] = {
    "not_in_a_community": (
        "这个地点不在任何社区内。请选择本社区内的地点。",
        "This place lies in no community. Choose one in your community.",
    ),
    "not_your_questionnaire": (
        "这份问卷由其他社区发布，不由您办理。请联系该社区。",
        "This questionnaire is another community's. Turn to that community.",
    ),
    "not_of_this_community": (
        "这份问卷只面向本社区居民。请填写您所在社区的问卷。",
        "This questionnaire is for residents of its community. Answer the one of your own.",
    ),
    "closes_in_the_past": (
        "截止时间已过。请选择以后的时间。",
        "It would be closed already. Choose a later time.",
    ),
    "same_id_twice": (
        "编号“{id}”重复。请为每道题、每个选项取不同的编号。",
        "The id “{id}” stands twice. Give every question and every option its own.",
    ),
    "too_few_options": (
        "选择题“{question}”至少要有两个选项，填空题不能有选项。请修改题目。",
        "Question “{question}” needs two options at least to choose from, and none if it is "
        "answered in words. Correct it.",
    ),
    "unknown_question": (
        "问卷里没有“{question}”这一题。请刷新后填写。",
        "The questionnaire has no question “{question}”. Refresh and fill it in.",
    ),
    "not_an_answer": (
        "“{question}”的回答不合要求：单选选一项，多选至少一项，填空写文字。请修改后提交。",
        "The answer to “{question}” does not fit: choose one option, at least one of several, or "
        "write words, as it asks.",
    ),
    "question_left_out": (
        "还有必答题没有填：{missing}。请填写后提交。",
        "Questions that must be answered are left out: {missing}. Answer them and send again.",
    ),
    "answered_already": (
        "您已经填过这份问卷，每人一份，不用再填。",
        "You have answered this questionnaire already; one sheet each is enough.",
    ),
    "questionnaire_full": (
        "这份问卷已收满 {most} 份。请直接向社区反映您的需求。",
        "This questionnaire has its {most} sheets. Tell your community directly what you need.",
    ),
}
"""Placeholders are the facts of the refusal."""
