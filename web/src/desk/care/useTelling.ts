import { useRef, useState } from "preact/hooks";
import { Problem } from "../../api/problem.ts";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "./words.ts";

const SENTENCES = {
  move_not_allowed: "problem.move",
  episode_over: "problem.move",
  admission_concerns: "problem.concerns",
  same_level: "problem.level",
  programme_not_open: "problem.closed",
  primary_needed: "problem.primary",
  provider_gone: "problem.gone",
  already_arranged: "problem.arranged",
  wish_withdrawn: "problem.withdrawn",
  still_here: "problem.still_here",
  not_asked_back: "problem.not_asked_back",
} as const;

export type Telling = {
  busy: boolean;
  /** What was refused, in a sentence. */
  wrong: string | null;
  /** Runs one request at a time; null when it was refused or another is still running. */
  send: <T>(work: () => Promise<T>) => Promise<{ answer: T } | null>;
};

/** For what changes a stay or a team: a refusal is told in its own words, and `onRefused` may look again. */
export function useTelling(onRefused?: () => void): Telling {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const running = useRef(false);

  async function send<T>(work: () => Promise<T>): Promise<{ answer: T } | null> {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setWrong(null);
    try {
      return { answer: await work() };
    } catch (error) {
      setWrong(sentenceOf(error));
      if (error instanceof Problem) onRefused?.();
      return null;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { busy, wrong, send };
}

function sentenceOf(error: unknown): string {
  const code = error instanceof Problem ? error.code : "";
  return code in SENTENCES ? t(SENTENCES[code as keyof typeof SENTENCES]) : sentenceFor(error);
}
