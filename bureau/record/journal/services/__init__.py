"""Every change goes through here: the frame of an act, and those who follow the journal."""

from bureau.record.journal.services.acts import Act, SubjectNotThere
from bureau.record.journal.services.frame import SERVICES, Asked, retired, service, takes

__all__ = ["SERVICES", "Act", "Asked", "SubjectNotThere", "retired", "service", "takes"]
