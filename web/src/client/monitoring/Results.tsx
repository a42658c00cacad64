import { useState } from "preact/hooks";
import type { Result } from "../../api/monitoring.ts";
import { t as shared } from "../../i18n/core.ts";
import { tryAgain } from "../../offline/outbox.ts";
import { myDatabase, outboxChanged, sendNow } from "../../offline/sync.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import { AnswerSheet } from "./AnswerSheet.tsx";
import { ResultPart } from "./Findings.tsx";
import "./monitoring.css";
import { OrderCard } from "./OrderCard.tsx";
import type { Now, OrderNow } from "./state.ts";
import { useMonitoring } from "./useMonitoring.ts";
import { t } from "./words.ts";

const FIRST = 6;

/** What one is asked for, what it is for, and what was found. */
export default function Results() {
  const { now, resource } = useMonitoring();
  const [answering, setAnswering] = useState<OrderNow | null>(null);
  const { state, at, value } = resource;
  return (
    <Screen title={t("title")} under={state === "stale" && at !== null ? t("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : t("under")} back="/around">
      {value === null && state === "loading" && <p class="muted" role="status">{shared("loading")}</p>}
      {value === null && state === "failed" && <Notice kind="warn" live>{t("not_loaded")}</Notice>}
      {now.refused.length > 0 && <Refused ids={now.refused.map((op) => op.id)} />}
      <div class="stack-l">
        {value !== null && <Parts now={now} zone={value.zone} onAnswer={setAnswering} />}
        <Plain />
      </div>
      {answering && <AnswerSheet order={answering} onClose={() => setAnswering(null)} />}
    </Screen>
  );
}

function Parts({ now, zone, onAnswer }: { now: Now; zone: string; onAnswer: (order: OrderNow) => void }) {
  const [shown, setShown] = useState(FIRST);
  if (now.open.length + now.past.length + now.readings.length === 0) return <Empty>{t("none")}</Empty>;
  return (
    <>
      <section class="stack">
        <h2>{t("now.title")}</h2>
        {now.open.length === 0 && <p class="muted">{t("now.none")}</p>}
        {now.open.map((one) => <OrderCard key={one.id} order={one} zone={zone} onAnswer={() => onAnswer(one)} />)}
      </section>
      <section class="stack">
        <h2>{t("done.title")}</h2>
        {now.past.length === 0 && <p class="muted">{t("done.none")}</p>}
        {now.past.slice(0, shown).map((one) => <OrderCard key={one.id} order={one} zone={zone} onAnswer={() => onAnswer(one)} />)}
        {now.past.length > shown && <Button look="quiet" wide onClick={() => setShown(shown + 20)}>{t("done.more")}</Button>}
      </section>
      {now.readings.length > 0 && <Readings readings={now.readings} />}
    </>
  );
}

function Readings({ readings }: { readings: Result[] }) {
  const [shown, setShown] = useState(FIRST);
  const current = readings.filter((one) => one.is_current);
  return (
    <section class="stack">
      <h2>{t("device.title")}</h2>
      <p>{t("device.text")}</p>
      <Card>
        {current.slice(0, shown).map((one) => (
          <ResultPart key={one.id} result={one} before={readings.find(({ id }) => id === one.replaces_id)} zone={phoneZone()} />
        ))}
      </Card>
      {current.length > shown && <Button look="quiet" wide onClick={() => setShown(shown + 20)}>{t("done.more")}</Button>}
    </section>
  );
}

function Plain() {
  return (
    <Card soft label={t("about.title")}>
      <h2>{t("about.title")}</h2>
      <p>{t("about.wrong")}</p>
      <p>{t("about.no")}</p>
      <p>{t("about.who")} {t("about.ask")}</p>
    </Card>
  );
}

function Refused({ ids }: { ids: string[] }) {
  async function again(): Promise<void> {
    const db = await myDatabase();
    if (db) for (const id of ids) await tryAgain(db, id);
    await outboxChanged();
    await sendNow();
  }
  return (
    <Notice kind="warn" live>
      <p>{t("refused.text")}</p>
      <Button look="quiet" onClick={() => void again()}>{t("refused.again")}</Button>
    </Notice>
  );
}
