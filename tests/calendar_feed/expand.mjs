// Reads calendars with another engine and prints the instants in each: one line of JSON per line in.
// In: {"text": "...", "from": seconds, "until": seconds}. Out: {"events": [...]} or {"error": "..."}.
import { createInterface } from "node:readline";
import ICAL from "../../web/node_modules/ical.js/dist/ical.js";

ICAL.design.strict = true;
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
}

function answer({ text }) {
  try {
    return { events: expand(new ICAL.Component(ICAL.parse(text))) };
  } catch (error) {
    return { error: String(error) };
  }
}

function expand(calendar) {
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const all = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event, { strictExceptions: true, exceptions: [] }));
  const exceptions = all.filter((event) => event.isRecurrenceException());
  const masters = all.filter((event) => !event.isRecurrenceException());
  for (const exception of exceptions) masters.find((event) => event.uid === exception.uid).relateException(exception);
  return masters.flatMap(occurrences);
}

function occurrences(event) {
  if (!event.isRecurring()) return [said(event, event.startDate, event.endDate)];
  const found = [];
  const known = event.iterator();
  for (let next = known.next(); next; next = known.next()) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    found.push(said(item, startDate, endDate));
    if (found.length > 5000) throw new Error("does not end");
  }
  return found;
}

function said(event, start, end) {
  const value = (name) => event.component.getFirstPropertyValue(name);
  return {
    uid: event.uid, start: start.toUnixTime(), end: end.toUnixTime(), summary: event.summary,
    status: value("status") ?? "CONFIRMED", location: event.location, url: value("url"), sequence: event.sequence,
  };
}
