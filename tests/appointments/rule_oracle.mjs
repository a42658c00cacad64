// Recurrence by ical.js and time zones by the engine's own data: nothing in common with the server.
// Takes lines of JSON {rrule, start, wall, zone, last}; gives [[day, milliseconds], ...] for each.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]));
const clocks = new Map();

function shown(zone, instant) {
  if (!clocks.has(zone)) {
    const options = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric",
      day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
    clocks.set(zone, new Intl.DateTimeFormat("en-US", options));
  }
  const parts = Object.fromEntries(
    clocks.get(zone).formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
}

function instantOf(day, wall, zone) {
  const asked = Date.parse(`${day}T${wall}:00Z`);
  const offset = (around) => shown(zone, around) - around;
  const before = asked - offset(asked - 86_400_000);
  if (shown(zone, before) === asked) return before; // the first, if it comes twice
  const after = asked - offset(asked + 86_400_000);
  return shown(zone, after) === asked ? after : before; // in a gap: forward by the gap
}

for await (const line of createInterface({ input: process.stdin })) {
  const { rrule, start, wall, zone, last } = JSON.parse(line);
  const days = ICAL.Recur.fromString(rrule).iterator(ICAL.Time.fromString(start));
  const found = [];
  for (let day = days.next(); day && day.toString() <= last; day = days.next()) {
    found.push([day.toString(), instantOf(day.toString(), wall, zone)]);
  }
  console.log(JSON.stringify(found));
}
