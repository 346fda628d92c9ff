"""Dispatch: who must come, by when, and what happens while they do not.

owns    whistles 哨 (`wh-…`) with their calls (`wh-…-1`, `-2` …) and rulings (`wh-…-1-r1` …),
        supervisions (`-s1` …) and requests about time (`-x1` …);
        notices to groups (`gn-…`) and who read and replied
hears   task.acknowledged, .arrived, .completed, .objected, .cannot_solve, .extension_asked,
        .suspension_asked, .resume_asked; assessment.scored;
        case.reported, when it is about somebody who must step aside;
        case.escalated, .transferred, .entrusted, .returned: who has tried a case before;
        points.posted, when it takes a miss back
says    everything in `contracts.events.whistle`, `whistle_draft`, `call`, `coordination`,
        `supervision`, `relief`, `notice` and `recomputed`
offers  the commands of `contracts.commands.whistle`, `coordination`, `relief` and
        `notice`;
        POST /whistles/preview, which stores nothing
"""
