import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** The question after a check-in, fetched only once the check-in is done with. */
export function OfferCard() {
  const [Later, setLater] = useState<ComponentType | null>(null);
  useEffect(() => {
    let alive = true;
    void import("./AfterCheckInCard.tsx").then((module) => alive && setLater(() => module.default), () => undefined);
    return () => {
      alive = false;
    };
  }, []);
  return Later && <Later />;
}
