import { expect, it } from "vitest";
import type { NextStep } from "../../src/api/needs.ts";
import { replacedIn } from "../../src/desk/needs/replaced.ts";

const step = (id: string, instead_of: string | null): NextStep => ({
  id, words: id, whose_id: "ada", whose: "Ada", is_clients: true, has_left: false, due_on: null, state: "dropped", state_by: "Bea", state_at: "2026-06-10T11:00:00Z", made_by: "Bea", instead_of,
});

it("opens nothing again that another step has taken the place of", () => {
  const replaced = replacedIn({ steps: [step("first", null), step("second", "first"), step("third", null)] });
  expect([...replaced]).toEqual(["first"]);
});
