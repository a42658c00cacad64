import { beforeEach, describe, expect, it, vi } from "vitest";
import { EMPTY } from "../../src/client/safety_plan/content.ts";
import type { CardContent } from "../../src/api/safety.ts";
import type { Me } from "../../src/api/types.ts";
import { keepDraft } from "../../src/offline/drafts.ts";
import { keep } from "../../src/offline/kept.ts";
import { newPerson } from "../phone.ts";

const SHOWN: CardContent = { ...EMPTY, coping: [{ id: "item-0001", text: "Walk", beside: null }], shown_signed_out: ["coping"] };
const STORAGE = { clear: () => undefined };

vi.stubGlobal("navigator", { onLine: true });
vi.stubGlobal("sessionStorage", STORAGE);
vi.stubGlobal("localStorage", STORAGE);
vi.stubGlobal("location", { replace: () => undefined });
vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));

const { caller } = await import("../../src/api/call.ts");
const { who } = await import("../../src/person.ts");
const { dropCardOfAnother, dropPhoneFact, phoneFact, setPhoneFact } = await import("../../src/offline/phone.ts");
const { showSignedOut } = await import("../../src/client/safety_plan/kept.ts");
const { fileOf, signOut, unsentEntries } = await import("../../src/sign-out.ts");

describe("what a phone shows after signing out", () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await newPerson());
    who.value = { state: "in", me: { id } as Me };
    caller.person = id;
    await dropPhoneFact("card");
  });

  it("is not written by whoever has begun to sign out, nor under another's name", async () => {
    const late = showSignedOut(SHOWN, id);
    caller.person = null;
    await late;
    expect(await phoneFact("card")).toBeUndefined();
    caller.person = "somebody-else";
    await showSignedOut(SHOWN, id);
    expect(await phoneFact("card")).toBeUndefined();
  });

  it("is written and taken off while its own person is signed in", async () => {
    await showSignedOut(SHOWN);
    expect((await phoneFact("card"))?.person).toBe(id);
    await showSignedOut(EMPTY);
    expect(await phoneFact("card")).toBeUndefined();
  });

  it("is gone at the end, also when a write was on its way as the signing out began", async () => {
    await setPhoneFact("card", { person: id, content: SHOWN });
    const leaving = signOut();
    // Past the check already: it reaches the disk after the first wipe.
    const late = new Promise<void>((done) => setTimeout(() => void setPhoneFact("card", { person: id, content: SHOWN }).then(done), 0));
    await Promise.all([leaving, late]);
    expect(await phoneFact("card")).toBeUndefined();
  });

  it("is dropped for whoever signs in next, and not while their own is being written", async () => {
    await setPhoneFact("card", { person: "somebody-else", content: SHOWN });
    await dropCardOfAnother(id);
    expect(await phoneFact("card")).toBeUndefined();
    await Promise.all([dropCardOfAnother(id), showSignedOut(SHOWN)]);
    expect((await phoneFact("card"))?.person).toBe(id);
  });

  it("stays when the person asked for it", async () => {
    await setPhoneFact("card", { person: id, content: SHOWN });
    await signOut({ keepCard: true });
    expect((await phoneFact("card"))?.content.coping).toHaveLength(1);
  });
});

describe("what would be lost by signing out", () => {
  it("has the words that were typed to a text and not kept yet, also in the file", async () => {
    const { id, db } = await newPerson();
    who.value = { state: "in", me: { id } as Me };
    caller.person = id;
    await keep(db, "reflections", { items: [{ key: "0a1b2c3d4e", prompt_id: "r2", prompt: "And now?", words: "As it was" }], readers: { primary: null, primary_id: null, team: [] } });
    for (const [place, words] of [["r1", "Half a sentence"], ["r2", "As it was"], ["r3", " "]] as const) await keepDraft(db, `reflection:0a1b2c3d4e:${place}`, words);
    await keepDraft(db, "place:0a1b2c3d4e", { key: "0a1b2c3d4e" });
    const unsent = await unsentEntries();
    expect(unsent.map(({ entity, refusal }) => [entity, refusal?.code])).toEqual([["0a1b2c3d4e:r1", "not_kept"]]);
    expect(await fileOf(unsent).text()).toContain("Half a sentence");
  });
});
