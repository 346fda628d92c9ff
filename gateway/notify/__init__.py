"""Messages to the outside: work groups' bots and an SMS gateway are told that a notice went out.

outlet    what every outlet is, and how it says no
bots      WeCom, DingTalk and Feishu group bots
sms       a generic SMS gateway over HTTP
outbound  which notices each outlet still has to be told of
setting   which outlets there are

Nothing is sent unless an outlet is set, and nothing waits for one.
"""
