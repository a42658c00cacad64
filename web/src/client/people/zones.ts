import { phoneZone } from "../../time.ts";

/** Every zone this browser knows, the phone's own and the chosen one even where the list lacks them. */
export function zones(chosen = phoneZone()): { value: string; text: string }[] {
  const all = new Set([...Intl.supportedValuesOf("timeZone"), phoneZone(), chosen]);
  return [...all].sort().map((zone) => ({ value: zone, text: zone.replaceAll("_", " ") }));
}
