from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "bureau.institution.organisation"
    label = "organisation"
