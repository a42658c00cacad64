import { useRef, useState } from "preact/hooks";
import type { LevelReview } from "../../api/levels.ts";
import { Problem } from "../../api/problem.ts";
import { announce } from "../../ui/Live.tsx";
import type { Resource } from "../../ui/resource.ts";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "./words.ts";

export type Deciding = {
  busy: boolean;
  wrong: string | null;
  /** One request at a time; true when it was saved and what is shown is new. */
  run: (work: () => Promise<LevelReview>) => Promise<boolean>;
};

/** Saves something and shows what the server says then; what has changed meanwhile is fetched again. */
export function useDeciding(review: Resource<LevelReview>): Deciding {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const running = useRef(false);

  async function run(work: () => Promise<LevelReview>): Promise<boolean> {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setWrong(null);
    try {
      review.put(await work());
      announce(t("saved"));
      return true;
    } catch (error) {
      setWrong(sentence(error));
      if (isOld(error)) void review.reload();
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { busy, wrong, run };
}

function isOld(error: unknown): boolean {
  return error instanceof Problem && ["level_changed", "proposal_changed", "week_not_open"].includes(error.code);
}

function sentence(error: unknown): string {
  if (isOld(error)) return t("changed_meanwhile");
  switch (error instanceof Problem ? error.code : "") {
    case "reason_missing":
      return t("reason_missing");
    case "same_level":
      return t("same_level");
    case "move_not_allowed":
      return t("move_not_allowed");
    case "counted_benchmark":
      return t("counted");
    default:
      return sentenceFor(error);
  }
}
