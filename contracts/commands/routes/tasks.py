"""Doors of tasks: what a responder does."""

from contracts.commands import step, task
from contracts.commands.routes.roles import COMMANDER, OPENERS, RESPONDERS, STEPPERS
from contracts.commands.routes.route import Route

TASKS: tuple[Route, ...] = (
    Route("/tasks/{id}/acknowledge", task.Acknowledge, "response", RESPONDERS),
    Route("/tasks/{id}/arrive", task.Arrive, "response", RESPONDERS | COMMANDER),
    Route("/tasks/{id}/progress", task.Progress, "response", RESPONDERS),
    Route("/tasks/{id}/complete", task.Complete, "response", RESPONDERS),
    Route("/tasks/{id}/object", task.ObjectTo, "response", RESPONDERS),
    Route("/tasks/{id}/cannot-solve", task.CannotSolve, "response", RESPONDERS),
    Route("/tasks", step.OpenTask, "response", OPENERS, prefix="task-"),
    Route("/tasks/{id}/step", step.TakeStep, "response", STEPPERS),
)
