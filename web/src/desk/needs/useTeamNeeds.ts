import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { TeamNeeds } from "../../api/needs.ts";
import { Problem } from "../../api/problem.ts";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "./words.ts";

/** Sends one change; true when it is saved. What was refused is said in a sentence, and the list read anew. */
export type Change = (work: () => Promise<TeamNeeds>) => Promise<boolean>;
export type Desk = { id: string; name: string; of: Resource<TeamNeeds>; change: Change; busy: boolean; wrong: string | null; forget: () => void };

export function useTeamNeeds(id: string, name: string): Desk {
  const of = useFetched(() => call("GET /api/clients/{client_id}/needs", { path: { client_id: id } }), [id]);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const running = useRef(false);

  async function change(work: () => Promise<TeamNeeds>): Promise<boolean> {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setWrong(null);
    try {
      of.put(await work());
      announce(t("form.saved"));
      return true;
    } catch (error) {
      setWrong(whyNot(error));
      if (error instanceof Problem) void of.reload();
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { id, name, of, change, busy, wrong, forget: () => setWrong(null) };
}

export function whyNot(error: unknown): string {
  const code = error instanceof Problem ? error.code : "";
  if (code === "referral_moved_on" || code === "step_changed" || code === "not_of_the_team") return t(`problem.${code}`);
  return sentenceFor(error);
}
