import type { CancelReason, Modality, SkillFocus } from "./booking.ts";
import type { Day, Instant, LocalTime, Profession, Series, SeriesWritten, SessionKind, Weekday } from "./types.ts";

type Empty = Record<string, never>;
export type Named = { id: string; shown_name: string };
export type Room = { id: string; name: string };
export type Attendance = "attended" | "late" | "missed" | "excused";

export type { CancelReason, Modality, SkillFocus };
/** The reasons the desk gives for a whole session. */
export const DESK_REASONS = ["provider_away", "centre_closed", "not_enough_people", "replaced", "ended", "other"] as const;

/** One session as the desk sees it. Instants; the days they fall on are those of `time_zone`, the centre's. */
export type Meeting = {
  id: string;
  series_id: string | null;
  title: string;
  kind: SessionKind;
  focus: SkillFocus | null;
  starts_at: Instant;
  ends_at: Instant;
  time_zone: string;
  provider: Named | null;
  room: Room | null;
  place: string | null;
  join_link: string | null;
  modality: Modality;
  /** Null: no limit. */
  capacity: number | null;
  taken: number;
  waiting: number;
  status: "planned" | "cancelled";
  reason: CancelReason | null;
  /** It has a time, room or leader of its own. */
  is_moved: boolean;
  sequence: number;
};
/** `names`: those in it whom the viewer may know. `unmarked`: places without attendance. */
export type MeetingRow = Meeting & { names: Named[]; unmarked: number };
export type Participant = Named & { may_let_out: boolean; is_remote: boolean; attendance: Attendance | null };
/** `participants`: those whom the viewer may know. Unless `may_change`, every change would be refused. */
export type MeetingDetail = Meeting & { participants: Participant[]; may_change: boolean };

/** Days without sessions, both ends included; no `provider`: of the whole centre. */
export type ClosedDays = {
  id: string;
  kind: "holiday" | "absence" | "leaving";
  provider: Named | null;
  from_day: Day;
  until_day: Day | null;
  title: string | null;
};
export type CalendarProvider = Named & { profession: Profession | null };
export type CalendarWeek = {
  from_day: Day;
  to_day: Day;
  time_zone: string;
  providers: CalendarProvider[];
  rooms: Room[];
  closures: ClosedDays[];
  items: MeetingRow[];
};

export type AttendanceWritten = { attendance: Attendance | null; minutes_late?: number | null; minutes_left_early?: number | null };
export type AttendanceRow = {
  client_id: string;
  shown_name: string;
  is_remote: boolean;
  attendance: Attendance | null;
  minutes_late: number | null;
  minutes_left_early: number | null;
  /** How long they were there; null: not marked. */
  minutes: number | null;
  marked_by: string | null;
  marked_at: Instant | null;
  /** Whether the viewer may mark them. */
  may_mark: boolean;
};
export type AttendanceSheet = {
  appointment_id: string;
  title: string;
  starts_at: Instant;
  ends_at: Instant;
  has_begun: boolean;
  items: AttendanceRow[];
  /** In it, but not the viewer's to know. */
  others: number;
};

/** One session that stands alone. `provider_id` null: the viewer. */
export type MeetingWritten = {
  title: string;
  kind: SessionKind;
  focus: SkillFocus | null;
  provider_id: string | null;
  day: Day;
  local_time: LocalTime;
  duration_minutes: number;
  room_id: string | null;
  place: string | null;
  join_link: string | null;
  modality: Modality;
  capacity: number | null;
  client_ids: string[];
  open_to_alumni: boolean;
  open_to_family: boolean;
};

/** What of a series changes, from a day on; `from_day` null: everything still to come. */
export type SeriesChanged = Partial<{
  title: string;
  days: Weekday[];
  every: number;
  nth: number | null;
  local_time: LocalTime;
  duration_minutes: number;
  facilitator_id: string;
  room_id: string | null;
  place: string | null;
  join_link: string | null;
  modality: Modality;
  capacity: number | null;
  until_day: Day | null;
  open_to_alumni: boolean;
  open_to_family: boolean;
}> & { from_day: Day | null; sequence: number; confirm: boolean };

/** What the routes of this part take and give. */
export type CalendarEndpoints = {
  /** Query: from_day, to_day (42 days at the most), provider_id, room_id, series_id. 422 range_too_long range_reversed. */
  "GET /api/calendar": { answer: CalendarWeek };
  /** 409 session_cancelled. */
  "GET /api/appointments/{id}/attendance": { answer: AttendanceSheet };
  /** All or none. 409 not_yet session_cancelled own_attendance · 422 longer_than_session. */
  "PUT /api/appointments/{id}/attendance": { body: { items: ({ client_id: string } & AttendanceWritten)[] }; answer: AttendanceSheet };
  "PUT /api/appointments/{id}/attendance/{client_id}": { body: AttendanceWritten; answer: AttendanceSheet };

  "GET /api/appointment-series/{id}": { answer: Series };
  /** 409 people_signed_up {count} without `confirm`, changed_meanwhile. */
  "PUT /api/appointment-series/{id}": { body: SeriesChanged; answer: Series };
  "PUT /api/appointment-series/{id}/end": { body: { from_day: Day; reason: CancelReason; confirm: boolean }; answer: Series };
  "PUT /api/appointment-series/{id}/waiting/{client_id}": { body: Empty; answer: null };
  "DELETE /api/appointment-series/{id}/waiting/{client_id}": { answer: null };
  "POST /api/programs/{id}/groups": {
    body: { from_day: Day; leaders: Record<string, string>; rooms: Record<string, string> };
    answer: { items: Series[] };
  };

  /** 409 provider_busy room_busy client_busy day_is_full · 422 in_the_past. */
  "POST /api/appointments": { body: MeetingWritten; answer: MeetingDetail };
  "GET /api/appointments/{id}": { answer: MeetingDetail };
  "PUT /api/appointments/{id}/time": {
    body: {
      day: Day; local_time: LocalTime; duration_minutes?: number; room_id?: string | null; provider_id?: string;
      sequence: number; confirm: boolean;
    };
    answer: MeetingDetail;
  };
  "PUT /api/appointments/{id}/cancellation": { body: { reason: CancelReason; confirm: boolean; sequence: number }; answer: MeetingDetail };
  /** It takes place after all. 409 provider_busy room_busy client_busy. */
  "DELETE /api/appointments/{id}/cancellation": { answer: MeetingDetail };
  "PUT /api/appointments/{id}/participants/{client_id}": { body: Empty; answer: null };
  "DELETE /api/appointments/{id}/participants/{client_id}": { answer: null };

  "GET /api/closures": { answer: { items: ClosedDays[] } };
  /** 409 sessions_affected {count} without `confirm`. */
  "POST /api/closures": {
    body: { kind: ClosedDays["kind"]; provider_id: string | null; from_day: Day; until_day: Day | null; title: string | null; confirm: boolean };
    answer: { closure: ClosedDays; cancelled: number };
  };
  "DELETE /api/closures/{id}": { answer: null };
};

export type { SeriesWritten };
