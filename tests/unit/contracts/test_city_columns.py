"""A table lacks a column: the one table of columns says whether it is read all the same."""

import pytest

from contracts.city import BrokenPack, read_city
from contracts.city.tables import TABLES, columns, required
from tests.unit.contracts.city_files import SMALL

EVERY = [(file, name) for table in TABLES for file in [f"{table}.csv"] for name in columns(file)]


def lacking(file: str, column: str) -> set[tuple[str, str | None]]:
    """What is wrong with the header of a table in which one column is called something else."""
    header, _, rest = SMALL[file].partition("\n")
    names = ["else" if name == column else name for name in header.split(",")]
    try:
        read_city({**SMALL, file: "\n".join((",".join(names), rest))})
    except BrokenPack as broken:
        found = [problem for problem in broken.problems if problem.file == file]
        return {(one.code, one.field) for one in found if one.row == 1}
    return set()


@pytest.mark.parametrize(("file", "column"), EVERY)
def test_a_table_is_read_without_a_column_it_may_lack_and_without_no_other(file: str, column: str):
    told = {("missing_column", column)} if column in required(file) else set()

    assert lacking(file, column) == told
