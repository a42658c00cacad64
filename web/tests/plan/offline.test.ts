import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EMPTY_PLAN, newProblem } from "../../src/client/plan/content.ts";
import { flush } from "../../src/offline/flush.ts";
import { addToOutbox, sendAgain } from "../../src/offline/outbox.ts";
import { dropPlanEdit, keepPlanEdit, type PlanEdit, planEdit, planSent, readPlanEdit, sendPlanEdit } from "../../src/offline/plan.ts";
import { newPerson } from "../phone.ts";
import { problem, TestServer } from "../server.ts";

let server: TestServer;
let id: string;
let db: Awaited<ReturnType<typeof newPerson>>["db"];
beforeEach(async () => {
  server = new TestServer();
  await server.open();
  ({ id, db } = await newPerson());
  planEdit.value = null;
});
afterEach(() => server.close());

const content = (text: string) => ({ ...EMPTY_PLAN, problems: [newProblem(text)] });
const mine = content("Mine");
const edit = (part: Partial<PlanEdit> = {}): PlanEdit =>
  ({ content: mine, base: 3, from_draft: null, turn: 1, state: "waiting", made_at: 1, refusal: null, ...part });
const version = (number: number) => ({ status: 200, body: { version: number, content: null } });

describe("a change of the plan that waits on the phone", () => {
  it("is not sent while it is being written", async () => {
    await keepPlanEdit(db, edit({ state: "writing" }));
    expect(await sendPlanEdit(db, id)).toBe("nothing");
    expect(server.asked).toEqual([]);
    expect(await readPlanEdit(db)).not.toBeNull();
  });
  it("stays while nobody answers, while the server is in trouble and while a sign-in is needed", async () => {
    await keepPlanEdit(db, edit());
    for (const script of [problem(503, "unavailable"), problem(500, "fault"), problem(429, "too_many_requests"), problem(401, "sign_in_needed"), problem(409, "other_person")]) {
      server.script = () => script;
      expect(await sendPlanEdit(db, id)).toBe("later");
    }
    for (const script of ["hang up", { status: 200, html: "<p>Sign in to the hotel</p>" }] as const) {
      server.script = () => script;
      expect(await sendPlanEdit(db, id)).toBe("unreached");
    }
    expect(await readPlanEdit(db)).toEqual(edit());
  });
  it("goes out with the version it was begun on, as its owner, and is done with when it is stored", async () => {
    await keepPlanEdit(db, edit());
    server.script = () => version(4);
    const before = planSent.value;
    expect(await sendPlanEdit(db, id)).toBe("stored");
    expect(server.asked[0]).toMatchObject({ method: "PUT", path: "/api/plan", person: id });
    expect(await readPlanEdit(db)).toBeNull();
    expect(planSent.value).toBe(before + 1);
    expect((await db.get("kept", "plan"))?.value).toMatchObject({ version: 4 });
  });
  it("is the server's when somebody else's version came first: it is a draft there", async () => {
    await keepPlanEdit(db, edit());
    server.script = () => problem(412, "plan_changed");
    expect(await sendPlanEdit(db, id)).toBe("kept_as_draft");
    expect(await readPlanEdit(db)).toBeNull();
  });
  it("keeps what was written while it was on its way, on the version that became of it", async () => {
    await keepPlanEdit(db, edit());
    server.script = () => {
      void keepPlanEdit(db, edit({ content: content("Mine, and more"), turn: 2, state: "writing" }));
      return version(4);
    };
    expect(await sendPlanEdit(db, id)).toBe("stored");
    expect(await readPlanEdit(db)).toMatchObject({ base: 4, turn: 2, state: "writing", content: { problems: [{ text: "Mine, and more" }] } });
  });
  it("stays in sight when the server will not take it, and is not sent again unasked", async () => {
    await keepPlanEdit(db, edit());
    server.script = () => problem(422, "no_such_level");
    expect(await sendPlanEdit(db, id)).toBe("refused");
    expect(await sendPlanEdit(db, id)).toBe("nothing");
    expect(server.asked).toHaveLength(1);
    expect((await readPlanEdit(db))?.refusal).toEqual({ status: 422, code: "no_such_level" });
    await dropPlanEdit(db);
    expect(await readPlanEdit(db)).toBeNull();
  });
});

describe("ticks and notes in the outbox", () => {
  const tick = { kind: "plan_tick" as const, entity: "018f0000-0000-7000-8000-0000000000aa", body: { item_id: "step-0001", is_done: true, occurred_at: "2027-01-01T10:00:00.123Z" } };
  const note = { kind: "plan_note" as const, entity: "018f0000-0000-7000-8000-0000000000bb", body: { item_id: null, text: "Mine", is_shared: false, occurred_at: "2027-01-01T10:00:00.123Z" } };

  it("a note the server refuses is kept, a tick too", async () => {
    for (const one of [tick, note]) await addToOutbox(db, id, one);
    server.script = () => problem(422, "op_reused");
    await flush(db, id, true);
    expect((await db.getAll("outbox")).map((op) => op.refusal?.code)).toEqual(["op_reused", "op_reused"]);
  });
  it("are sent once, and again to a server that came back from a backup", async () => {
    for (const one of [tick, note]) await addToOutbox(db, id, one);
    await flush(db, id, true);
    expect(server.asked.map(({ path }) => path)).toEqual([`/api/plan-ticks/${tick.entity}`, `/api/plan-notes/${note.entity}`]);
    expect(await db.count("outbox")).toBe(0);
    await flush(db, id, true);
    expect(server.asked).toHaveLength(2);
    expect(await sendAgain(db)).toBe(2);
    await flush(db, id, true);
    expect(server.asked).toHaveLength(4);
  });
});
