"""The routes of call-back links: one for the evaluator, two for whoever holds a link."""

from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path
from pydantic import AwareDatetime
from starlette.requests import Request
from starlette.responses import Response

from contracts.actor import Actor
from contracts.commands.evaluation import CallBack, RateCase
from contracts.commands.routes import EVALUATORS
from contracts.refusals import NotThere
from contracts.views.view import View
from contracts.words import Id
from gateway.assembly import Assembly
from gateway.audit import Audit
from gateway.callback_links import CallbackLinks, Kept
from gateway.callers import Caller, Callers, address
from gateway.rates import Rate
from gateway.strict import Strict
from gateway.upstream import Answered, Upstream
from gateway.views import Views
from services.chassis.actors import HEADER, sign
from services.chassis.acts import new_id
from services.chassis.clock import milliseconds
from services.chassis.keys import KEY_HEADER, Key

OPEN: Final = frozenset({"due", "tried"})
Token = Annotated[str, Path(max_length=128, pattern=r"^[A-Za-z0-9_.-]+$")]


class GivenLink(View):
    """A link, as the evaluator sends it on."""

    token: str | None = None
    """Shown once: None when the request is repeated."""
    until: AwareDatetime


class Question(View):
    """What is asked: of which matter, and nothing of anybody."""

    number: str
    question_zh: str
    question_en: str
    until: AwareDatetime


class Thanks(View):
    """It was recorded."""

    number: str
    said_zh: str = "已记录您的评价，谢谢。"
    said_en: str = "Your answer was recorded. Thank you."


@dataclass(frozen=True)
class CallbackDesk:
    """Where links are given and answered."""

    links: CallbackLinks
    views: Views
    upstream: Upstream
    callers: Callers
    audit: Audit
    per_address: Rate
    secret: str

    async def give(self, case: str, caller: Caller, key: str) -> GivenLink:
        """Make a link for a call-back that waits; that it was given is on record.

        Raises:
            NotThere: nobody is to be asked about this case now, or it is another district's.
        """
        await self.views.see("call-backs", f"cb-{case}", caller.scope)
        await self._waiting(case)
        id = new_id("cl-", caller.actor, key)
        token, until = await self.links.give(case, caller.actor.id, id)
        about = {"case.id": case, "link": id}
        await self.audit.note(caller.actor.id, "callback_link_given", self.links.now(), about)
        return GivenLink(token=token, until=until)

    async def question(self, token: str, come_from: str) -> Question:
        """What the link asks."""
        self.per_address.hit(come_from)
        link = await self.links.look(token)
        number = await self._waiting(link["case"])
        return Question(
            number=number,
            question_zh=f"您反映的事项 {number} 解决了吗？您满意吗？",
            question_en=f"Is the matter you reported, {number}, solved? Are you satisfied?",
            until=link["until"],
        )

    async def answer(self, token: str, said: RateCase, come_from: str) -> Thanks | Response:
        """Record what was said, once; what the owner refuses is passed on."""
        self.per_address.hit(come_from)
        number = await self._waiting((await self.links.look(token))["case"])
        link = await self.links.claim(token)
        try:
            answered = await self._post(link, said)
        except ConnectionError:
            await self.links.give_back(link)
            raise
        if answered.status >= 300:
            await self.links.give_back(link)
            return Response(answered.body, answered.status, answered.headers)
        return Thanks(number=number)

    async def _post(self, link: Kept, said: RateCase) -> Answered:
        asker = self.callers.accounts.actor(link["by"]) or Actor(id=link["by"])
        told = CallBack(reached=True, contacted=True, channel="sms", **said.model_dump())
        headers = {
            HEADER: sign(asker, self.secret, self.links.now()),
            KEY_HEADER: link["_id"],
            "content-type": "application/json",
        }
        body = told.model_dump_json(exclude_none=True).encode()
        target = f"/cases/{link['case']}/call-back"
        return await self.upstream.ask("evaluation", "POST", target, headers, body)

    async def _waiting(self, case: str) -> str:
        """The number of a case that somebody is to be asked about."""
        view = await self.views.get("call-backs", f"cb-{case}")
        if view is None or view.get("stage") not in OPEN:
            raise NotThere("link_not_good")
        return view.get("number")


def callback_desk(on: Assembly, upstream: Upstream, callers: Callers, audit: Audit) -> CallbackDesk:
    """Put the desk together."""
    links, limit = CallbackLinks(on.database, milliseconds), Rate(on.settings.sign_in_rate)
    secret = on.settings.secret.get_secret_value()
    return CallbackDesk(links, on.views, upstream, callers, audit, limit, secret)


def callback_links_router(desk: CallbackDesk, callers: Callers) -> APIRouter:
    """Make the routes."""
    router = APIRouter(tags=["call-backs"], route_class=Strict)

    @router.post("/cases/{id}/call-back-link", status_code=201)
    async def give(
        caller: Annotated[Caller, Depends(callers.holding(EVALUATORS))],
        id: Id,
        key: Key,
    ) -> GivenLink:
        """A one-time link by which a reporter without an account answers the call-back."""
        return await desk.give(id, caller, key)

    @router.get("/call-back/{token}")
    async def question(request: Request, token: Token) -> Question:
        """What a link asks. Nobody signs in for it."""
        return await desk.question(token, address(request))

    @router.post("/call-back/{token}", response_model=Thanks)
    async def answer(request: Request, token: Token, said: RateCase) -> Any:
        """Answer by a link, once. Nobody signs in for it."""
        return await desk.answer(token, said, address(request))

    return router
