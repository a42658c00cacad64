import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { type FieldError, Problem } from "../../api/problem.ts";
import type { DesignCheck } from "../../api/programs.ts";
import type { Draft } from "./edit.ts";

const QUIET_MS = 600;

export type Checked = {
  /** What the check says of what is on the screen; null while a field has to be put right first. */
  check: DesignCheck | null;
  /** Fields that hold something impossible. */
  errors: FieldError[];
  offline: boolean;
};

/** Has the server look at what is being written, shortly after each change. */
export function useCheck(draft: Draft, first: DesignCheck): Checked {
  const [checked, setChecked] = useState<Checked>({ check: first, errors: [], offline: false });
  const turn = useRef(0);
  const seen = useRef(draft);
  useEffect(() => {
    if (seen.current === draft) return;
    seen.current = draft;
    const mine = ++turn.current;
    const timer = setTimeout(() => void look(), QUIET_MS);

    async function look(): Promise<void> {
      const found = await ask(draft);
      if (mine === turn.current) setChecked(found);
    }
    return () => clearTimeout(timer);
  }, [draft]);
  return checked;
}

async function ask(draft: Draft): Promise<Checked> {
  try {
    return { check: await call("POST /api/programme-checks", { body: draft }), errors: [], offline: false };
  } catch (error) {
    const errors = error instanceof Problem ? error.errors : [];
    return { check: null, errors, offline: errors.length === 0 };
  }
}
