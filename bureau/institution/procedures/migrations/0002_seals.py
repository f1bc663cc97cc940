"""The triggers that keep rules, their trials, rounds and acts as they were recorded."""

from django.db import migrations

from bureau.record.journal.store import sealed


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_initial")]
    operations = [
        sealed("procedures_rule", may_close="valid_until"),
        sealed("procedures_ruletrial"),
        sealed("procedures_round", may_close="ended"),
        sealed("procedures_roundend"),
        sealed("procedures_roundpost"),
        sealed("procedures_procedureact"),
        sealed("procedures_procedurenote", may_delete=True),
        sealed("procedures_dissent", may_delete=True),
        sealed("procedures_authorquestion", may_delete=True),
        sealed("procedures_authoranswer", may_delete=True),
    ]
