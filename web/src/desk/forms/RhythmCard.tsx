import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Rhythm } from "../../api/review.ts";
import type { Items } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayAndTime, dayOf, shortDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Field, TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { useSending } from "../ui/useSending.ts";
import { t } from "./words.ts";

/** How often this client is asked what: by the programme, or by a rhythm of their own. */
export function RhythmCard({ clientId }: { clientId: string }) {
  const rhythm = useFetched(() => call("GET /api/clients/{client_id}/check-in-rhythm", { path: { client_id: clientId } }), [clientId]);
  const [changing, change] = useState<Rhythm | null>(null);
  async function onSaved(of: Rhythm, items: Items<Rhythm> | null): Promise<void> {
    announce(t("rhythm.saved"));
    if (items) rhythm.put(items);
    else await rhythm.reload();
    // Only one's own: an answer that comes late must not shut what was opened since.
    change((now) => (now === of ? null : now));
  }
  return (
    <Card>
      <Heading>{t("rhythm.title")}</Heading>
      <p class="small muted">{t("rhythm.hint")}</p>
      <Loaded of={rhythm}>
        {({ items }) => <ul class="trend-rhythm">{items.map((one) => <Row key={one.instrument} rhythm={one} onChange={() => change({ ...one })} />)}</ul>}
      </Loaded>
      {changing && <Change clientId={clientId} rhythm={changing} onSaved={(items) => onSaved(changing, items)} onClose={() => change(null)} />}
    </Card>
  );
}

function Row({ rhythm, onChange }: { rhythm: Rhythm; onChange: () => void }) {
  const zone = me().time_zone;
  const today = dayOf(new Date(), zone);
  const { own, last_on, next_on } = rhythm;
  const when = [last_on && t("rhythm.last", { day: shortDay(last_on, today) }), next_on && t("rhythm.next", { day: shortDay(next_on, today) })].filter(Boolean).join(", ");
  return (
    <li>
      <span>
        <strong>{rhythm.name}</strong>
        {when && <span class="small muted"> {when}</span>}
        <br />
        <span class="small">
          {own ? t("rhythm.own", { how: own.every_days === null ? t("rhythm.never") : t("rhythm.every", { count: own.every_days }), why: own.why, by: own.by, when: dayAndTime(own.at, zone) }) : t("rhythm.programme", { how: byProgramme(rhythm) })}
        </span>
        {rhythm.available === false && <><br /><span class="small">{t("rhythm.unavailable")}</span></>}
      </span>
      <Button look="quiet" label={t("rhythm.change_name", { name: rhythm.name })} onClick={onChange}>{t("rhythm.change")}</Button>
    </li>
  );
}

function byProgramme({ by_programme, programme_every_days }: Rhythm): string {
  if (!by_programme) return t("rhythm.not_in");
  return programme_every_days === null ? t("rhythm.pace") : t("rhythm.every", { count: programme_every_days });
}

type ChangeProps = { clientId: string; rhythm: Rhythm; onSaved: (items: Items<Rhythm> | null) => Promise<void>; onClose: () => void };

function Change({ clientId, rhythm, onSaved, onClose }: ChangeProps) {
  const [days, setDays] = useState(String(rhythm.own ? (rhythm.own.every_days ?? "") : (rhythm.programme_every_days ?? "")));
  const [why, setWhy] = useState(rhythm.own?.why ?? "");
  const [tried, setTried] = useState(false);
  const { send, busy, wrong } = useSending();
  const count = Number(days);
  const isOdd = days.trim() !== "" && !(Number.isInteger(count) && count >= 1 && count <= 730);
  const path = { client_id: clientId, instrument: rhythm.instrument };

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (isOdd || !why.trim()) return focusFirstWrong(event.currentTarget);
    const body = { every_days: days.trim() === "" ? null : count, why: why.trim() };
    const done = await send(() => call("PUT /api/clients/{client_id}/check-in-rhythm/{instrument}", { path, body }));
    if (done) await onSaved(done.answer);
  }
  async function drop(): Promise<void> {
    await send(async () => {
      await call("DELETE /api/clients/{client_id}/check-in-rhythm/{instrument}", { path });
      await onSaved(null);
    });
  }
  return (
    <Sheet title={t("rhythm.change_name", { name: rhythm.name })} onClose={onClose}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Field label={t("rhythm.days")} hint={t("rhythm.days_hint")} inputMode="numeric" value={days} wrong={tried && isOdd ? t("rhythm.days_wrong") : null} onText={setDays} />
        <TextArea label={t("rhythm.why")} hint={t("rhythm.why_hint")} maxLength={400} value={why} wrong={tried && !why.trim() ? t("rhythm.why_wrong") : null} onText={setWhy} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button type="submit" busy={busy}>{t("rhythm.save")}</Button>
        {rhythm.own && <Button look="quiet" busy={busy} onClick={() => void drop()}>{t("rhythm.drop")}</Button>}
      </form>
    </Sheet>
  );
}
