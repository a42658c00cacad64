import { useState } from "preact/hooks";
import { t } from "../../i18n/more.ts";
import { dayAndTime, dayOf, phoneZone, shortDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Empty, Notice, RowLink, Rows } from "../../ui/surfaces.tsx";
import { t as cravings } from "../craving_logs/words.ts";
import { MyScores } from "../check_ins/MyScores.tsx";
import { CravingCurve } from "./CravingCurve.tsx";
import { EntryCard } from "./EntryCard.tsx";
import type { ShownEntry } from "./merge.ts";
import { RefusedChanges } from "./RefusedChanges.tsx";
import { Tray } from "./Tray.tsx";
import { useEntries } from "./useEntries.ts";

/** Everything the person wrote, and how far each has come. */
export default function Entries() {
  const { entries, state, at, older } = useEntries();
  const [failed, setFailed] = useState(false);
  const refused = entries.filter((entry) => entry.state === "refused");
  const shown = entries.filter((entry) => entry.state !== "refused");
  const under = state === "stale" && at !== null ? t("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : undefined;

  async function loadOlder(): Promise<void> {
    setFailed(false);
    await older?.().catch(() => setFailed(true));
  }

  return (
    <Screen title={t("tab.entries")} under={under}>
      <Tray entries={refused} />
      <RefusedChanges />
      <CravingCurve entries={shown} />
      <MyScores />
      <Rows><RowLink href="/entries/patterns" icon="wave" text={cravings("patterns")} detail={cravings("patterns.detail")} /></Rows>
      {byDay(shown).map(([day, ofDay]) => (
        <section key={day} class="stack-s">
          <h2>{saidDay(day)}</h2>
          {ofDay.map((entry) => <EntryCard key={entry.id} entry={entry} />)}
        </section>
      ))}
      {shown.length === 0 && <Empty>{state === "loading" ? t("loading") : t("entries.none")}</Empty>}
      {(state === "failed" || failed) && <Notice kind="warn">{t("entries.not_loaded")}</Notice>}
      {older && <Button look="quiet" wide onClick={() => void loadOlder()}>{t("entries.older")}</Button>}
    </Screen>
  );
}

/** A check-in belongs to the day it is about, a craving to the day on the clock where it was felt. */
function byDay(entries: ShownEntry[]): [string, ShownEntry[]][] {
  const days = new Map<string, ShownEntry[]>();
  for (const entry of entries) {
    const day = entry.kind === "check_in" ? entry.body.on_day : dayOf(new Date(entry.at), entry.zone);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].sort(([a], [b]) => (a < b ? 1 : -1));
}

function saidDay(day: string): string {
  const today = dayOf(new Date(), phoneZone());
  return day === today ? t("day.today") : shortDay(day, today);
}
