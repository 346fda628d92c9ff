"""The sets of posts that the tables of doors speak of."""

from contracts.actor import Role

STAFF = frozenset(
    {
        Role.BUILDING_HEAD,
        Role.GRID_WORKER,
        Role.COMMUNITY_OFFICER,
        Role.COMMUNITY_SECRETARY,
        Role.STREET_STAFF,
        Role.STREET_COMMANDER,
        Role.STREET_LEADER,
    }
)
HOLDERS = STAFF | {Role.DISTRICT_SUPERVISOR, Role.UNIT_HEAD}
REPORTERS = STAFF | {Role.RESIDENT, Role.UNIT_HEAD, Role.HOTLINE_OPERATOR, Role.DISTRICT_SUPERVISOR}
UNIT_HEADS = frozenset({Role.UNIT_HEAD, Role.BUILDING_HEAD, Role.GRID_WORKER})
HOTLINE = frozenset({Role.HOTLINE_OPERATOR})
AT_INTAKE = HOLDERS | HOTLINE
"""Who may end at the door what need not be dispatched."""
COMMANDER = frozenset({Role.STREET_COMMANDER, Role.STREET_LEADER})
"""Who commands a street: the leaders 工委书记、主任 may whatever its commander may."""
IMPORTERS = HOTLINE
"""Who brings the hotline's file."""
RECKONERS = frozenset(
    {
        *(Role.STREET_STAFF, Role.STREET_COMMANDER, Role.STREET_LEADER, Role.STREET_SUPERVISOR),
        *(Role.DISTRICT_SUPERVISOR, Role.EVALUATOR, Role.AUDITOR),
    }
)
"""Who is shown what became of everything that was taken in."""
RESPONDERS = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD})
RULERS = COMMANDER | {Role.DISTRICT_SUPERVISOR}
"""Who rules on what a department or a holder of a case asks: the street, then the district."""
COMMUNITY = frozenset({Role.COMMUNITY_OFFICER, Role.COMMUNITY_SECRETARY})
EVALUATORS = frozenset({Role.EVALUATOR})
STEPPERS = (
    STAFF
    | RESPONDERS
    | frozenset(
        {
            *(Role.RESIDENT, Role.UNIT_HEAD, Role.PARTY_MEMBER, Role.VOLUNTEER, Role.MEDIATOR),
            *(Role.PROPERTY_MANAGER, Role.STREET_SUPERVISOR, Role.DISTRICT_SUPERVISOR),
            Role.SOCIAL_WORKER,
        }
    )
)
"""Whoever a procedure of the pack may name for a step; the core looks at the step."""
OPENERS = STEPPERS
"""Residents ask for services; what else they may begin the pack says."""
ANSWERING = RESPONDERS | {Role.PROPERTY_MANAGER}
"""Who answers a task: a department, or who sees to a compound."""
