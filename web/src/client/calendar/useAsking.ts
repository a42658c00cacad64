import { useState } from "preact/hooks";
import { Problem } from "../../api/problem.ts";
import { t as core } from "../../i18n/core.ts";

/** A question that only the server can answer: busy meanwhile, and why not when it says no. */
export function useAsking(refusals: Record<string, string> = {}) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [code, setCode] = useState<string | null>(null);

  async function ask<T>(question: () => Promise<T>): Promise<T | null> {
    setBusy(true);
    setWrong(null);
    setCode(null);
    try {
      return await question();
    } catch (error) {
      const refused = error instanceof Problem ? error.code : null;
      setCode(refused);
      setWrong(refused === null ? core("no_connection") : (refusals[refused] ?? core("something_wrong")));
      return null;
    } finally {
      setBusy(false);
    }
  }
  return { busy, wrong, code, ask, forget: () => { setWrong(null); setCode(null); } };
}
