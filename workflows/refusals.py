"""SQL that each machine's migration asks for: the database refuses what goes round the door."""

from django.db import migrations


def state_needs_event(table, model, states):
    """Refuse an unknown state, and at commit a state or version with no matching last event of that record."""
    known = ", ".join(f"'{state}'" for state in states)
    return migrations.RunSQL(
        f"""
        ALTER TABLE {table} ADD CONSTRAINT {table}_state_known CHECK (state IN ({known}));
        CREATE CONSTRAINT TRIGGER {table}_state_has_event AFTER INSERT OR UPDATE OF state, version ON {table}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gatepost_state_has_event('{model}');
        CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION gatepost_refuse('A record with a history is never deleted.');
        CREATE TRIGGER {table}_is_not_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION gatepost_refuse('Records with a history are never emptied.');
        """,
        f"""
        DROP TRIGGER {table}_is_not_emptied ON {table};
        DROP TRIGGER {table}_is_kept ON {table};
        DROP TRIGGER {table}_state_has_event ON {table};
        ALTER TABLE {table} DROP CONSTRAINT {table}_state_known;
        """,
    )


def only_added(table):
    """Refuse UPDATE, DELETE and TRUNCATE."""
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER {table}_only_added BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION gatepost_refuse('What is recorded in {table} is never changed or removed.');
        CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION gatepost_refuse('What is recorded in {table} is never removed.');
        """,
        f"""
        DROP TRIGGER {table}_not_emptied ON {table};
        DROP TRIGGER {table}_only_added ON {table};
        """,
    )


def trigger(table, name, function, when, timing="AFTER", deferred=True):
    """A row trigger; deferred ones are constraint triggers that speak at commit."""
    kind = "CONSTRAINT TRIGGER" if deferred else "TRIGGER"
    wait = "DEFERRABLE INITIALLY DEFERRED" if deferred else ""
    return migrations.RunSQL(
        f"CREATE {kind} {name} {timing} {when} ON {table} {wait} FOR EACH ROW EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER {name} ON {table};",
    )


def event_is_borne_out(table, model):
    """Refuse, at commit, an event about this record that its state and version do not bear out."""
    return migrations.RunSQL(
        f"""
        CREATE CONSTRAINT TRIGGER workflows_event_of_{model} AFTER INSERT ON workflows_event
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.subject_type = '{model}')
            EXECUTE FUNCTION gatepost_event_is_borne_out('{table}');
        """,
        f"DROP TRIGGER workflows_event_of_{model} ON workflows_event;",
    )


def chain_ends_at_root(table, model):
    """Refuse, at commit, a chain that does not end where its root says, whichever of the two was written to."""
    return migrations.RunSQL(
        f"""
        CREATE CONSTRAINT TRIGGER workflows_event_in_{model} AFTER INSERT ON workflows_event
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.root_type = '{model}')
            EXECUTE FUNCTION gatepost_chain_ends_at_root('{table}', '{model}');
        CREATE CONSTRAINT TRIGGER {table}_ends_chain AFTER INSERT OR UPDATE OF history_length, history_head ON {table}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            EXECUTE FUNCTION gatepost_chain_ends_at_root('{table}', '{model}');
        """,
        f"""
        DROP TRIGGER {table}_ends_chain ON {table};
        DROP TRIGGER workflows_event_in_{model} ON workflows_event;
        """,
    )


def history_may_tell_of(model, *, root=False):
    """Admit events about one more kind of record, and chains that begin with it. Which kinds were admitted before stays."""
    constraints = {"workflows_event_subject_known": "subject_type"}
    if root:
        constraints["workflows_event_root_known"] = "root_type"
    return migrations.RunSQL(
        "".join(_admitted(name, column, model) for name, column in constraints.items()), migrations.RunSQL.noop
    )


ADMIT = """
DO $$ DECLARE known text; BEGIN
    SELECT substring(pg_get_constraintdef(oid) FROM 'CHECK (.*)') INTO STRICT known FROM pg_constraint
        WHERE conname = '<name>';
    EXECUTE format('ALTER TABLE workflows_event DROP CONSTRAINT <name>, ADD CONSTRAINT <name> CHECK (%s OR <column> = %L)',
        known, '<model>');
END $$;
"""


def _admitted(name, column, model):
    return ADMIT.replace("<name>", name).replace("<column>", column).replace("<model>", model)
