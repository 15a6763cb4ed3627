"""Pages of the way: the applicant's, the references', the supervisors' and the therapists'."""

from matching.becoming.views.applicant import way as way
from matching.becoming.views.applicant import way_appeal as way_appeal
from matching.becoming.views.applicant import way_begin as way_begin
from matching.becoming.views.applicant import way_question as way_question
from matching.becoming.views.applicant import way_send as way_send
from matching.becoming.views.applicant import way_taking_back as way_taking_back
from matching.becoming.views.knowing import way_another as way_another
from matching.becoming.views.knowing import way_references as way_references
from matching.becoming.views.named import named as named
from matching.becoming.views.outside import reference as reference
from matching.becoming.views.recognising import checking as checking
from matching.becoming.views.recognising import recognising as recognising
from matching.becoming.views.recognising import recognising_applicant as recognising_applicant
from matching.becoming.views.supervisor import application as application
from matching.becoming.views.supervisor import becoming as becoming
from matching.becoming.views.supervisor import comeback_talk as comeback_talk
from matching.becoming.views.supervisor import exam_talk as exam_talk
from matching.becoming.views.supervisor import renewal as renewal
from matching.becoming.views.therapist import sign_off as sign_off
from matching.becoming.views.therapist import sign_offs as sign_offs
