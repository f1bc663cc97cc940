from django.apps import AppConfig


class ExampleConfig(AppConfig):
    name = "bureau.example"
    label = "example"
