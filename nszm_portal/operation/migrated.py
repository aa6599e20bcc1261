"""Which migrations a database has gone through; backups of one state fit only that state."""

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


def state(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Names of the migrations applied, of applications that are installed."""
    installed = {config.label for config in apps.get_app_configs()}
    applied = MigrationRecorder(connections[using]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in installed)


def is_behind() -> bool:
    """Whether the code has migrations that the database has not."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
