"""Doors of cases."""

from contracts.commands import case, case_work, telling
from contracts.commands.routes.roles import (
    AT_INTAKE,
    HOLDERS,
    HOTLINE,
    REPORTERS,
    RULERS,
    UNIT_HEADS,
)
from contracts.commands.routes.route import Route

CASES: tuple[Route, ...] = (
    Route("/cases", case.Report, "intake", REPORTERS, prefix="case-"),
    Route("/cases/one-tap", telling.OneTap, "intake", REPORTERS, prefix="case-"),
    Route("/cases/from-message", telling.FromMessage, "intake", HOLDERS, prefix="case-"),
    Route("/hotline-tickets", telling.HotlineTicket, "intake", HOTLINE, prefix="case-"),
    Route("/cases/{id}/sort", case.Sort, "intake", HOLDERS),
    Route("/cases/{id}/answer", case.Answer, "intake", AT_INTAKE),
    Route("/cases/{id}/merge", case.Merge, "intake", HOLDERS),
    Route("/cases/{id}/refuse", case.Refuse, "intake", HOLDERS),
    Route("/cases/{id}/transfer", case.Transfer, "intake", HOLDERS),
    Route("/cases/{id}/entrust", case.Entrust, "intake", HOLDERS),
    Route("/cases/{id}/settle", case.Settle, "intake", HOLDERS),
    Route("/cases/{id}/escalate", case.Escalate, "intake", HOLDERS),
    Route("/cases/{id}/feed-back", case.FeedBack, "intake", HOLDERS),
    Route("/cases/{id}/confirm", case.Confirm, "intake", REPORTERS),
    Route("/cases/{id}/dispute", case.Dispute, "intake", REPORTERS),
    Route("/cases/{id}/supplement", case.Supplement, "intake", REPORTERS),
    Route("/cases/{id}/hurry", case.Hurry, "intake", REPORTERS),
    Route("/cases/{id}/withdraw", case.Withdraw, "intake", REPORTERS),
    Route("/cases/{id}/divert", case_work.Divert, "intake", AT_INTAKE),
    Route("/cases/{id}/split", case_work.Split, "intake", HOLDERS),
    Route("/cases/{id}/bundle", case_work.Bundle, "intake", HOLDERS),
    Route("/cases/{id}/message", case_work.Message, "intake", REPORTERS),
    Route("/cases/{id}/ask-check", case_work.AskCheck, "intake", HOLDERS),
    Route("/cases/{id}/check", case_work.Check, "intake", HOLDERS),
    Route("/cases/{id}/rule", case_work.RuleTransfer, "intake", RULERS),
    Route("/cases/{id}/call-neighbours", case_work.CallNeighbours, "intake", UNIT_HEADS),
    Route("/cases/{id}/agree-self-help", case_work.AgreeSelfHelp, "intake", UNIT_HEADS),
    Route("/cases/{id}/submit-petition", case_work.SubmitPetition, "intake", HOLDERS),
    Route("/cases/{id}/prolong-petition", case_work.ProlongPetition, "intake", HOLDERS),
    Route("/cases/{id}/answer-petition", case_work.AnswerPetition, "intake", HOLDERS),
)
