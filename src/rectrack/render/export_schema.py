"""The tables of an export → a JSON Schema of their rows, and the views by which DuckDB reads them.

A database that guesses types takes a title such as "2026" for a number. So the types stand here
once, and both forms follow from them.
"""

from typing import Any

from rectrack.render.export_columns import Column, Columns
from rectrack.render.export_tables import ABOUT, COLUMNS, DAY, SCHEMA
from rectrack.render.json import to_json

_JSON: dict[str, dict[str, str]] = {
    "text": {"type": "string"},
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "number": {"type": "number"},
    "whole": {"type": "integer"},
    "flag": {"type": "boolean"},
    "record": {"type": "object"},
}
_DUCKDB = {
    "text": "VARCHAR",
    "day": "DATE",
    "moment": "TIMESTAMPTZ",
    "number": "DECIMAL(38, 12)",
    "whole": "BIGINT",
    "flag": "BOOLEAN",
}


def export_schema() -> str:
    """Return the schema of the rows of each table, by its name under `$defs`."""
    return to_json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": SCHEMA,
            "description": "The rows of each table of an export, one JSON object on a line. The"
            f" day is {DAY} in the name of the folder. Later versions may add columns.",
            "$defs": {
                table: {"description": ABOUT[table], **_record(columns)}
                for table, columns in COLUMNS.items()
            },
        }
    )


def _record(columns: Columns) -> dict[str, Any]:
    properties = {name: _shape(column) for name, column in columns.items()}
    return {"type": "object", "properties": properties, "required": [*columns]}


def _shape(column: Column) -> dict[str, Any]:
    """Return the shape of one value, or of a list of them."""
    one: dict[str, Any] = {**_JSON[column.type]}
    if column.parts:
        one = _record(column.parts)
    if column.words:
        one["enum"] = [*column.words]
    if column.many:
        one = {"type": "array", "items": one}
    elif not column.always:
        one["type"] = [one["type"], "null"]
        if column.words:
            one["enum"].append(None)
    return {"description": column.about, **one}


def duckdb_views() -> str:
    """Return the SQL by which DuckDB knows each table with its types, from within its folder."""
    said = "-- The tables of this folder as views, for DuckDB: cd here; duckdb -init duckdb.sql\n"
    return said + "".join(_view(table, columns) for table, columns in COLUMNS.items())


def _view(table: str, columns: Columns) -> str:
    types = ",\n".join(f"    {_named(name, column)}" for name, column in columns.items())
    where = f"'{table}/*/*.ndjson', hive_partitioning = true, hive_types = {{'{DAY}': DATE}}"
    reading = f"read_ndjson({where}, columns = {{\n{types}\n  }})"
    return f"\nCREATE OR REPLACE VIEW {table} AS FROM {reading};\n"


def _named(name: str, column: Column) -> str:
    return f"\"{name}\": '{_type(column)}'"


def _type(column: Column) -> str:
    if column.parts:
        parts = ", ".join(f'"{name}" {_type(part)}' for name, part in column.parts.items())
        one = f"STRUCT({parts})"
    else:
        one = _DUCKDB[column.type]
    return f"{one}[]" if column.many else one
