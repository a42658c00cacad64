import { useRef, useState } from "preact/hooks";
import { sentenceFor } from "./problems.ts";

export type Sending = {
  busy: boolean;
  /** What went wrong, in a sentence. */
  wrong: string | null;
  /** Runs one request at a time; null when it was refused or another is still running. */
  send: <T>(work: () => Promise<T>) => Promise<{ answer: T } | null>;
};

/** For forms and buttons that change something on the server. */
export function useSending(): Sending {
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
      setWrong(sentenceFor(error));
      return null;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { busy, wrong, send };
}
