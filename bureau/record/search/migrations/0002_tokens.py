from django.db import migrations

from bureau.record.search.store.index import drop_tables, make_tables


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make_tables, drop_tables)]
