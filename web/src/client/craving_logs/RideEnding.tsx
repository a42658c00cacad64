import { useState } from "preact/hooks";
import type { Did } from "../../api/cravings.ts";
import { t as shared } from "../../i18n/core.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { isSame } from "./content.ts";
import { contentNow, correct } from "./correcting.ts";
import { Outcome, WhatIDid } from "./Details.tsx";
import { dropRide } from "./ride.ts";
import { t } from "./words.ts";
import type { Ride } from "./wave.ts";

type EndingProps = { ride: Ride; left: boolean; onBack: () => void; onEnd: () => void };

/** No blame and nothing that has to be filled in: what was done, and how it went, if one likes. */
export function Ending({ ride, left, onBack, onEnd }: EndingProps) {
  const [did, setDid] = useState(() => merged(ride.content.did, ride.tried));
  const [outcome, setOutcome] = useState(ride.content.outcome);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<ReturnType<typeof whyNotSaved> | null>(null);

  async function finish(): Promise<void> {
    setBusy(true);
    try {
      const before = await contentNow(ride.log, ride.content);
      const after = { ...before, did: did.slice(0, 20), outcome };
      if (!isSame(before, after)) await correct(ride.log, after, false);
      onEnd();
      await dropRide();
    } catch (error) {
      setWrong(whyNotSaved(error));
      setBusy(false);
    }
  }

  const title = left ? t("left.title") : t("end.title");
  return (
    <Screen key="end" title={title} under={left ? t("left.text", { when: dayAndTime(new Date(ride.started), phoneZone()) }) : t("end.text")} nav={null}>
      <div class="stack">
        <section class="stack-s"><h2>{t("outcome")}</h2><Outcome value={outcome} onChange={setOutcome} /></section>
        <section class="stack-s"><h2>{t("did")}</h2><WhatIDid did={did} onChange={setDid} /></section>
        {wrong && <Notice kind="error" live>{shared(wrong)}</Notice>}
        <Button wide busy={busy} onClick={() => void finish()}>{t("end.save")}</Button>
        {!left && <Button look="plain" wide onClick={onBack}>{t("end.back")}</Button>}
      </div>
    </Screen>
  );
}

function merged(known: Did[], tried: Did[]): Did[] {
  return [...known, ...tried.filter((one) => !known.some((other) => other.key === one.key))];
}

export function Ended() {
  return (
    <Screen key="ended" title={t("end.title.after")} nav={null}>
      <div class="stack">
        <p class="large">{t("end.text")}</p>
        <p class="muted" role="status">{t("ended")}</p>
        <ButtonLink wide href="/">{shared("home")}</ButtonLink>
        <ButtonLink wide look="quiet" href="/entries/patterns">{t("patterns")}</ButtonLink>
      </div>
    </Screen>
  );
}
