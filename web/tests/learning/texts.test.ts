import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Modules } from "../../src/api/learning.ts";
import type { Me } from "../../src/api/types.ts";
import type { PersonDatabase } from "../../src/offline/database.ts";
import { newPerson } from "../phone.ts";
import { given, place, places, row, shelf, text } from "./furniture.ts";

const phone = { onLine: true, connection: { saveData: false } };
vi.stubGlobal("navigator", phone);
vi.stubGlobal("location", { replace: () => undefined });
const asked: string[] = [];
const gone = new Set<string>();
let network: "here" | "gone" = "here";
/** What happens while an answer is on its way. */
let meanwhile = () => undefined as void;
vi.stubGlobal("fetch", async (url: string) => {
  const digest = url.split("/").at(-1) ?? "";
  asked.push(digest);
  if (network === "gone") throw new TypeError("no network");
  meanwhile();
  const [status, body] = gone.has(digest) ? [404, { code: "not_found" }] : [200, text(digest)];
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
});

const { caller } = await import("../../src/api/call.ts");
const { who } = await import("../../src/person.ts");
const { loadShelf, shelfHere } = await import("../../src/client/learning/data.ts");
const { digestsHere, keepTexts, needlessDigests, textHere, wantedDigests } = await import("../../src/client/learning/texts.ts");
const { keepPlace, loadPlaces, placesNow, readPlaces, tellPlace } = await import("../../src/client/learning/places.ts");

const LIBRARY: Modules = shelf(row("free"), row("given", { assigned: given() }), row("begun"));
const BEGUN = places(place("begun", { digest: "digest-old" }));

let db: PersonDatabase;
beforeEach(async () => {
  const person = await newPerson();
  db = person.db;
  who.value = { state: "in", me: { id: person.id, home: "client" } as Me };
  caller.person = person.id;
  phone.onLine = true;
  phone.connection.saveData = false;
  network = "here";
  meanwhile = () => undefined;
  asked.length = 0;
  gone.clear();
});

describe("the texts on this phone", () => {
  it("come in the order of need: begun, given, the rest", () => {
    expect(wantedDigests(LIBRARY, BEGUN, false)).toEqual(["digest-old", "digest-begun", "digest-given", "digest-free"]);
    expect(wantedDigests(LIBRARY, BEGUN, true)).toEqual(["digest-old", "digest-begun", "digest-given"]);
  });

  it("come one at a time, and go on where the network left", async () => {
    await keepTexts(LIBRARY, new Map());
    expect(asked).toEqual(["digest-given", "digest-free", "digest-begun"]);
    asked.length = 0;
    await db.delete("kept", "text:digest-free");
    network = "gone";
    await keepTexts(LIBRARY, new Map());
    expect(asked).toEqual(["digest-free"]);
    network = "here";
    await keepTexts(LIBRARY, new Map());
    expect((await textHere("digest-free"))?.digest).toBe("digest-free");
  });

  it("are those that were given where the person saves data, and none are asked for offline", async () => {
    phone.onLine = false;
    await keepTexts(LIBRARY, new Map());
    expect(asked).toEqual([]);
    phone.onLine = true;
    phone.connection.saveData = true;
    await keepTexts(LIBRARY, new Map());
    expect([...(await digestsHere(db))]).toEqual(["digest-given"]);
  });

  it("are let go when they are old and nobody began them", async () => {
    await keepTexts(shelf(row("old-free"), row("old-begun")), new Map());
    gone.add("digest-given");
    await keepTexts(LIBRARY, places(place("x", { digest: "digest-old-begun" })));
    expect([...(await digestsHere(db))].sort()).toEqual(["digest-begun", "digest-free", "digest-old-begun"]);
    expect(needlessDigests(["digest-old"], LIBRARY, BEGUN)).toEqual([]);
    expect(needlessDigests(["digest-old"], LIBRARY, places(place("begun", { digest: "digest-old", finished_at: "2026-11-21T10:00:00Z" })))).toEqual(["digest-old"]);
  });

  it("are not put into the store of whoever has signed out meanwhile", async () => {
    meanwhile = () => {
      caller.person = null;
    };
    await keepTexts(LIBRARY, new Map());
    expect(asked).toEqual(["digest-given"]);
    expect(await digestsHere(db)).toEqual(new Set());
  });

  it("lie under a shelf that is kept for nobody but whoever asked for it", async () => {
    const other = await newPerson();
    meanwhile = () => {
      who.value = { state: "in", me: { id: other.id, home: "client" } as Me };
      caller.person = other.id;
    };
    await loadShelf();
    expect(await shelfHere()).toBeNull();
    expect(await db.count("kept")).toBe(0);
    meanwhile = () => undefined;
    await loadShelf();
    expect(await shelfHere()).not.toBeNull();
  });
});

describe("how far somebody read", () => {
  const waiting = async () => (await db.getAllFromIndex("outbox", "seq")).map((op) => (op.kind === "reading_mark" ? [op.body.block, op.body.is_finished] : op.kind));
  beforeEach(() => {
    network = "gone";
  });

  it("is on the disk, and told once for each place", async () => {
    await loadPlaces();
    await keepPlace(place("a"));
    expect((await readPlaces(db)).get("a")?.block).toBe(3);
    await Promise.all([tellPlace("a"), tellPlace("a")]);
    await tellPlace("a");
    expect(await waiting()).toEqual([[3, false]]);
    expect(placesNow().get("a")).toMatchObject({ marked: 3, block: 3 });
  });

  it("waits offline as the beginning, the last place and the finish", async () => {
    await loadPlaces();
    for (const block of [2, 4, 6]) {
      await keepPlace({ ...(placesNow().get("a") ?? place("a")), block });
      await tellPlace("a");
    }
    expect(await waiting()).toEqual([[2, false], [6, false]]);
    await keepPlace({ ...placesNow().get("a")!, block: 8, finish_to_tell: true });
    await tellPlace("a");
    expect(await waiting()).toEqual([[2, false], [8, true]]);
    expect(placesNow().get("a")?.finish_to_tell).toBe(false);
  });

  it("is told to nobody for relatives, and is nobody else's on the same phone", async () => {
    const first = who.value;
    if (first.state === "in") who.value = { state: "in", me: { ...first.me, home: "relative" } };
    await loadPlaces();
    await keepPlace(place("a"));
    await tellPlace("a");
    expect(await waiting()).toEqual([]);
    who.value = { state: "in", me: { id: (await newPerson()).id, home: "client" } as Me };
    expect(placesNow().size).toBe(0);
  });
});
