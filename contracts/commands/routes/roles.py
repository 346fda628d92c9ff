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
    }
)
HOLDERS = STAFF | {Role.DISTRICT_SUPERVISOR}
REPORTERS = STAFF | {Role.RESIDENT}
COMMANDER = frozenset({Role.STREET_COMMANDER})
RESPONDERS = frozenset({Role.DEPARTMENT_LIAISON, Role.DEPARTMENT_HEAD})
RULERS = frozenset({Role.STREET_COMMANDER, Role.DISTRICT_SUPERVISOR})
COMMUNITY = frozenset({Role.COMMUNITY_OFFICER, Role.COMMUNITY_SECRETARY})
EVALUATORS = frozenset({Role.EVALUATOR})
