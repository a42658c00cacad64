import { zoneName } from "../../time.ts";

/** Where most clients of a centre in the United States live comes first, with the names people use. */
const NEAR = [
  "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
  "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
];

/** All time zones this browser knows, with the chosen one even if it does not. */
export function zones(chosen: string): { value: string; text: string }[] {
  const known = new Set([...Intl.supportedValuesOf("timeZone").filter((zone) => zone.includes("/")), ...NEAR, chosen]);
  const far = [...known].filter((zone) => !NEAR.includes(zone)).sort();
  return [
    ...NEAR.map((zone) => ({ value: zone, text: `${zoneName(zone)} – ${placeOf(zone)}` })),
    ...far.map((zone) => ({ value: zone, text: zone.replaceAll("_", " ") })),
  ];
}

function placeOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}
