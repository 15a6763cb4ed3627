"""Pages of the member who asks, of the specialists who answer, of whoever looks after the wait."""

from matching.requests.views.coordinators import care as care
from matching.requests.views.coordinators import care_back as care_back
from matching.requests.views.coordinators import coordinating as coordinating
from matching.requests.views.coordinators import requests_waiting as requests_waiting
from matching.requests.views.coordinators import specialist_asked as specialist_asked
from matching.requests.views.members import ask as ask
from matching.requests.views.members import asked as asked
from matching.requests.views.members import no as no
from matching.requests.views.members import taking_back as taking_back
from matching.requests.views.members import yes as yes
from matching.requests.views.specialists import answering as answering
from matching.requests.views.specialists import proposal_taken_back as proposal_taken_back
from matching.requests.views.specialists import requests as requests
