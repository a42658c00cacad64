import type { Day, Instant, LocalTime, Weekday } from "./types.ts";

export const FELLOWSHIPS = [
  "aa", "na", "ca", "smart", "lifering", "women_for_sobriety", "recovery_dharma", "refuge", "celebrate", "family_group", "other",
] as const;
export type Fellowship = (typeof FELLOWSHIPS)[number];
export const ATTENDING = ["in_person", "online", "phone"] as const;
export type Attending = (typeof ATTENDING)[number];

/** A meeting on one's own list. `day` and `at` are both there or neither: weekly, by the clocks of `zone`. */
export type MeetingContent = {
  fellowship: Fellowship;
  name: string;
  attending: Attending;
  day: Weekday | null;
  at: LocalTime | null;
  zone: string;
  where: string | null;
  is_removed: boolean;
};
export type OwnMeeting = MeetingContent & { id: string; changed_at: Instant };
export type MeetingWritten = MeetingContent & { occurred_at: string };

/** One writing about a meeting that was attended, the whole of it. `is_mistake`: taken back, and kept. */
export type AttendanceContent = {
  attendance_id: string;
  on_day: Day;
  fellowship: Fellowship;
  attending: Attending;
  meeting_id: string | null;
  /** One's own note; shown to nobody. */
  line: string | null;
  /** Shown to the team. */
  proof: string | null;
  is_mistake: boolean;
};
export type AttendanceWritten = AttendanceContent & { occurred_at: string; zone: string };
/** `id` is that of the writing that counts. */
export type OwnAttendance = AttendanceContent & { id: string; seen_by: string | null; seen_at: Instant | null; happened_at: Instant };
export type MutualHelp = { meetings: OwnMeeting[]; attendances: OwnAttendance[]; shows_fellowship: boolean };

/** A meeting as the team sees it. */
export type Attended = { id: string; on_day: Day; fellowship: Fellowship | null; proof: string | null; seen_by: string | null; seen_at: Instant | null };
export type AttendedList = { shows_fellowship: boolean; items: Attended[] };

export type MutualHelpEndpoints = {
  "GET /api/meetings": { answer: MutualHelp };
  "PUT /api/meetings/{id}": { body: MeetingWritten; answer: OwnMeeting };
  "PUT /api/meeting-attendances/{id}": { body: AttendanceWritten; answer: OwnAttendance };
  "PUT /api/meeting-sharing": { body: { shows_fellowship: boolean }; answer: MutualHelp };
  "GET /api/clients/{client_id}/meetings": { answer: AttendedList };
  "PUT /api/clients/{client_id}/meeting-attendances/{id}/look": { body: Record<string, never>; answer: AttendedList };
};
