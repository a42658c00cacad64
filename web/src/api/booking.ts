import type { Day, Instant, LocalTime, Weekday } from "./types.ts";

type Empty = Record<string, never>;

export type SessionKind =
  | "psychoeducational" | "skills" | "support" | "interpersonal" | "individual" | "family" | "medication"
  | "monitoring" | "case_management" | "mutual_help" | "holistic" | "aftercare";
export type SkillFocus = "refusal" | "relapse_prevention" | "assertiveness" | "stress";
export type Modality = "in_person" | "remote" | "either";
/** Why a session does not take place, or somebody does not come. */
export type CancelReason =
  | "provider_away" | "centre_closed" | "not_enough_people" | "replaced" | "ended"
  | "sick" | "work" | "family" | "transport" | "travelling" | "other";
/** The reasons a client gives. */
export const CLIENT_REASONS = ["sick", "work", "family", "transport", "travelling", "other"] as const;
export type ClientReason = (typeof CLIENT_REASONS)[number];

/** `profession` is one of the codes of `T.Profession`, or null. */
export type SessionProvider = { id: string; shown_name: string; profession: string | null };

/** A session as its client sees it: never who else comes. */
export type MySession = {
  id: string;
  title: string;
  kind: SessionKind;
  focus: SkillFocus | null;
  starts_at: Instant;
  ends_at: Instant;
  /** How to get there, in the centre's words. */
  place: string | null;
  /** The name of the room. */
  room: string | null;
  /** https only. Null also when it is given to those with a place only. */
  join_link: string | null;
  modality: Modality;
  /** This client takes part by the link. */
  is_remote: boolean;
  status: "planned" | "cancelled";
  /** Why it was cancelled. */
  reason: CancelReason | null;
  provider: SessionProvider | null;
  /** A place in it; waiting for one; or open to the client. Also "open" when a place was given back (`can` says what is left). */
  mine: "booked" | "waiting" | "open";
  /** 1 for whoever is next; only while waiting. */
  position: number | null;
  /** Null without a limit. 0: full. */
  places_left: number | null;
  /** When it was to be before it was moved, as the client was last told. */
  was_at: Instant | null;
  attendance: "attended" | "late" | "missed" | "excused" | null;
  can: { take: boolean; wait: boolean; cancel: boolean; ask_to_move: boolean; feedback: boolean };
  /** The newest wish for another time. */
  request: MyMoveRequest | null;
};

/** `answer` null: nobody has answered yet. `line` is a sentence from whoever answered. */
export type MyMoveRequest = { id: string; wishes: Instant[]; answer: "moved" | "declined" | null; line: string | null };

/** Away from the start of `from_day` to the start of `back_on`, in the centre's zone. */
export type Away = {
  id: string;
  from_day: Day;
  back_on: Day;
  time_zone: string | null;
  takes_part_remotely: boolean;
  /** Said to be over early, or null. */
  ended_at: Instant | null;
};
export type AwayWritten = { from_day: Day; back_on: Day; time_zone: string | null; takes_part_remotely: boolean };
export type AwaySession = { id: string; title: string; kind: SessionKind; starts_at: Instant; ends_at: Instant };

/**
 * What an absence means. A preview: what would be given back. After saving: what was. After ending early: what was
 * given back and is still to come (nothing is taken again by itself).
 */
export type AwayPlan = {
  /** Null in a preview. */
  away: Away | null;
  cancelled: AwaySession[];
  /** Stay, by the link. */
  remote: AwaySession[];
  /** The lengths of `cancelled` together, such as 2.5. */
  hours_to_make_up: number;
};

export type MyCalendar = {
  from_day: Day;
  days: number;
  /** The person's own. */
  time_zone: string;
  /** Days and caps are counted in this one. */
  centre_time_zone: string;
  /** By start: own places (cancelled ones too), waiting places, and sessions open to this client (`mine` "open"). */
  items: MySession[];
  /** Current, or else next. */
  away: Away | null;
  /** Sessions a day, or null for no limit. */
  cap: number | null;
};

export type Bookable = {
  provider: SessionProvider;
  /** What may be booked with them; ask free-times with one of these. */
  kinds: SessionKind[];
  /** "either" when they have hours of both. */
  modality: Modality;
  /** The length of the first of `kinds`. */
  minutes: number;
  /** The next free time for the first of `kinds`, within 14 days; null: none, or later. */
  next_free: Instant | null;
};

/** "either": the client chooses, and books "in_person" or "remote". */
export type FreeTime = { starts_at: Instant; modality: Modality };
/** `day` is a day of the centre. */
export type FreeDay = { day: Day; full: boolean; times: FreeTime[] };
export type FreeTimes = { time_zone: string; minutes: number; days: FreeDay[] };

export type Booking = { provider_id: string; kind: SessionKind; starts_at: Instant; modality: "in_person" | "remote" };

/** Two private answers after a session, 0 to 10. Nobody but the client reads them. */
export type SessionFeedback = { appointment_id: string; heard: number; helped: number };

