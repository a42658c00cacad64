import type { Modality, SkillFocus } from "./booking.ts";
import type { CravingInWeeks } from "./cravings.ts";
import type { Phase } from "./episodes.ts";
import type { ProgrammeRow } from "./programs.ts";
import type { HelpNumber, Hours } from "./safety.ts";
import type { Shown } from "./sharing.ts";

/** What the server says and is told. Instants are ISO 8601 in UTC unless a name says otherwise. */

export type Instant = string;
/** A calendar day, `YYYY-MM-DD`, in the zone the field's owner lives in. */
export type Day = string;
/** A wall-clock time, `HH:MM`. */
export type LocalTime = string;
export type Language = "en" | "es";
export type Role = "client" | "provider" | "administrator" | "relative";
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";
export type Page<T> = { items: T[]; next: string | null };
export type Items<T> = { items: T[] };

/** Apart from the first two not there on a phone that last reached an older server. */
export type CentreHelp = {
  centre_phone: string | null;
  centre_hours: string | null;
  on_call_phone?: string | null;
  /** None: at any hour. */
  on_call_hours?: Hours | null;
  /** When staff look at what is sent, not when the phone is answered. */
  opening_hours?: Hours;
  /** Those that come, whatever the hours say. */
  closed_days?: Day[];
  time_zone?: string;
  numbers?: HelpNumber[];
};

export type Start = {
  setup_needed: boolean;
  version: string;
  push_key: string;
  min_client: number;
  server_epoch: string | null;
  help: CentreHelp;
  me: Me | null;
};

export type Me = {
  id: string;
  shown_name: string;
  sign_in_name: string;
  roles: Role[];
  home: "client" | "desk" | "relative";
  language: Language;
  time_zone: string;
  phase: "treatment" | "aftercare" | "alumni" | null;
};

export type InvitationPreview = {
  purpose: "join" | "return";
  role: Role;
  sign_in_name: string;
  invited_by: string;
  centre_name: string;
  expires_at: Instant;
  passphrase_min: number;
};

export type Invitation = { url: string; qr_svg: string; expires_at: Instant; sign_in_name: string };

export type SignIn = {
  id: string;
  device: string;
  created_at: Instant;
  last_seen_at: Instant;
  current: boolean;
};

export type PushSubscriptionRow = { id: string; created_at: Instant; last_accepted_at: Instant | null };

export type Reminder = {
  id: string;
  kind: "check_in" | "session" | "change" | "dose" | "test";
  due_at: Instant;
  zone: string;
  useful_until: Instant;
  state: "waiting" | "sent" | "missed" | "done" | "dropped";
  reason: null | "quiet_hours" | "too_late" | "paused";
  seen_at: Instant | null;
  path: string;
};

export type ReminderChoices = {
  check_in: { enabled: boolean; local_time: LocalTime; days: Weekday[] };
  sessions: { enabled: boolean; minutes_before: number[] };
  quiet_hours: { from: LocalTime; until: LocalTime } | null;
  paused_until: Instant | null;
};

export type ReminderSettings = ReminderChoices & {
  time_zone: string;
  next: { kind: Reminder["kind"]; due_at: Instant; local: string }[];
};

export type SessionKind =
  | "psychoeducational"
  | "skills"
  | "support"
  | "interpersonal"
  | "individual"
  | "family"
  | "medication"
  | "monitoring"
  | "case_management"
  | "mutual_help"
  | "holistic"
  | "aftercare";

export type Session = {
  id: string;
  title: string;
  kind: SessionKind;
  starts_at: Instant;
  ends_at: Instant;
  place: string | null;
  join_link: string | null;
  status: "planned" | "cancelled";
};

export type LookedAt = {
  check_in_id: string;
  on_day: Day;
  by: string;
  at: Instant;
  line: string | null;
  seen: boolean;
};

export type Today = {
  now: Instant;
  time_zone: string;
  centre_time_zone: string;
  shown_name: string;
  phase?: Me["phase"] | "referral" | "assessment";
  only_safety_plan?: boolean;
  sessions: Session[];
  due: { kind: "check_in"; on_day: Day; done: boolean }[];
  missed: Reminder[];
  looked_at: LookedAt[];
  last_craving: { id: string; intensity: number; happened_at: Instant } | null;
  open_classes?: Session[];
  help: CentreHelp;
};

export const TRIGGERS = [
  "hungry", "angry", "lonely", "tired", "bored", "stressed", "anxious", "sad", "happy",
  "celebrating", "conflict", "people_using", "place_using", "pain", "money", "work", "family",
  "alone_at_night", "other",
] as const;
export type Trigger = (typeof TRIGGERS)[number];

