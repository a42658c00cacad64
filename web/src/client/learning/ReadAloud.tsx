import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/Button.tsx";
import type { Aloud } from "./useAloud.ts";
import { t } from "./words.ts";

const LISTEN = "reading-listen";

/** Begins at what is on the screen. Not there where the platform has no voice of its own. */
export function Listen({ aloud, from }: { aloud: Aloud; from: () => number }) {
  if (!aloud.can || aloud.state !== "off") return null;
  return <div class={LISTEN}><Button look="quiet" onClick={() => aloud.play(from())}>{t("aloud.listen")}</Button></div>;
}

/** In reach while it reads. */
export function AloudBar({ aloud }: { aloud: Aloud }) {
  const playing = aloud.state === "playing";
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    // The button that was pressed is gone: the focus follows to what took its place, and back.
    bar.current?.querySelector("button")?.focus({ preventScroll: true });
    return () => {
      // Only where it was on the bar: it ends by itself as well, under somebody who writes meanwhile.
      if (document.activeElement === document.body) document.querySelector<HTMLElement>(`.${LISTEN} button`)?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <section ref={bar} class="reading-aloud" aria-label={t("aloud.label")}>
      <Button wide onClick={playing ? aloud.pause : aloud.goOn}>{t(playing ? "aloud.pause" : "aloud.go_on")}</Button>
      <Button look="quiet" wide onClick={aloud.stop}>{t("aloud.stop")}</Button>
    </section>
  );
}
