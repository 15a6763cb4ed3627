"""When a hand-over is written."""

from datetime import timedelta

EARLY = timedelta(minutes=30)  # before the end of a shift it can be written
LATE = timedelta(minutes=15)  # after it nobody is waited for: a sheet is made of the open cases
STILL = timedelta(hours=4)  # so long after it something can be added
BACK = timedelta(hours=24)  # an older shift leaves nothing that one has to read
OVERLAP = timedelta(hours=1)  # of two shifts, so that two people can talk
MOST = 40  # cases on one sheet, the most urgent first
