"""The only door.

Owns     accounts' passwords and sessions; the folded view of everything; the audit journal; photos
Hears    every event there is, from every service
Says     nothing: it decides nothing about the domain
Offers   the public API under /api/v1, the live stream, operations, the pages of the web app
"""
