import type { Instant } from "../../api/types.ts";
import { withOffset } from "../../time.ts";

/**
 * The instant at which clocks in a zone show `wall` (`2026-12-03T14:30`); null for nonsense. A time that comes
 * twice is the first, one that is missing moves on by the gap (RFC 5545, 3.3.5), as on the server.
 */
export function instantOf(wall: string, zone: string): Instant | null {
  const guess = Date.parse(`${wall}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall) || Number.isNaN(guess)) return null;
  // The offsets of the day around it: one of them is the right one.
  const [before, after] = [guess - 86_400_000, guess + 86_400_000].map((at) => guess - offsetMs(at, zone)) as [number, number];
  const shows = (at: number) => withOffset(new Date(at), zone).startsWith(wall);
  // By the offset of before: right for the first of two, and moved on by the gap where there is none.
  const at = shows(before) || !shows(after) ? before : after;
  return new Date(at).toISOString();
}

function offsetMs(at: number, zone: string): number {
  const said = withOffset(new Date(at), zone);
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})$/.exec(said) ?? ["", "+", "0", "0"];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
