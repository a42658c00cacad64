import type { Instant } from "./types.ts";

/** From `client_booked` on they are told to staff alone. */
export type NoticeKind =
  | "booked" | "moved" | "cancelled" | "changed" | "place_from_waiting" | "request_moved" | "request_declined"
  | "team_changed" | "plan_changed" | "safety_plan_changed" | "module_assigned" | "reflection_read" | "monitoring_ordered" | "monitoring_result"
  | "relative_joined" | "relative_left"
  | "client_booked" | "client_cancelled" | "client_asks_to_move" | "client_away" | "client_team_wish" | "client_return_wish" | "return_answered" | "client_wants_contact"
  | "task_given" | "task_overdue" | "reflection_shared";

/**
 * One line in somebody's inbox. `starts_at` is the session as it was, `new_starts_at` as it is now; `title` is the
 * session's, or the name a client gave a relative.
 */
export type InboxNotice = {
  id: string;
  kind: NoticeKind;
  at: Instant;
  /** Who did it, by the name they show; null for nobody in particular and for whom the viewer may not see. */
  by: string | null;
  /** The client a member of staff is told about; null when that record is no longer theirs to see. */
  about: { id: string; shown_name: string } | null;
  appointment_id: string | null;
  title: string | null;
  starts_at: Instant | null;
  new_starts_at: Instant | null;
  /** A `CancelReason`; of a task its urgency, "taken" or "nobody". */
  reason: string | null;
  line: string | null;
  /** How many sessions it is about, when it is more than one. */
  count: number | null;
  /** Told to staff: the place was given back with less notice than the provider asks for. */
  is_late: boolean;
  seen_at: Instant | null;
};

export type Inbox = {
  items: InboxNotice[];
  /** How many in all have not been seen, also beyond this page. */
  unseen: number;
  /** For `?before=`; null at the end. */
  next: string | null;
};

/** What the routes of this part take and give. */
export type NoticesEndpoints = {
  /** Newest first. Query: before, limit (1 to 200, default 50). */
  "GET /api/notices": { answer: Inbox };
  /** A number and nothing else: for a badge that is asked for now and then. */
  "GET /api/notices/unseen": { answer: { unseen: number } };
  "PUT /api/notices/{id}/seen": { body: Record<string, never>; answer: null };
  /** Everything up to and including that instant has been seen: take the newest notice's `at`. */
  "PUT /api/notices/seen": { body: { until: Instant }; answer: null };
};
