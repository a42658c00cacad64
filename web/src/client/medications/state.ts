import type { Dose, DoseWritten, Medication, OwnMedications } from "../../api/medications.ts";
import type { Day } from "../../api/types.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";
import { dayOf } from "../../time.ts";
import type { Due } from "./due.ts";

export type DoseNow = Omit<Dose, "after_stop" | "happened_at"> & { at: number; waiting: boolean };
export type Now = { items: Medication[]; doses: DoseNow[]; refused: Operation[] };

/** The server's answer with what was said on this phone since, in the order of saying. */
export function nowOf(value: OwnMedications | null, queued: Operation[], sent: SentOperation[]): Now {
  const doses = new Map<string, DoseNow>((value?.doses ?? []).map((dose) => [dose.id, { ...dose, at: Date.parse(dose.happened_at), waiting: false }]));
  for (const op of [...sent, ...queued]) {
    if (op.kind !== "dose" || doses.has(op.entity) || ("refusal" in op && op.refusal)) continue;
    doses.set(op.entity, { ...(op.body as DoseWritten), id: op.entity, at: Date.parse(op.body.occurred_at), waiting: "seq" in op });
  }
  return {
    items: value?.items ?? [],
    doses: [...doses.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
    refused: queued.filter((op) => op.kind === "dose" && op.refusal !== null),
  };
}

/** What was said last of a due dose; null when nothing was, or it was taken back. */
export function saidOf(due: Due, doses: DoseNow[]): DoseNow | null {
  const said = doses.filter((dose) => dose.medication_id === due.medication.id && dose.due_on === due.on && dose.due_time?.slice(0, 5) === due.at).at(-1);
  return said && said.state !== "undone" ? said : null;
}

/** Those taken without a time on a day of a zone, without what was taken back; oldest first. */
export function asNeededOn(day: Day, medication: Medication, doses: DoseNow[], zone: string): DoseNow[] {
  const back = new Set(doses.map((dose) => dose.undoes));
  return doses.filter((dose) =>
    dose.medication_id === medication.id && dose.due_on === null && dose.state === "taken" && !back.has(dose.id) && dayOf(new Date(dose.at), zone) === day,
  );
}
