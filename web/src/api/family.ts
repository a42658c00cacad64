import type { CentreHelp, Day, Instant, Language, Me, Session } from "./types.ts";

/** What a client can show a relative. */
export const PARTS = [
  "family_sessions", "family_calendar", "family_attendance", "family_milestones", "family_plan", "family_modules",
] as const;
export type Part = (typeof PARTS)[number];

export type FamilyClass = Session & { mine: boolean };
export type SharedFrom = { client_id: string; name: string; parts: Part[] };
export type FamilyHome = { shown_name: string; shared: SharedFrom[]; classes: FamilyClass[]; help: CentreHelp };

export type AskedSession = {
  id: string;
  starts_at: Instant;
  ends_at: Instant;
  is_remote: boolean;
  place: string | null;
  join_link: string | null;
  status: "planned" | "cancelled";
};
/** What a client shares now. Null: that part is not shared. */
export type Shared = {
  client_id: string;
  name: string;
  attendance: { day: Day; came: boolean }[] | null;
  calendar: { starts_at: Instant; ends_at: Instant; is_remote: boolean }[] | null;
  milestones: { unit: "day" | "month" | "year"; count: number }[] | null;
  plan: string[] | null;
  modules: { title: string; is_finished: boolean }[] | null;
  sessions: AskedSession[] | null;
};

export const SUPPORT = ["signs", "for_me", "limits", "people"] as const;
export type SupportContent = Record<(typeof SUPPORT)[number], string[]>;
export type SupportPlan = { number: number; content: SupportContent; saved_at: Instant | null };

/** A client's relative, as the client sees how far it is. */
export type OwnRelative = {
  id: string;
  name: string;
  state: "named" | "waiting" | "joined" | "left" | "ended";
  link_until: Instant | null;
};
export type FamilyLink = { url: string; qr_svg: string; expires_at: Instant };
export type Seat = { id: string; name: string; is_asked: boolean; is_remote: boolean; can_be_asked: boolean };
export type Seats = { in_room: boolean; by_link: boolean; items: Seat[] };

/** `has_place`: one of the places of a class. To a client's own session relatives come beside. */
export type ComingRelative = { name: string; is_remote: boolean; has_place: boolean };

type Empty = Record<string, never>;
type Items<T> = { items: T[] };

export type FamilyEndpoints = {
  "GET /api/family-home": { answer: FamilyHome };
  "GET /api/family/{client_id}": { answer: Shared };
  "PUT /api/family/{client_id}/leaving": { body: Empty; answer: null };
  "PUT /api/family-leaving": { body: Empty; answer: null };
  "PUT /api/family-places/{id}": { body: Empty; answer: null };
  "DELETE /api/family-places/{id}": { answer: null };
  "GET /api/support-plan": { answer: SupportPlan };
  "PUT /api/support-plan": { body: { content: SupportContent }; answer: SupportPlan };
  "POST /api/family-acceptances": {
    body: { secret: string } | { secret: string; shown_name: string; passphrase: string; language: Language; time_zone: string };
    answer: Me;
  };
  "GET /api/relatives": { answer: Items<OwnRelative> };
  "POST /api/recipients/{id}/invitations": { body: Empty; answer: FamilyLink };
  "GET /api/sessions/{id}/relatives": { answer: Seats };
  "PUT /api/sessions/{id}/relatives/{relative_id}": { body: { is_remote: boolean }; answer: Seats };
  "DELETE /api/sessions/{id}/relatives/{relative_id}": { answer: Seats };
  "GET /api/appointments/{id}/relatives": { answer: Items<ComingRelative> };
};
