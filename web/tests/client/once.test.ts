import { describe, expect, it, vi } from "vitest";
import { drawn } from "./drawn.ts";

vi.stubGlobal("document", {});
vi.stubGlobal("location", { href: "/taking?edit=new" });

const { useHere, useOnce } = await import("../../src/ui/useOnce.ts");

describe("what is done once", () => {
  it("refuses a second tap before anything is drawn anew, and is busy until the first is through", async () => {
    const { now } = drawn(useOnce);
    let through: () => void = () => undefined;
    const save = vi.fn(() => new Promise<void>((done) => { through = done; }));
    const { once } = now();
    const first = once(save);
    await once(save);
    expect([save.mock.calls.length, now().busy]).toEqual([1, true]);
    through();
    await first;
    await Promise.resolve();
    expect(now().busy).toBe(false);
  });
  it("can be tried again after it failed", async () => {
    const { now } = drawn(useOnce);
    await expect(now().once(() => Promise.reject(new Error("full")))).rejects.toThrow("full");
    expect(await now().once(() => Promise.resolve("kept"))).toBe("kept");
  });
});

describe("whether somebody is still there", () => {
  it("is no longer so once they went on, also when they came back to the same place anew", () => {
    const { now, leave } = drawn(useHere);
    const isHere = now()();
    expect(isHere()).toBe(true);
    location.href = "/plan";
    expect(isHere()).toBe(false);
    location.href = "/taking?edit=new";
    expect(isHere()).toBe(true);
    leave();
    expect(isHere()).toBe(false);
  });
});
