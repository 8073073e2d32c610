"""Which function executes which unit or query: the one list of what the store can do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from segue.ports import clock as t
from segue.ports import conversations as c
from segue.ports import deliveries as e
from segue.ports import desk as i
from segue.ports import erasure as g
from segue.ports import figures as z
from segue.ports import files as f
from segue.ports import health as y
from segue.ports import hub_cases as j
from segue.ports import hub_events as h
from segue.ports import knowledge as k
from segue.ports import nodes as n
from segue.ports import people as p
from segue.ports import policies as v
from segue.ports import redeemed as once
from segue.ports import reply_drafts as d
from segue.ports import routing as r
from segue.ports import threads as x
from segue.ports import visits as w
from segue.ports.store import Query, Unit
from segue.store import (
    append,
    changes,
    conversations,
    credentials,
    deliveries,
    desk,
    erasing,
    figures,
    files,
    handoffs,
    health,
    hub_cases,
    hub_events,
    knowledge,
    leases,
    nodes,
    packages,
    people,
    policies,
    purging,
    redeemed,
    reply_drafts,
    reservations,
    threads,
    times,
    visits,
    waiting,
)
from segue.store.transaction import Reading, Writing

UNITS: Mapping[type[Unit[Any]], Callable[[Writing, Any], Any]] = {
    t.ShiftTimes: times.shift_times,
    c.AppendEntries: append.append_entries,
    c.MoveDeadline: waiting.move_deadline,
    c.LabelHandoff: handoffs.label_handoff,
    c.SaveFollowUp: handoffs.save_follow_up,
    c.StorePackage: packages.store_package,
    d.ExpireReplyDrafts: reply_drafts.expire_reply_drafts,
    d.KeepReplyDraft: reply_drafts.keep_reply_draft,
    d.SettleReplyDraft: reply_drafts.settle_reply_draft,
    e.ClaimDeliveries: deliveries.claim_deliveries,
    e.FreeDeliveries: deliveries.free_deliveries,
    e.MoveCursor: deliveries.move_cursor,
    e.SaveDeadLetter: deliveries.save_dead_letter,
    f.AddFilePart: files.add_file_part,
    f.BeginFile: files.begin_file,
    f.CompleteFile: files.complete_file,
    f.DropFile: files.drop_file,
    f.DropFiles: files.drop_files,
    f.SweepFiles: files.sweep_files,
    g.DropPackages: erasing.drop_packages,
    g.EraseConversation: erasing.erase_conversation,
    g.ErasePerson: erasing.erase_person,
    g.PurgeBytes: purging.purge_bytes,
    g.SaveErasure: erasing.save_erasure,
    h.HubEventDone: hub_events.hub_event_done,
    h.HubEventFailed: hub_events.hub_event_failed,
    h.SaveCatchUp: hub_events.save_catch_up,
    h.StoreHubEvent: hub_events.store_hub_event,
    h.SweepHubEvents: hub_events.sweep_hub_events,
    j.SaveHubCase: hub_cases.save_hub_case,
    k.KeepCase: knowledge.keep_case,
    k.ReplaceArticles: knowledge.replace_articles,
    n.Beat: nodes.beat,
    n.FreeOrphans: nodes.free_orphans,
    n.GiveUpNode: nodes.give_up_node,
    once.Redeem: redeemed.redeem,
    once.SweepRedeemed: redeemed.sweep_redeemed,
    p.EndSessions: credentials.end_sessions,
    p.ExtendSession: credentials.extend_session,
    p.SaveKey: credentials.save_key,
    p.SaveLink: credentials.save_link,
    p.SaveSession: credentials.save_session,
    p.SaveSite: credentials.save_site,
    p.SaveUser: people.save_user,
    p.SaveVisitor: credentials.save_visitor,
    p.SeeAgent: people.see_agent,
    p.SeeKey: credentials.see_key,
    p.SetPresence: people.set_presence,
    p.UseLink: credentials.use_link,
    p.WorkspaceSecret: credentials.workspace_secret,
    r.GiveUpLease: leases.give_up_lease,
    r.RenewLease: leases.renew_lease,
    r.ReserveBatch: reservations.reserve_batch,
    r.TakeLease: leases.take_lease,
    r.TakeRoutingChanges: changes.take_routing_changes,
    v.ImportPolicy: policies.import_policy,
    w.KeepVisits: visits.keep_visits,
    w.LinkVisitor: visits.link_visitor,
    w.SweepVisits: visits.sweep_visits,
    x.SaveThread: threads.save_thread,
    y.TryWriting: health.try_writing,
}

QUERIES: Mapping[type[Query[Any]], Callable[[Reading, Any], Any]] = {
    c.Counts: conversations.counts,
    c.Decisions: conversations.decisions,
    c.DueDeadlines: waiting.due_deadlines,
    c.EarlierContacts: handoffs.earlier_contacts,
    c.EntriesAfter: conversations.entries_after,
    c.EntryByMessageId: conversations.entry_by_message_id,
    c.FollowUpById: handoffs.follow_up_by_id,
    c.FollowUpOfHandoff: handoffs.follow_up_of_handoff,
    c.FollowUps: handoffs.follow_ups_of_workspace,
    c.HandoffById: handoffs.handoff_by_id,
    c.HandoffsOf: handoffs.handoffs_of,
    c.HandoffsSince: handoffs.handoffs_since,
    c.LastEntries: conversations.last_entries,
    c.HeldHandoffs: handoffs.held_handoffs,
    c.Line: handoffs.line,
    c.LoadConversation: conversations.load_conversation,
    c.NextDeadline: waiting.next_deadline,
    c.OpenConversationOf: conversations.open_conversation_of,
    c.OpenHandoffs: handoffs.open_handoffs,
    c.PackageOf: packages.package_of,
    c.RecentHandoffs: handoffs.recent_handoffs,
    c.RecentlyDecided: conversations.recently_decided,
    c.Unpackaged: packages.unpackaged,
    c.Workspaces: conversations.workspaces,
    c.WrappingUp: handoffs.wrapping_up,
    d.ReplyDraftById: reply_drafts.reply_draft_by_id,
    d.ReplyDraftsOf: reply_drafts.reply_drafts_of,
    d.SettledReplyDrafts: reply_drafts.settled_reply_drafts,
    e.CursorOf: deliveries.cursor_of,
    e.DeadLetterById: deliveries.dead_letter_by_id,
    e.DeadLetters: deliveries.dead_letters_of,
    e.Lags: deliveries.lags,
    e.NextDelivery: deliveries.next_delivery,
    e.OpenDeadLetters: deliveries.open_dead_letters,
    f.FileById: files.file_by_id,
    f.FilePart: files.file_part,
    f.FilesOf: files.files_of,
    g.BytesHeld: purging.bytes_held,
    g.ConversationsFrom: erasing.conversations_from,
    g.ConversationsOf: erasing.conversations_of,
    g.Erasures: erasing.erasures_of,
    g.FindPerson: erasing.find_person,
    g.RestingFrom: erasing.resting_from,
    g.TracesOf: erasing.traces_of,
    g.VisitorsOf: erasing.visitors_of,
    g.VisitsOf: erasing.visits_of,
    h.CatchUpOf: hub_events.catch_up_of,
    h.DueHubEvents: hub_events.due_hub_events,
    i.DeskRows: desk.desk_rows,
    j.HubCaseById: hub_cases.hub_case_by_id,
    j.HubCaseByRef: hub_cases.hub_case_by_ref,
    j.HubCasesOf: hub_cases.hub_cases_of,
    j.OpenHubCases: hub_cases.open_hub_cases,
    k.Articles: knowledge.articles_of_workspace,
    k.Cases: knowledge.cases_of_workspace,
    k.KnowledgeMarkOf: knowledge.knowledge_mark_of,
    n.Nodes: nodes.nodes_there,
    n.OpenPages: nodes.open_pages,
    p.AgentLoads: people.agent_loads,
    p.HasUsers: people.has_users,
    p.KeyByHash: credentials.key_by_hash,
    p.Keys: credentials.keys_of_workspace,
    p.LinkByHash: credentials.link_by_hash,
    p.PresenceOf: people.presence_of,
    p.SessionByHash: credentials.session_by_hash,
    p.SilentAgents: people.silent_agents,
    p.SiteByKey: credentials.site_by_key,
    p.Sites: credentials.sites_of_workspace,
    p.UserByEmail: people.user_by_email,
    p.UserById: people.user_by_id,
    p.Users: people.users_of_workspace,
    p.VisitorByHash: credentials.visitor_by_hash,
    p.VisitorById: credentials.visitor_by_id,
    r.ChangedWorkspaces: changes.changed_workspaces,
    r.HandoffsById: changes.handoffs_by_id,
    r.LeaseOf: leases.lease_of,
    v.ActiveHashes: policies.active_hashes,
    v.ActivePolicy: policies.active_policy,
    v.PolicyByHash: policies.policy_by_hash,
    v.PolicyVersions: policies.policy_versions,
    w.HistoryOf: visits.history_of,
    x.ThreadByRef: threads.thread_by_ref,
    x.ThreadsOf: threads.threads_of,
    y.LookAround: health.look_around,
    z.LookAtFigures: figures.look_at_figures,
}

ONE_ROW: frozenset[type[Query[Any]]] = frozenset(
    {
        *(c.LoadConversation, c.EntryByMessageId, c.OpenConversationOf, c.HandoffById, c.FollowUpOfHandoff),
        *(c.NextDeadline, c.PackageOf, e.CursorOf, e.DeadLetterById, e.NextDelivery),
        *(d.ReplyDraftById, f.FileById, j.HubCaseById, j.HubCaseByRef, k.KnowledgeMarkOf),
        *(p.KeyByHash, p.PresenceOf, p.SessionByHash, p.SiteByKey, p.UserById, p.VisitorByHash),
        *(p.VisitorById, r.ChangedWorkspaces, r.LeaseOf),
        *(v.ActivePolicy, x.ThreadByRef),
    }
)
"""Queries that one search in an index answers."""

SEVERAL_STATEMENTS: frozenset[type[Query[Any]]] = frozenset(
    {c.Counts, c.FollowUps, e.Lags, i.DeskRows, p.AgentLoads, z.LookAtFigures}
)
"""Queries that need a transaction to see one moment."""
