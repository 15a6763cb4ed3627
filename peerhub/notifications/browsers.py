"""What a browser is called in a list of one's own: its maker's name and the kind of machine."""

# The first that is found counts: Edge and Opera also say Chrome, and all of them say Safari.
BROWSERS = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet")),
    *(("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome")),
    ("Safari", "Safari"),
)
MACHINES = (
    *(("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android")),
    *(("Windows", "Windows"), ("Mac OS", "a Mac"), ("Linux", "Linux")),
)


def label_of(user_agent: str) -> str:
    """What ``user_agent`` tells of itself, as in "Firefox on Android"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "A browser")
    machine = next((name for sign, name in MACHINES if sign in user_agent), "")
    return f"{browser} on {machine}" if machine else browser
