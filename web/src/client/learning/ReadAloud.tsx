import { Button } from "../../ui/Button.tsx";
import type { Aloud } from "./useAloud.ts";
import { t } from "./words.ts";

/** Begins at what is on the screen. Not there where the platform has no voice of its own. */
export function Listen({ aloud, from }: { aloud: Aloud; from: () => number }) {
  if (!aloud.can || aloud.state !== "off") return null;
  return <Button look="quiet" onClick={() => aloud.play(from())}>{t("aloud.listen")}</Button>;
}

/** In reach while it reads. */
export function AloudBar({ aloud }: { aloud: Aloud }) {
  const playing = aloud.state === "playing";
  return (
    <div class="reading-aloud" role="group" aria-label={t("aloud.label")}>
      <Button wide onClick={playing ? aloud.pause : aloud.goOn}>{t(playing ? "aloud.pause" : "aloud.go_on")}</Button>
      <Button look="quiet" wide onClick={aloud.stop}>{t("aloud.stop")}</Button>
    </div>
  );
}
