import { describe, expect, it } from "vitest";
import type { Dose, Medication, OwnMedications } from "../../src/api/medications.ts";
import { dueNow, dueOn, isQuiet } from "../../src/client/medications/due.ts";
import { asNeededOn, nowOf, saidOf } from "../../src/client/medications/state.ts";
import type { Operation } from "../../src/offline/operations.ts";

const ZONE = "America/New_York";
const EVERY = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

function medicine(part: Partial<Medication> = {}): Medication {
  return {
    id: "m", name: "Examplin", dose: "1", how: null, purpose: null, as_needed: false, most_a_day: null, times: ["08:00", "20:00"], days: [...EVERY],
    window_minutes: 120, prescriber_id: null, prescriber_name: null, from_on: "2020-01-01", until_on: null, remind: true, rings_in_quiet: null,
    version: 1, prescriber: null, entered_at: "2020-01-01T00:00:00Z", entered_by: "", changed_at: "2020-01-01T00:00:00Z", changed_by: "",
    stopped_at: null, stopped_by: null, stopped_why: null, changes: [], ...part,
  };
}

function dose(part: Partial<Dose>): Dose {
  return {
    id: "d", medication_id: "m", due_on: "2026-06-01", due_time: "08:00", undoes: null, state: "taken", why: null, line: null,
    happened_at: "2026-06-01T12:05:00Z", zone: ZONE, after_stop: false, ...part,
  };
}

const answer = (doses: Dose[]): OwnMedications => ({ zone: ZONE, items: [medicine()], doses, adherence: [], prescribers: [] });
const queued = (entity: string, part: Partial<Dose>): Operation =>
  ({ kind: "dose", entity, id: `dose:${entity}`, owner: "o", seq: 1, made_at: 0, held_until: null, tries: 0, next_try_at: 0, refusal: null, body: { ...dose(part), occurred_at: part.happened_at ?? "2026-06-01T12:06:00Z" } }) as Operation;

describe("due doses", () => {
  it("are due once in the night of a clock change, as on the server", () => {
    const night = medicine({ times: ["01:30", "02:30"] });
    expect(dueOn("2026-03-08", night, ZONE).map((one) => new Date(one.dueAt).toISOString())).toEqual(["2026-03-08T06:30:00.000Z", "2026-03-08T07:30:00.000Z"]);
    expect(dueOn("2026-11-01", night, ZONE).map((one) => new Date(one.dueAt).toISOString())).toEqual(["2026-11-01T05:30:00.000Z", "2026-11-01T07:30:00.000Z"]);
    expect(dueOn("2011-12-30", night, "Pacific/Apia")).toEqual([]);
  });

  it("are those of today, and of yesterday what is not over", () => {
    const late = medicine({ times: ["08:00", "23:30"] });
    const shown = (at: string) => dueNow([late], ZONE, Date.parse(at)).map((one) => `${one.on} ${one.at}`);
    expect(shown("2026-06-02T05:00:00Z")).toEqual(["2026-06-01 23:30", "2026-06-02 08:00", "2026-06-02 23:30"]);
    expect(shown("2026-06-02T06:00:00Z")).toEqual(["2026-06-02 08:00", "2026-06-02 23:30"]);
    expect(dueNow([medicine({ stopped_at: "2026-06-01T00:00:00Z" })], ZONE, Date.parse("2026-06-02T05:00:00Z"))).toEqual([]);
    expect(dueOn("2026-06-02", medicine({ days: ["mon"] }), ZONE)).toEqual([]);
    expect(dueOn("2026-06-02", medicine({ until_on: "2026-06-01" }), ZONE)).toEqual([]);
  });

  it("knows quiet hours that pass midnight", () => {
    const quiet = { from: "21:30", until: "08:00" };
    expect(["21:29", "21:30", "00:00", "07:59", "08:00"].map((at) => isQuiet(at, quiet))).toEqual([false, true, true, true, false]);
    expect(isQuiet("22:00", null)).toBe(false);
  });
});

describe("what was said", () => {
  const due = { medication: medicine(), on: "2026-06-01", at: "08:00", dueAt: 0 };

  it("of one dose is what was said last, here or there", () => {
    const one = dose({ id: "a" });
    expect(saidOf(due, nowOf(answer([one]), [], []).doses)?.state).toBe("taken");
    const undone = queued("b", { id: "b", state: "undone" });
    expect(saidOf(due, nowOf(answer([one]), [undone], []).doses)).toBeNull();
    const earlier = queued("c", { id: "c", state: "skipped", happened_at: "2026-06-01T11:00:00Z" });
    expect(saidOf(due, nowOf(answer([one]), [earlier], []).doses)?.state).toBe("taken");
  });

  it("counts one as needed once, and not when it was taken back", () => {
    const plain = { due_on: null, due_time: null };
    const rows = ["a", "b", "c"].map((id) => dose({ id, ...plain }));
    const back = queued("d", { id: "d", state: "undone", undoes: "b", ...plain });
    const same = queued("a", { id: "a", ...plain });
    expect(asNeededOn("2026-06-01", medicine(), nowOf(answer(rows), [same, back], []).doses, ZONE)).toHaveLength(2);
  });
});
