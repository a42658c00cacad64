import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it, vi } from "vitest";
import type { Promised, Response } from "../../src/api/forms.ts";
import { speak } from "../../src/i18n/index.ts";
import { sayBy, sayPromise, sayResponse, WhoLooks } from "../../src/client/check_ins/WhoLooks.tsx";

// Before the files below are loaded: one of them asks for it at once.
vi.hoisted(() => vi.stubGlobal("navigator", { languages: ["en-US"], language: "en-US", onLine: true }));
vi.stubGlobal("document", { documentElement: {} });
const NOW = new Date("2026-11-20T20:00:00Z");
const response = (part: Partial<Response> = {}): Response =>
  ({ task_id: "t", by: "Bea", by_when: "2026-11-23T15:00:00Z", urgency: "soon", state: "waiting", went_on: false, ...part });

describe("who looks, and by when", () => {
  it("is said in the person's own zone and days", () => {
    expect(sayBy("2026-11-20T21:30:00Z", NOW, "America/New_York")).toBe("4:30 PM today");
    expect(sayBy("2026-11-21T15:00:00Z", NOW, "America/New_York")).toBe("10:00 AM tomorrow");
    expect(sayBy("2026-11-23T15:00:00Z", NOW, "America/New_York")).toBe("Monday, 10:00 AM");
    expect(sayBy("2026-11-23T04:00:00Z", NOW, "America/New_York")).toBe("Sunday, 11:00 PM");
  });
  it("never says a time that is past as if it were to come", () => {
    expect(sayResponse(response(), NOW)).toMatch(/^Bea looks at this by Monday/);
    expect(sayResponse(response(), new Date("2026-11-23T15:00:01Z"))).toMatch(/^Bea should have looked/);
    expect(sayResponse(response({ went_on: true }), NOW)).toMatch(/^It has gone on to Bea/);
    const taken = response({ state: "has_it" });
    expect(sayResponse(taken, NOW)).toMatch(/^Bea has it, and takes care of it by Monday/);
    expect(sayResponse(taken, new Date("2026-11-23T15:00:01Z"))).toMatch(/^Bea should have looked/);
    expect(sayResponse(response({ state: "answered" }), NOW)).toBe("Bea has looked at it.");
  });
  it("never promises a look or a time where nobody is left, nobody was found or no hours are kept", async () => {
    const late = new Date("2026-11-23T15:00:01Z");
    const said = (who: string | null) => ({ by: who, by_when: "2026-11-20T21:00:00Z" });
    const promised = (who: string | null, in_hours: boolean): Promised => ({ now: said(who), today: said(who), soon: said(who), in_hours });
    for (const lang of ["en", "es"] as const) {
      await speak(lang);
      const sentences = [NOW, late].flatMap((now) => [
        sayResponse(response({ by: null, stuck: true }), now),
        sayResponse(response({ by: null }), now),
        sayResponse(response({ stuck: true, went_on: true }), now),
        sayResponse(response({ state: "has_it", stuck: true }), now),
        sayResponse(response({ in_hours: false }), now),
        sayPromise(promised(null, true), "soon", now),
        sayPromise(promised("Bea", false), "soon", now),
      ]);
      for (const sentence of sentences) {
        expect(sentence).toMatch(lang === "en" ? /call the centre now, or 988/ : /llama ahora al centro, o al 988/);
        expect(sentence).not.toMatch(/\{|\d:\d\d|Monday|lunes|next person|otra persona| by | a más tardar /);
      }
      expect(sayResponse(response({ in_hours: false, state: "has_it" }), late)).not.toMatch(/\d/);
    }
    await speak("en");
  });
  it("says as of when it knows where an hour has passed since the phone last heard", () => {
    const old = sayResponse(response(), new Date("2026-11-24T15:00:00Z"), Date.parse("2026-11-22T15:00:00Z"));
    expect(old).toMatch(/^Bea was to look at this by .*the last this phone has heard \(.+\)/);
    expect(old).not.toMatch(/should have/);
    expect(sayResponse(response(), NOW, NOW.getTime())).toMatch(/^Bea looks at this by Monday/);
  });
  it("is a promise only while its hour has not passed, and never more than is known", () => {
    const said = { by: "Bea", by_when: "2026-11-20T21:00:00Z" };
    const promise: Promised = { now: said, today: said, soon: said };
    expect(sayPromise(promise, "now", NOW)).toMatch(/^When this reaches the centre, Bea looks at it\. If that were now: by/);
    expect(sayPromise(promise, "now", new Date("2026-11-20T21:00:01Z"))).toBe("When this reaches the centre, Bea looks at it in working hours.");
    expect(sayPromise(null, "now", NOW)).toMatch(/somebody of your team/);
  });
  it("says that nobody sees it where an alumna shows it to nobody, and where help is", () => {
    const said = { by: "Bea", by_when: "2026-11-20T21:00:00Z" };
    const promise: Promised = { now: said, today: said, soon: said, nobody_sees: ["craving_log"] };
    const shown = (about: "check_in" | "craving_log") => renderToString(h(WhoLooks, { response: null, promise, about }));
    expect(shown("craving_log")).toMatch(/Nobody at the centre sees this.*call the centre now, or 988.*href="\/help".*href="\/sharing"/);
    expect(shown("craving_log")).not.toMatch(/Bea/);
    expect(shown("check_in")).toMatch(/Bea/);
  });
});
