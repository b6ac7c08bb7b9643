"""Alembic runs this file: migrations on the connection it is handed, inside the transaction that is under way there."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
