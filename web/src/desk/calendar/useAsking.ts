import { useRef, useState } from "preact/hooks";
import { Problem } from "../../api/problem.ts";
import { type Refusal, refusalOf } from "./say.ts";

/** The server's way of asking whether that many people or sessions may be touched. */
const ASKS = new Set(["people_signed_up", "sessions_affected"]);

/** `busy`: how many of them have something else then, and lose their place. */
export type Asked = { count: number; busy: number };

export type Asking<T> = {
  busy: boolean;
  refusal: Refusal | null;
  /** How many it would touch, while that is being asked; null when nothing is. */
  asked: Asked | null;
  run: () => Promise<{ answer: T } | null>;
  yes: () => Promise<{ answer: T } | null>;
  no: () => void;
};

/** For changes that others are told of: asks first without, and with a yes does it. */
export function useAsking<T>(send: (confirm: boolean) => Promise<T>): Asking<T> {
  const [busy, setBusy] = useState(false);
  const [refusal, refuse] = useState<Refusal | null>(null);
  const [asked, ask] = useState<Asked | null>(null);
  const running = useRef(false);

  async function attempt(confirm: boolean): Promise<{ answer: T } | null> {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    refuse(null);
    try {
      const answer = await send(confirm);
      ask(null);
      return { answer };
    } catch (error) {
      if (error instanceof Problem && ASKS.has(error.code) && !confirm) {
        ask({ count: Number(error.more["count"] ?? 0), busy: Number(error.more["busy"] ?? 0) });
      } else {
        ask(null);
        refuse(refusalOf(error));
      }
      return null;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { busy, refusal, asked, run: () => attempt(false), yes: () => attempt(true), no: () => ask(null) };
}
