import { useLocation } from "preact-iso";
import type { Medication } from "../../api/medications.ts";
import { t as shared } from "../../i18n/core.ts";
import { tryAgain } from "../../offline/outbox.ts";
import { myDatabase, outboxChanged, sendNow } from "../../offline/sync.ts";
import { me } from "../../person.ts";
import { dayAndTime, dayOf, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice, RowLink, Rows } from "../../ui/surfaces.tsx";
import { DoseCard } from "./DoseCard.tsx";
import { dueNow } from "./due.ts";
import { EditOwn } from "./EditOwn.tsx";
import "./medications.css";
import { NeededCard } from "./NeededCard.tsx";
import { One } from "./One.tsx";
import { AskQuiet } from "./Quiet.tsx";
import { saidOf } from "./state.ts";
import { type Medications, useMedications } from "./useMedications.ts";
import { useNow } from "./useNow.ts";
import { t } from "./words.ts";

/** What is to be taken today, in one tap each, and everything one takes. `?one=` shows one of them, `?edit=` its form. */
export default function Taking() {
  const all = useMedications();
  const { query } = useLocation();
  const { now, resource } = all;
  const find = (id: string | undefined) => now.items.find((one) => one.id === id);
  const edited = find(query["edit"]);
  const shown = find(query["one"]);
  if (query["edit"] === "new" || edited) return <EditOwn key={query["edit"]} medication={edited ?? null} resource={resource} />;
  if (shown) return <One medication={shown} resource={resource} />;
  return <List {...all} />;
}

function List({ now, resource }: Medications) {
  const { state, at, value } = resource;
  const old = state === "stale" && at !== null ? t("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : undefined;
  return (
    <Screen title={t("title")} under={old} back="/around">
      {value === null && state === "loading" && <p class="muted" role="status">{shared("loading")}</p>}
      {value === null && state === "failed" && <Notice kind="warn" live>{t("not_loaded")}</Notice>}
      {now.refused.length > 0 && <Refused ids={now.refused.map((op) => op.id)} />}
      {value !== null && <Today now={now} />}
      {value !== null && <AskQuiet items={now.items} resource={resource} />}
      {value !== null && <Everything items={now.items} />}
      <Plain />
    </Screen>
  );
}

function Today({ now }: Pick<Medications, "now">) {
  const at = useNow();
  const zone = me().time_zone;
  const due = dueNow(now.items, zone, at);
  const needed = now.items.filter((one) => one.as_needed && one.stopped_at === null && one.from_on <= dayOf(new Date(at), zone));
  if (now.items.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t("today")}</h2>
      {due.length === 0 && <p>{t("none_today")}</p>}
      {due.map((one) => <DoseCard key={`${one.medication.id}${one.on}${one.at}`} due={one} said={saidOf(one, now.doses)} now={at} zone={zone} />)}
      {needed.map((one) => <NeededCard key={one.id} medication={one} doses={now.doses} now={at} zone={zone} />)}
    </section>
  );
}

function Everything({ items }: { items: Medication[] }) {
  return (
    <section class="stack">
      {items.length > 0 && <h2>{t("all")}</h2>}
      {items.length === 0 && <Empty><p class="large">{t("none")}</p><p>{t("none_text")}</p></Empty>}
      {items.length > 0 && (
        <Rows>
          {items.map((one) => (
            <RowLink key={one.id} href={`/taking?one=${one.id}`} text={one.name} detail={one.stopped_at ? t("row.stopped") : one.dose} />
          ))}
        </Rows>
      )}
      <ButtonLink look="soft" wide icon="plus" href="/taking?edit=new">{t("add")}</ButtonLink>
    </section>
  );
}

/** What this is not, and where to go when it is urgent. */
export function Plain() {
  return (
    <Card soft>
      <p>{t("plain")}</p>
      <p><a href="/help">{t("emergency")}</a></p>
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
      <p>{t("refused")}</p>
      <Button look="quiet" onClick={() => void again()}>{t("refused.again")}</Button>
    </Notice>
  );
}
