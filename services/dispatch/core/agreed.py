"""What street and departments owe each other beside the calls: answers, and agreed steps."""

from pydantic import AwareDatetime, BaseModel, ConfigDict


class Asked(BaseModel):
    """A message of the street that somebody still owes an answer to."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    said_at: AwareDatetime
    answer_by: AwareDatetime
    owed: tuple[str, ...]
    """Departments that have not answered."""
    late: tuple[str, ...] = ()
    """Those of them whose time is over."""

    def without(self, department: str) -> "Asked":
        """The same, once this department has answered."""
        owed = tuple(one for one in self.owed if one != department)
        return self.model_copy(update={"owed": owed})


class Step(BaseModel):
    """A step that was agreed on a meeting: whose it is, and when to look at it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    department: str
    look_at: AwareDatetime
    """When it is due, or when it is said again that it is late."""
    done: bool = False