export type BookingRules = {
  /** Of the provider's, whoever asks; null: as many as fit. */
  sessions_a_day: number | null;
  buffer_minutes: number;
  notice_hours: number;
  join_notice_hours: number;
  cancel_notice_hours: number;
  days_ahead: number;
  /** What clients may book; empty: nobody books by themselves. */
  kinds: SessionKind[];
  join_link: string | null;
};

/** Wall times and days of the centre. */
export type Hours = {
  id: string;
  days: Weekday[];
  from_time: LocalTime;
  until_time: LocalTime;
  modality: Modality;
  room: { id: string; name: string } | null;
  from_day: Day;
  until_day: Day | null;
};
export type HoursWritten = Omit<Hours, "id" | "room"> & { room_id: string | null };

/** A wish of a client, as the desk answers it. */
export type MoveRequest = {
  id: string;
  client: { id: string; shown_name: string };
  appointment_id: string;
  title: string;
  kind: SessionKind;
  starts_at: Instant;
  ends_at: Instant;
  /** The centre's. */
  time_zone: string;
  /** Others have places too (or could): it cannot be moved for one of them, only declined. */
  is_group: boolean;
  /** `day` and `local_time` are the centre's, ready to be sent back. */
  wishes: { starts_at: Instant; day: Day; local_time: LocalTime; is_free: boolean }[];
  reason: ClientReason | null;
  asked_at: Instant;
  answer: "moved" | "declined" | null;
  line: string | null;
};

/** What the routes of this part take and give. */
export type BookingEndpoints = {
  /** Query: from_day (left out: today at the centre), days (1 to 42, else 7). */
  "GET /api/my-calendar": { answer: MyCalendar };
  /** 404 unless own, waited for, or open to this client. */
  "GET /api/sessions/{id}": { answer: MySession };
  /** Take a free place. 409 group_full client_busy day_is_full too_late_to_join · 404. Twice is once. */
  "PUT /api/sessions/{id}/place": { body: Empty; answer: MySession };
  /** 409 not_full (there is a place: take it). Twice is once. */
  "PUT /api/sessions/{id}/waiting": { body: Empty; answer: MySession };
  "DELETE /api/sessions/{id}/waiting": { answer: MySession };
  /** Gives the place back, also late. 409 session_has_begun. Twice is once. */
  "PUT /api/sessions/{id}/cancellation": { body: { reason: ClientReason }; answer: MySession };

  /** The phone makes the id. 409 session_has_begun already_asked · 422 in_the_past (a wish). */
  "PUT /api/move-requests/{id}": {
    body: { appointment_id: string; wishes: Instant[]; reason: ClientReason | null };
    answer: MySession;
  };
  "PUT /api/move-requests/{id}/withdrawal": { body: Empty; answer: MySession };
  /** Staff: open ones first by the session's start, then those answered in the last week. */
  "GET /api/move-requests": { answer: { items: MoveRequest[] } };
  /** 409 provider_busy room_busy client_busy day_is_full already_answered group_not_moved session_has_begun session_cancelled · 422 in_the_past provider_away centre_closed no_such_time. */
  "PUT /api/clients/{client_id}/move-requests/{id}/answer": {
    body: { answer: "moved" | "declined"; day?: Day; local_time?: LocalTime; line?: string | null };
    answer: MoveRequest;
  };

  "GET /api/bookable": { answer: { items: Bookable[] } };
  /** Query: provider_id, kind, from_day, days (1 to 14). 422 not_bookable. */
  "GET /api/free-times": { answer: FreeTimes };
  /**
   * The phone makes the id; it becomes the session's. Twice is once.
   * 409 provider_busy room_busy client_busy day_is_full provider_day_full ·
   * 422 in_the_past too_soon too_far_ahead outside_hours not_bookable provider_away centre_closed op_reused.
   */
  "PUT /api/bookings/{id}": { body: Booking; answer: MySession };

  /** 422 away_in_the_past away_too_long, field errors. */
  "POST /api/away-previews": { body: AwayWritten; answer: AwayPlan };
  /** The phone makes the id. 409 away_already (another absence shares a day). */
  "PUT /api/aways/{id}": { body: AwayWritten; answer: AwayPlan };
  "PUT /api/aways/{id}/end": { body: Empty; answer: AwayPlan };

  /** The phone makes the id. 409 not_over_yet · 404. */
  "PUT /api/session-feedback/{id}": { body: SessionFeedback; answer: null };

  "GET /api/booking-rules": { answer: BookingRules };
  "PUT /api/booking-rules": { body: BookingRules; answer: BookingRules };
  "GET /api/providers/{provider_id}/booking-rules": { answer: BookingRules };
  "PUT /api/providers/{provider_id}/booking-rules": { body: BookingRules; answer: BookingRules };
  /** Query: provider_id (an administrator's). */
  "GET /api/availability": { answer: { items: Hours[] } };
  "PUT /api/availability/{id}": { body: HoursWritten; answer: Hours };
  "DELETE /api/availability/{id}": { answer: null };
};
