"""Dispatch: who must come, by when, and what happens while they do not.

owns    whistles 哨 (`wh-…`) with their calls (`wh-…-1`, `-2` …) and rulings (`wh-…-1-r1` …)
hears   task.acknowledged, .arrived, .completed, .objected, .cannot_solve; assessment.scored;
        case.reported, when it is about somebody who must step aside
says    everything in `contracts.events.whistle` and `contracts.events.call`
offers  the commands of `contracts.commands.whistle`; POST /whistles/preview, which stores nothing
"""
