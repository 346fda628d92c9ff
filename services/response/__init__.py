"""Response owns tasks 报到任务: one responder's answer to one call, from notice to acceptance.

Hears: call.summoned, case.transferred, case.entrusted, task.spawned (a task begins);
task.ended, task.roll_called (between a task and those it asked);
call.accepted, call.sent_back, call.released, call.escalated, ruling.opened, ruling.decided,
case.returned (what others say of it).
Says: task.notified, .acknowledged, .arrived, .progressed, .completed, .objected, .cannot_solve;
of a procedure of the pack task.opened, .stepped, .moved, .prolonged, .spawned, .settled, .ended,
.step_warned, .step_overdue, .part_ended, .roll_called, .attended.
Offers: POST /tasks, /tasks/{id}/{acknowledge, arrive, progress, complete, object, cannot-solve,
step}.
"""
