"""Intake: what was reported, whose it is, and that everybody who reported it hears the end.

owns    cases 事项 (`case-…`): reporting, sorting, duplicates, levels, feedback to the reporters
        homes 住户 (`hh-…`): who is bound to which door, and the facts dispatch needs
        visits 走访 (`vi-…`) and the rounds that bring them on their days (`vr-<schedule>`)
hears   whistle.raised, .confirmed, .withdrawn, .refused; task.completed, .objected, .cannot_solve;
        call.extended, .suspended, .resumed (its cases wait as long);
        callback.recorded; and its own case.merged, to link the reporters to the other case
        risk.flagged (to plan the preventive visit);
        its own round.opened (to plan the visits), visit.recorded and .hazards_found (to open cases)
says    everything in `contracts.events.case`, `.case_handed`, `.case_ruling`, `.visit` and
        `.household`
offers  the commands of `contracts.commands.case` and `.visit`; GET /cases/similar; GET /city/locate
"""
