"""Units and posts with a history of rows, each from an instant on."""

from django.db import models
from simple_history.models import HistoricalRecords


class Unit(models.Model):
    parent = models.BigIntegerField(null=True, db_index=True)
    head = models.BigIntegerField(null=True)
    name = models.BigIntegerField()
    code = models.CharField(max_length=40)
    history = HistoricalRecords()


class Post(models.Model):
    unit = models.BigIntegerField(db_index=True)
    number = models.CharField(max_length=60)
    title = models.BigIntegerField()
    grade = models.CharField(max_length=20)
    duty_station = models.CharField(max_length=20)
    funding = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    fte = models.SmallIntegerField()
    contract = models.CharField(max_length=40)
    frozen = models.BooleanField()
    history = HistoricalRecords()
