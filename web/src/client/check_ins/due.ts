import type { CheckInDue, DueForm } from "../../api/forms.ts";
import type { Day } from "../../api/types.ts";
import type { LocalEntries } from "../../offline/local.ts";

/**
 * The forms that are due by a day, one of each instrument: what the server said, however long ago,
 * less what this phone has answered since. Whole forms come first, then those there is no wording of.
 */
export function dueBy(day: Day, due: CheckInDue | null, local: LocalEntries): DueForm[] {
  const newest = new Map<string, DueForm>();
  for (const form of due?.forms ?? []) {
    const known = newest.get(form.instrument);
    if (form.due_on <= day && !answeredSince(form, local) && (!known || known.due_on < form.due_on)) newest.set(form.instrument, form);
  }
  return [...newest.values()];
}

/** Answered on this phone on the day it became due, or later: the server may not know of it yet. */
function answeredSince(due: DueForm, local: LocalEntries): boolean {
  return [...local.queued, ...local.sent].some(
    (op) => op.kind === "check_in" && op.body.on_day >= due.due_on && op.body.forms?.some((form) => form.instrument === due.instrument),
  );
}
