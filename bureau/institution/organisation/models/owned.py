"""What a post owns: the work of a department, and whatever else somebody must care for."""

from django.db import models

from bureau.institution.organisation.models.identities import Post
from bureau.institution.organisation.models.reference import Organisation


class Owned(models.Model):
    """Belongs to an organisation and to a post of it, which may be another one later."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
