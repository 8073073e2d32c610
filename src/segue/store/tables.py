"""The tables. Columns hold what is looked for, ordered by or kept unique; `body` holds the whole value as JSON.

Times are microseconds since 1970-01-01 UTC, so that order and equality are the same on every database.
Every table starts with its workspace. A change here needs a migration; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    literal_column,
)

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _time(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _maybe_time(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=True)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


def _condition(sql: str) -> ColumnElement[bool]:
    """A partial index serves a query only when the query repeats its condition word by word: both use this value."""
    return literal_column(f"({sql})")


def _index(name: str, *columns: str, unique: bool = False, where: ColumnElement[bool] | None = None) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


OPEN_WITH_VISITOR = _condition("open AND visitor <> ''")
HAS_CUSTOMER = _condition("customer <> ''")

conversations = Table(
    "conversations",
    metadata,
    _text("workspace"),
    _text("id"),
    _whole("last_seq"),
    _whole("epoch"),
    _flag("open"),
    _text("visitor"),
    _text("customer"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_conversations"),
    _index("one_open_conversation_a_visitor", "workspace", "visitor", unique=True, where=OPEN_WITH_VISITOR),
    _index("conversations_of_customer", "workspace", "customer", where=HAS_CUSTOMER),
    sqlite_with_rowid=False,
)

HAS_MESSAGE_ID = _condition("message_id <> ''")
IS_DECIDED = _condition("outcome <> ''")
IS_ACTED_ON = _condition("outcome <> '' AND outcome <> 'stay'")

entries = Table(
    "entries",
    metadata,
    _text("workspace"),
    _text("conversation"),
    _whole("seq"),
    _text("kind"),
    _text("role"),
    _time("at"),
    _text("text"),
    _text("author"),
    _text("author_name"),
    _text("message_id"),
    _whole("epoch"),
    _text("data"),
    _text("outcome"),
    Column("decision", Text, nullable=True),
    PrimaryKeyConstraint("workspace", "conversation", "seq", name="pk_entries"),
    _index("one_entry_a_message", "workspace", "conversation", "message_id", unique=True, where=HAS_MESSAGE_ID),
    _index("decisions", "workspace", "at", where=IS_DECIDED),
    _index("decisions_acted_on", "workspace", "at", where=IS_ACTED_ON),
    sqlite_with_rowid=False,
)

IS_OPEN = _condition("state IN ('requested', 'queued', 'reserved', 'active')")
IS_LIVE = _condition("state IN ('offered', 'requested', 'queued', 'reserved', 'active')")
IS_HELD = _condition("state IN ('reserved', 'active')")
IN_WRAP_UP = _condition("wrap_up_until IS NOT NULL")
HAS_AGENT = _condition("agent <> ''")
WAS_ACCEPTED = _condition("accepted_at IS NOT NULL")
IS_UNPACKAGED = _condition("NOT packaged AND state NOT IN ('offered', 'declined', 'lapsed')")

handoffs = Table(
    "handoffs",
    metadata,
    _text("workspace"),
    _text("id"),
    _text("conversation"),
    _text("state"),
    _text("queue"),
    _text("agent"),
    _whole("units"),
    Column("channel", Text, nullable=False, server_default=""),
    _time("requested_at"),
    _time("waiting_since"),  # when the customer began to wait: queued, else requested
    _maybe_time("assigned_at"),  # when the human agent got it: accepted, else reserved
    _maybe_time("accepted_at"),
    _maybe_time("wrap_up_until"),
    _flag("packaged"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_handoffs"),
    _index("one_open_handoff_a_conversation", "workspace", "conversation", unique=True, where=IS_OPEN),
    _index("handoffs_of_conversation", "workspace", "conversation", "requested_at"),
    _index("open_handoffs", "workspace", "waiting_since", where=IS_OPEN),
    _index("handoffs_held", "workspace", "agent", where=IS_HELD),
    _index("handoffs_in_wrap_up", "workspace", "agent", where=IN_WRAP_UP),
    _index("handoffs_of_agent", "workspace", "agent", "assigned_at", where=HAS_AGENT),
    _index("handoffs_accepted", "workspace", "queue", "accepted_at", where=WAS_ACCEPTED),
    _index("handoffs_unpackaged", "requested_at", where=IS_UNPACKAGED),
    _index("handoffs_by_state", "workspace", "state"),
    _index("handoffs_by_time", "workspace", "requested_at", "id"),
)

leases = Table(
    "leases",
    metadata,
    _text("workspace"),
    _text("holder"),
    _whole("fence"),
    Column("beat", BigInteger, nullable=False),
    PrimaryKeyConstraint("workspace", name="pk_leases"),
)

# Written and emptied all the time: PostgreSQL should not wait for a share of the table to be dead.
routing_changes = Table(
    "routing_changes",
    metadata,
    _text("workspace"),
    Column("n", BigInteger().with_variant(Integer, "sqlite"), nullable=False, autoincrement=True),
    _text("kind"),
    _text("id"),
    PrimaryKeyConstraint("n", name="pk_routing_changes"),
    _index("routing_changes_of_workspace", "workspace"),
    postgresql_with={"autovacuum_vacuum_scale_factor": "0", "autovacuum_vacuum_threshold": "2000"},
)

packages = Table(
    "packages",
    metadata,
    _text("workspace"),
    _text("handoff"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "handoff", name="pk_packages"),
)

deadlines = Table(
    "deadlines",
    metadata,
    _text("workspace"),
    _text("conversation"),
    _text("kind"),
    _time("due_at"),
    _text("about"),
    PrimaryKeyConstraint("workspace", "conversation", "kind", name="pk_deadlines"),
    _index("deadlines_due", "due_at"),
    sqlite_with_rowid=False,
)

IS_BEHIND = _condition("position < last_seq")
IS_AT_IT = _condition("holder <> ''")

cursors = Table(
    "cursors",
    metadata,
    _text("workspace"),
    _text("conversation"),
    _text("listener"),
    _whole("position"),
    _whole("last_seq"),  # of the conversation, kept here so that an index finds who is behind
    _whole("attempts"),
    _time("due_at"),
    _text("error"),
    Column("holder", Text, nullable=False, server_default=""),  # the node that is at it, "" for none
    Column("fence", Integer, nullable=False, server_default="0"),  # one higher with each holder
    Column("unknown", Integer, nullable=False, server_default="0"),  # seq that was sent without an answer, 0 for none
    PrimaryKeyConstraint("workspace", "conversation", "listener", name="pk_cursors"),
    _index("cursors_behind", "workspace", "listener", "due_at", where=IS_BEHIND),
    _index("cursors_held", "holder", where=IS_AT_IT),
    sqlite_with_rowid=False,
)

IS_OPEN_LETTER = _condition("settled_at IS NULL")

dead_letters = Table(
    "dead_letters",
    metadata,
    _text("workspace"),
    _text("id"),
    _text("conversation"),
    _text("listener"),
    _whole("seq"),
    _time("at"),
    _maybe_time("settled_at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_dead_letters"),
    _index("one_dead_letter_an_entry", "workspace", "conversation", "listener", "seq", unique=True),
    _index("dead_letters_open", "workspace", "at", where=IS_OPEN_LETTER),
)

nodes = Table(
    "nodes",
    metadata,
    _text("id"),
    Column("beat", BigInteger, nullable=False),
    Column("pages", Text, nullable=False, server_default="[]"),  # of customers, open on that node
    _text("body"),
    PrimaryKeyConstraint("id", name="pk_nodes"),
)

IS_UNDONE = _condition("closed_at IS NULL")

follow_ups = Table(
    "follow_ups",
    metadata,
    _text("workspace"),
    _text("id"),
    _text("handoff"),
    _time("opened_at"),
    _maybe_time("closed_at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_follow_ups"),
    _index("follow_ups_open", "workspace", "opened_at", where=IS_UNDONE),
    _index("follow_ups_closed", "workspace", "closed_at"),
    _index("follow_ups_of_handoff", "workspace", "handoff"),
)

users = Table(
    "users",
    metadata,
    _text("workspace"),
    _text("id"),
    _text("email"),  # in lower case
    _time("created_at"),
    _maybe_time("disabled_at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_users"),
    _index("one_user_an_email", "email", "workspace", unique=True),
)

presences = Table(
    "presences",
    metadata,
    _text("workspace"),
    _text("user"),
    _text("presence"),
    _text("reason"),
    _maybe_time("since"),
    _maybe_time("seen_at"),
    PrimaryKeyConstraint("workspace", "user", name="pk_presences"),
)

sessions = Table(
    "sessions",
    metadata,
    _text("token_hash"),
    _text("workspace"),
    _text("user"),
    _time("expires_at"),
    _text("body"),
    PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    _index("sessions_of_user", "workspace", "user"),
)

links = Table(
    "links",
    metadata,
    _text("token_hash"),
    _text("workspace"),
    _text("purpose"),
    _text("user"),
    _time("expires_at"),
    _flag("used"),
    _text("body"),
    PrimaryKeyConstraint("token_hash", name="pk_links"),
    _index("links_of_user", "workspace", "user", "purpose"),
)

keys = Table(
    "keys",
    metadata,
    _text("workspace"),
    _text("id"),
    _text("name"),
    _text("key_hash"),
    _time("created_at"),
    _maybe_time("expires_at"),
    _maybe_time("revoked_at"),
    _maybe_time("last_used_at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_keys"),
    _index("one_key_a_hash", "key_hash", unique=True),
    _index("keys_of_name", "workspace", "name"),
)

sites = Table(
    "sites",
    metadata,
    _text("key"),
    _text("workspace"),
    _time("created_at"),
    _text("body"),
    PrimaryKeyConstraint("key", name="pk_sites"),
    _index("sites_of_workspace", "workspace", "created_at"),
)

visitors = Table(
    "visitors",
    metadata,
    _text("workspace"),
    _text("id"),
    _text("token_hash"),
    _time("expires_at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_visitors"),
    _index("one_visitor_a_token", "token_hash", unique=True),
)

visits = Table(
    "visits",
    metadata,
    _text("workspace"),
    _text("visitor"),
    _text("id"),
    _text("customer"),
    _time("at"),
    _text("path"),
    _text("url"),
    _text("title"),
    _whole("seconds"),
    PrimaryKeyConstraint("workspace", "visitor", "id", name="pk_visits"),
    _index("visits_of_visitor", "workspace", "visitor", "at"),
    _index("visits_of_customer", "workspace", "customer", "at", where=HAS_CUSTOMER),
    _index("visits_by_age", "workspace", "at"),
    sqlite_with_rowid=False,
)

HAS_VISITOR = _condition("visitor <> ''")

contacts = Table(
    "contacts",
    metadata,
    _text("workspace"),
    _text("conversation"),
    _text("visitor"),
    _text("customer"),
    _time("at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "conversation", name="pk_contacts"),
    _index("contacts_of_visitor", "workspace", "visitor", "at", where=HAS_VISITOR),
    _index("contacts_of_customer", "workspace", "customer", "at", where=HAS_CUSTOMER),
    sqlite_with_rowid=False,
)

IS_SETTLED = _condition("settled_at IS NOT NULL")

reply_drafts = Table(
    "reply_drafts",
    metadata,
    _text("workspace"),
    _text("id"),
    _text("conversation"),
    _whole("answers"),
    _text("state"),
    _time("made_at"),
    _maybe_time("settled_at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_reply_drafts"),
    _index("reply_drafts_of_conversation", "workspace", "conversation", "answers"),
    _index("reply_drafts_settled", "workspace", "settled_at", where=IS_SETTLED),
)

articles = Table(
    "articles",
    metadata,
    _text("workspace"),
    _text("source"),
    _text("id"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "source", "id", name="pk_articles"),
)

cases = Table(
    "cases",
    metadata,
    _text("workspace"),
    _text("id"),
    _whole("number"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_cases"),
    _index("cases_by_number", "workspace", "number", unique=True),
)

knowledge_marks = Table(
    "knowledge_marks",
    metadata,
    _text("workspace"),
    _text("what"),  # articles | cases
    _whole("mark"),
    PrimaryKeyConstraint("workspace", "what", name="pk_knowledge_marks"),
)

IS_WAITING = _condition("done_at IS NULL")
IS_DONE = _condition("done_at IS NOT NULL")

hub_events = Table(
    "hub_events",
    metadata,
    _text("workspace"),
    _text("hub"),
    _text("id"),
    _time("received_at"),
    _time("due_at"),
    _whole("attempts"),
    _maybe_time("done_at"),
    _text("error"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "hub", "id", name="pk_hub_events"),
    _index("hub_events_due", "due_at", where=IS_WAITING),
    _index("hub_events_done", "received_at", where=IS_DONE),
)

catch_ups = Table(
    "catch_ups",
    metadata,
    _text("workspace"),
    _text("hub"),
    _text("cursor"),
    _maybe_time("caught_up_at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "hub", name="pk_catch_ups"),
)

IS_OPEN_THERE = _condition("ref <> '' AND closed_at IS NULL")

hub_cases = Table(
    "hub_cases",
    metadata,
    _text("workspace"),
    _text("hub"),
    _text("id"),
    _text("conversation"),
    _text("ref"),  # the hub's own id, "" until it is open there
    _time("opened_at"),
    _maybe_time("closed_at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "hub", "id", name="pk_hub_cases"),
    _index("one_open_case_a_ref", "workspace", "hub", "ref", unique=True, where=IS_OPEN_THERE),
    _index("hub_cases_by_ref", "workspace", "hub", "ref", "closed_at"),
    _index("hub_cases_of_conversation", "workspace", "conversation", "opened_at"),
    _index("hub_cases_open", "workspace", "opened_at", where=IS_UNDONE),
)

threads = Table(
    "threads",
    metadata,
    _text("workspace"),
    _text("channel"),
    _text("ref"),  # the channel's own id
    _text("conversation"),
    _time("opened_at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "channel", "ref", name="pk_threads"),
    _index("threads_of_conversation", "workspace", "conversation", "opened_at"),
)

IS_NOT_SENT = _condition("state <> 'sent'")

files = Table(
    "files",
    metadata,
    _text("workspace"),
    _text("id"),
    _text("conversation"),
    _time("at"),
    _whole("size"),
    _text("by"),
    _text("state"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_files"),
    _index("files_of_conversation", "workspace", "conversation"),
    _index("files_by_sender", "workspace", "by", "at", "size"),
    _index("files_not_sent", "workspace", "at", where=IS_NOT_SENT),
)

file_parts = Table(
    "file_parts",
    metadata,
    _text("workspace"),
    _text("file"),
    _whole("n"),
    Column("bytes", LargeBinary, nullable=False),
    PrimaryKeyConstraint("workspace", "file", "n", name="pk_file_parts"),
)

erasures = Table(
    "erasures",
    metadata,
    _text("workspace"),
    _text("id"),
    _time("at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "id", name="pk_erasures"),
    _index("erasures_by_time", "workspace", "at"),
)

redeemed = Table(
    "redeemed",
    metadata,
    _text("workspace"),
    _text("id"),
    _time("until"),
    PrimaryKeyConstraint("workspace", "id", name="pk_redeemed"),
    _index("redeemed_by_age", "until"),
)

secrets = Table(
    "secrets",
    metadata,
    _text("workspace"),
    _text("name"),
    _text("value"),
    PrimaryKeyConstraint("workspace", "name", name="pk_secrets"),
)

policies = Table(
    "policies",
    metadata,
    _text("workspace"),
    _text("hash"),
    _time("created_at"),
    _text("body"),
    PrimaryKeyConstraint("workspace", "hash", name="pk_policies"),
    _index("policies_by_age", "workspace", "created_at"),
)

active_policies = Table(
    "active_policies",
    metadata,
    _text("workspace"),
    _text("hash"),
    PrimaryKeyConstraint("workspace", name="pk_active_policies"),
)
