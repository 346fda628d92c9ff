"""What may be done with a case beside moving it: one command of each kind."""

from contracts.commands import case_work as care

WORK = (
    care.Divert(route="emergency", services=("110",)),
    care.Divert(route="beyond"),
    care.Split(keeps="One", parts=({"text": "Two", "category": "pipe"},)),
    care.Message(text="Hello"),
    care.AskCheck(before="sorting"),
    care.AskCheck(before="closing"),
    care.Check(sound=True, text="So"),
    care.Check(sound=False, text="Not so"),
    care.CallNeighbours(text="Come"),
    care.AgreeSelfHelp(plan="At two"),
    care.SubmitPetition(to="There"),
    care.ProlongPetition(reason="It is complex"),
    care.AnswerPetition(text="Granted"),
)
