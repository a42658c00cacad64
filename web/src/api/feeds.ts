import type { Instant } from "./types.ts";

/** Opaque: every session is one neutral word. Full: with title, place and link. */
export type Titles = "opaque" | "full";

/** A private address without the address itself. */
export type Feed = {
  id: string;
  titles: Titles;
  created_at: Instant;
  /** When a calendar last asked there, to ten minutes; null: never. */
  fetched_at: Instant | null;
};
/** `url` is told this once and never again. */
export type NewFeed = { id: string; url: string; titles: Titles; created_at: Instant };

/**
 * What the routes of this part take and give. Two more are opened by the phone itself: the address of a feed, and
 * `/api/sessions/{id}/ics?titles=opaque|full`, a file.
 */
export type FeedsEndpoints = {
  "GET /api/calendar-feeds": { answer: { items: Feed[] } };
  /** 409 too_many_feeds (ten). */
  "POST /api/calendar-feeds": { body: { titles: Titles }; answer: NewFeed };
  "DELETE /api/calendar-feeds/{id}": { answer: null };
};
