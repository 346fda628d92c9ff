"""Response owns tasks 报到任务: one responder's answer to one call, from notice to acceptance.

Hears: call.summoned, case.transferred (a task begins); call.accepted, call.sent_back,
call.released, call.escalated, ruling.opened, ruling.decided, case.returned (what others say of it).
Says: task.notified, .acknowledged, .arrived, .progressed, .completed, .objected, .cannot_solve.
Offers: POST /tasks/{id}/{acknowledge, arrive, progress, complete, object, cannot-solve}.
"""