export type { CravingLog, CravingLogWritten } from "./cravings.ts";

export const HALT = ["hungry", "angry", "lonely", "tired"] as const;
export type Halt = (typeof HALT)[number];
export type Use = "no" | "yes" | "rather_not_say";

export type CheckInAnswers = {
  mood: number;
  craving: number;
  sleep: number;
  difficulty: number;
  halt: Halt[];
  use: Use;
  line: string | null;
  /** Said in so many words, whatever else was answered; left out where it was not. */
  may_use?: boolean;
};
export type { CheckIn, CheckInWritten } from "./forms.ts";
export type Review = { by: string; at: Instant; line: string | null };

export type RecordAccess = {
  at: Instant;
  by: string;
  action: "viewed" | "changed";
  what: "check_ins" | "craving_logs" | "reminders" | "profile" | "sessions" | "treatment_plan" | "safety_plan" | "milestones"
    | "learning" | "medications" | "monitoring" | "needs" | "mutual_help" | "rewards" | "aftercare" | "consents" | "family_attendance"
    | "family_calendar" | "family_milestones" | "family_plan" | "family_modules" | "family_sessions";
};

// The desk

export type { CheckInForReview, FlagCode, ReviewItem, ReviewMade, ReviewQueue, ReviewWritten } from "./review.ts";

export type ClientRow = {
  id: string;
  shown_name: string;
  programme: string;
  level: string | null;
  phase: Phase;
  last_check_in_at: Instant | null;
  /** False: they are merely shown, and every change of their care would be refused. */
  in_care: boolean;
  waiting: number;
  joined: boolean;
};
export type ClientCreated = { client: ClientRow; invitation: Invitation };
export type ClientDetail = {
  id: string;
  shown_name: string;
  /** Null, as `level`, `admitted_on` and `team`, for whom the client merely shows something. */
  sign_in_name: string | null;
  programme: string;
  level: string | null;
  phase: Phase;
  time_zone: string;
  admitted_on: Day | null;
  team: { shown_name: string; profession: Profession | null; primary: boolean }[] | null;
  joined: boolean;
  /** The kinds of data the viewer may change; anything else would be refused. */
  may_change: Shown[];
};
export type ClientWeeks = {
  from_day: Day;
  to_day: Day;
  days: {
    day: Day;
    mood: number | null;
    craving: number | null;
    sleep: number | null;
    use: Use | null;
    cravings: CravingInWeeks[];
    checked_in: boolean;
  }[];
  sessions: { starts_at: Instant; title: string; attendance: "attended" | "missed" | "late" | "excused" | null }[];
  written: { on_day: Day; at: Instant; by: string; line_to_client: string | null; note_to_self: string | null }[];
};
export type Programme = ProgrammeRow;

export type SeriesWritten = {
  title: string;
  kind: SessionKind;
  focus: SkillFocus | null;
  programme_id: string | null;
  facilitator_id: string | null;
  days: Weekday[];
  /** Every so many weeks; with `nth` every so many months. */
  every: number;
  /** Which of the month's weekdays: 1 to 4, or -1 for the last. */
  nth: 1 | 2 | 3 | 4 | -1 | null;
  local_time: LocalTime;
  duration_minutes: number;
  room_id: string | null;
  place: string | null;
  join_link: string | null;
  modality: Modality;
  capacity: number | null;
  from_day: Day;
  until_day: Day | null;
  open_to_alumni: boolean;
  open_to_family: boolean;
};
export type Series = Omit<SeriesWritten, "programme_id" | "facilitator_id"> & {
  id: string;
  time_zone: string;
  group_code: string | null;
  /** How many wait for a place. */
  waiting: number;
  /** Whoever leads it leaves before it ends. */
  needs_leader: boolean;
  ended_at: Instant | null;
  sequence: number;
  facilitator: { id: string; shown_name: string };
  participants: { id: string; shown_name: string; may_let_out: boolean }[];
  may_change: boolean;
};

export type Profession =
  | "counselor"
  | "psychologist"
  | "psychiatrist"
  | "continuing_care_counselor"
  | "hypnotherapist"
  | "yoga_teacher"
  | "massage_therapist"
  | "acupuncturist"
  | "meditation_teacher"
  | "case_manager";
export type StaffMember = {
  id: string;
  shown_name: string;
  sign_in_name: string;
  profession: Profession | null;
  roles: Role[];
  joined: boolean;
  disabled: boolean;
};
/** Left out when it is sent, the opening hours stay as they are. */
export type Centre = { name: string; phone: string | null; hours: string | null; time_zone: string; opening_hours?: Hours };

