"""Intake: what was reported, whose it is, and that everybody who reported it hears the end.

owns    cases 事项 (`case-…`): reporting, sorting, duplicates, levels, feedback to the reporters
hears   whistle.raised, .confirmed, .withdrawn, .refused; task.completed, .objected, .cannot_solve;
        callback.recorded; and its own case.merged, to link the reporters to the other case
says    everything in `contracts.events.case`
offers  the commands of `contracts.commands.case`; GET /cases/similar; GET /city/locate
"""
