"""Evaluation owns assessments 一哨一评 and call-backs 回访, and reads the month's boards from them.

Hears: whistle.confirmed (every responder shall be judged), case.confirmed and case.expired (the
reporter shall be asked, once), case.withdrawn and .merged (nobody is), case.fed_back and .answered
after the limit (the reporter knows a result), task.completed of a transferred case (who handled
what the reporter is asked about), visit.recorded, .hazards_found and .missed of preventive visits
(its warnings are answered).
Says: assessment.due, .scored, .appealed, .ruled, .overdue, .final; callback.due, .tried, .overdue,
.recorded; risk.flagged, .answered, .missed.
Offers: POST /whistles/{id}/assessments, /assessments/{id}/{appeal, rule}, /cases/{id}/call-back;
GET /boards/{period}/{departments, streets} and /boards/{period}/{subject}/{id}.
"""
