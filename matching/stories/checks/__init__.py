"""What the studio says beside a writer's words: it asks, and never stands in the way. Pure."""

from matching.stories.checks.finding import KINDS as KINDS
from matching.stories.checks.finding import Check as Check
from matching.stories.checks.finding import Finding as Finding
from matching.stories.checks.finding import findings as findings
from matching.stories.checks.mentions import proposed as proposed
