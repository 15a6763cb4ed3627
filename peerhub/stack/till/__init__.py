"""A stand-in for the card company, for one machine: what Stripe answers, in the part that we ask for.

It is started beside the web server by ``make run`` and by tests, keeps what it knows in one file,
and has faults that can be turned on. Nothing of PeerHub imports it, and production refuses its
address (``peerhub/settings/production.py``). No real card is ever typed into it.
"""
