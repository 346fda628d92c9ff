"""Doors of tasks: what a responder does."""

from contracts.commands import step, task
from contracts.commands.routes.roles import (
    ANSWERING,
    COMMANDER,
    OPENERS,
    RESPONDERS,
    STEPPERS,
)
from contracts.commands.routes.route import Route

TASKS: tuple[Route, ...] = (
    Route("/tasks/{id}/acknowledge", task.Acknowledge, "response", ANSWERING),
    Route("/tasks/{id}/arrive", task.Arrive, "response", RESPONDERS | COMMANDER),
    Route("/tasks", step.OpenTask, "response", OPENERS, prefix="task-"),
    Route("/tasks/{id}/step", step.TakeStep, "response", STEPPERS),
    Route("/tasks/{id}/progress", task.Progress, "response", ANSWERING),
    Route("/tasks/{id}/complete", task.Complete, "response", ANSWERING),
    Route("/tasks/{id}/object", task.ObjectTo, "response", ANSWERING),
    Route("/tasks/{id}/cannot-solve", task.CannotSolve, "response", ANSWERING),
)
