"""A short guide for the talk about lived experience. Pure; ours.

It asks for nothing of what happened. What counts is distance, care for oneself and for others.
"""

POINTS = {
    "distance": "Can speak of it today without being pulled under, and can stop",
    "support": "Has people and ways of their own that carry them on hard days",
    "many-ways": "Knows that their way is one of many",
    "limits": "Can say what they do not do, and ask for help in time",
    "reasons": "Wants to be there for others more than to be heard themself, for now",
}
LEVELS = (("clear", "Clear"), ("partly", "Partly"), ("later", "Talk about it again"))
OPENING = (
    "Thank them for coming. Say how long you have, and that they may skip anything.",
    "Say what you write down, and that they may read it: your ticks and your words.",
    "Ask what helped, who is there for them now, and what a hard day looks like today.",
    "Ask what they would do if a talk came too close to their own story.",
    "Do not ask what exactly happened. If they tell, listen, and come back to now.",
    "End with what comes next and when. Say it if it is “another talk first”, and why.",
)
