"""The papers of a file 人民调解协议书: a page to print and a PDF, for whoever may see the file.

Rule 1: it is made of what its reader is shown of the file, and of nothing else.
Rule 2: like every export it is numbered, marked with who took it and when, and on record.
Rule 3: a department that is only called for a part of it does not take it away.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeAlias

from fastapi import APIRouter, Depends
from starlette.responses import Response

from contracts.refusals import NotThere
from contracts.sentences import Language
from contracts.views.task import TaskView
from contracts.words import Id
from gateway.callers import Caller, Callers
from gateway.export import page, paper
from gateway.export.agreement import agreement
from gateway.export.document import Document, lines
from gateway.export.leaving import Leaf, Leaving, Tongue
from gateway.export.minutes import minutes
from gateway.export.table import Mark
from gateway.kinds import files
from gateway.present.papers import PAPERS
from gateway.reads import READS
from gateway.scopes import Sight
from gateway.strict import Strict

Make: TypeAlias = Callable[[TaskView, Callable[[str], str]], Document]

DOCUMENTS: Final[Mapping[str, Make]] = {"agreement": agreement, "minutes": minutes}
"""By the names the pack uses (`contracts.steps.PAPERS`)."""


async def _page(document: Document, mark: Mark, language: Language) -> bytes:
    return page.page(lines(document, mark, language))


async def _paper(document: Document, mark: Mark, language: Language) -> bytes:
    return await paper.typeset("document", lines(document, mark, language))


_FORMS: Final[Mapping[str, tuple[Callable[[Document, Mark, Language], Awaitable[bytes]], str]]] = {
    "html": (_page, page.MEDIA),
    "pdf": (_paper, paper.MEDIA),
}


@dataclass(frozen=True)
class Documents:
    """Makes them."""

    leaving: Leaving

    async def document(self, name: str, id: str, caller: Caller) -> Document:
        """The paper of this name of a file.

        Raises:
            NotThere: no such file, none the caller may see, or it made no such paper.
        """
        reading = self.leaving.reading
        task = await reading.views.see("tasks", id, caller.scope)
        reader = reading.reader(caller.scope)
        if files.sight(task, caller.scope.sight(task.tags), reader.me) < Sight.OWN:
            raise NotThere("not_found")
        view = await reading.task(id, task, reader)
        if name not in {one.paper for one in view.papers}:
            raise NotThere("not_found")
        return DOCUMENTS[name](view, self._called)

    async def leave(self, name: str, form: str, id: str, caller: Caller, tongue: str) -> Response:
        """Print it, and note that it was taken."""
        document = await self.document(name, id, caller)
        make, media = _FORMS[form]
        leaf = Leaf(document.name, form, media, 1, document.use, "inline")

        def made(mark: Mark, language: Language) -> Awaitable[bytes]:
            return make(document, mark, language)

        return await self.leaving.hand_out(leaf, made, caller, tongue)

    def _called(self, account: str) -> str:
        known = self.leaving.reading.city.people.get(account)
        return known.name if known else account


def documents_router(documents: Documents, callers: Callers) -> APIRouter:
    """Make the routes of every paper, in both forms."""
    router = APIRouter(tags=["tasks"], route_class=Strict)
    for name, words in PAPERS.items():
        for form, (_, media) in _FORMS.items():
            router.add_api_route(
                f"/tasks/{{id}}/{name}.{form}",
                _printed(documents, callers, name, form),
                methods=["GET"],
                response_class=Response,
                responses=_documented(media.partition(";")[0]),
                summary=f"{words.en} of a file as {form.upper()}, marked with who took it.",
            )
    return router


def _printed(
    documents: Documents, callers: Callers, name: str, form: str
) -> Callable[..., Awaitable[Response]]:
    reading = Depends(callers.holding(READS["tasks"].roles))

    async def printed(caller: Annotated[Caller, reading], id: Id, tongue: Tongue = "") -> Response:
        return await documents.leave(name, form, id, caller, tongue)

    return printed


def _documented(media: str) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "string", "format": "binary"} if media.endswith("pdf") else {"type": "string"}
    return {200: {"content": {media: {"schema": schema}}}}
