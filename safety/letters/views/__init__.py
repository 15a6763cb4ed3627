"""Pages of messages with a clinician: the member's, the clinician's, and telling us of one."""
