"""What several of evaluation's doors are asked with."""

from typing import Annotated, TypeAlias

from fastapi import Path, Query

PAGE = 200
Period: TypeAlias = Annotated[str, Path(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Limit: TypeAlias = Annotated[int, Query(ge=1, le=PAGE)]
