"""Pages of intake: one question each, and all of them on one."""

from matching.intake.views.one_page import forgetting as forgetting
from matching.intake.views.one_page import you as you
from matching.intake.views.pages import begin as begin
from matching.intake.views.pages import done as done
from matching.intake.views.pages import question as question
