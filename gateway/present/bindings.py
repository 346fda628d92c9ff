"""A binding as one reader sees it."""

from contracts.views.household import BindingView
from gateway.fold import Folded
from gateway.matrix import Eyes, name
from gateway.present.reader import Reader
from gateway.scopes import Sight


def binding_view(id: str, binding: Folded, reader: Reader) -> BindingView:
    """The whole of it: where, who as far as the reader may know, and what comes next."""
    eyes, owner = _eyes(binding, reader), binding.get("owner")
    account, place = binding.get("reporter"), binding.get("place")
    person = reader.city.people.get(account)
    copied = ("stage", "at", "reason")
    return BindingView(
        id=id,
        version=binding.heads["intake"],
        household_id=id.rsplit("-", 1)[0],
        **{field: binding.get(field) for field in copied},
        address=place["address"],
        resident=None if eyes is Eyes.LOCAL else account,
        name=name(person.name, eyes) if person else None,
        owner=owner,
        created_at=binding.created_at,
        updated_at=binding.updated_at,
        next=reader.next(
            f"binding.{binding.get('stage')}", owner and owner["at"], binding.get("due_at")
        ),
        timeline=reader.timeline(binding, Sight.OWN),
    )


def _eyes(binding: Folded, reader: Reader) -> Eyes:
    """Whoever vouches must know for whom; a neighbour behind the same door need not."""
    if binding.get("reporter") == reader.me:
        return Eyes.ONESELF
    vouches = reader.units & set(binding.get("place")["path"])
    return Eyes.HANDLER if vouches else Eyes.LOCAL
