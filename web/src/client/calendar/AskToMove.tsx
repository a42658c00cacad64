import { useEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { CLIENT_REASONS, type ClientReason, type FreeTimes, type MySession } from "../../api/booking.ts";
import type { Instant } from "../../api/types.ts";
import { newId } from "../../ids.ts";
import { dayOf, longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { dayAndClock, type Zones } from "./say.ts";
import { TimeGrid } from "./TimeGrid.tsx";
import { useAsking } from "./useAsking.ts";
import { instantOf } from "./wall.ts";
import { t } from "./words.ts";

const AT_MOST = 3;
type Put = (session: MySession) => void;
type Props = { session: MySession; zones: Zones; put: Put };

/** Asks for another time: a wish, not a change. Somebody answers it. */
export function AskToMove(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>{t("move.button")}</Button>
      {open && <MoveSheet {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function MoveSheet({ session, zones, put, onClose }: Props & { onClose: () => void }) {
  // One for as long as the sheet is open: again after an answer that was lost is the same wish.
  const [id] = useState(newId);
  const [wishes, setWishes] = useState<Instant[]>([]);
  const [reason, setReason] = useState<ClientReason | "">("");
  const { busy, wrong, ask } = useAsking({
    session_has_begun: t("problem.session_has_begun"), already_asked: t("problem.already_asked"), op_reused: t("problem.already_asked"), in_the_past: t("move.in_past"),
  });
  const name = session.provider?.shown_name ?? t("somebody");
  const full = wishes.length >= AT_MOST;
  const toggle = (at: Instant) =>
    setWishes((old) => (old.includes(at) ? old.filter((one) => one !== at) : old.length < AT_MOST ? [...old, at].sort() : old));

  async function send(): Promise<void> {
    const body = { appointment_id: session.id, wishes, reason: reason === "" ? null : reason };
    const answer = await ask(() => call("PUT /api/move-requests/{id}", { path: { id }, body }));
    if (!answer) return;
    put(answer);
    announce(t("move.sent", { name }));
    onClose();
  }
  return (
    <Sheet title={t("move.title")} busy={busy} onClose={onClose}>
      <p>{t("move.text", { name })}</p>
      <Wishes wishes={wishes} zone={zones.shown} onRemove={toggle} />
      {full && <p class="small muted" role="status">{t("move.enough")}</p>}
      <FreeToChoose session={session} zone={zones.shown} wishes={wishes} full={full} onToggle={toggle} />
      <OwnTime zone={zones.shown} disabled={full} onAdd={(at) => { if (!wishes.includes(at)) toggle(at); }} />
      <Choice
        label={t("move.why")} value={reason} onChoose={(value) => setReason(CLIENT_REASONS.find((one) => one === value) ?? "")}
        options={[{ value: "", text: t("move.no_why") }, ...CLIENT_REASONS.map((value) => ({ value, text: t(`why.${value}`) }))]}
      />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button wide busy={busy} onClick={() => void send()}>{t("move.send")}</Button>
    </Sheet>
  );
}

function Wishes({ wishes, zone, onRemove }: { wishes: Instant[]; zone: string; onRemove: (at: Instant) => void }) {
  if (wishes.length === 0) return null;
  return (
    <section class="stack-s">
      <h3>{t("move.yours")}</h3>
      <ul class="wishes">
        {wishes.map((at) => (
          <li key={at} class="wish">
            <span>{dayAndClock(at, zone)}</span>
            <button type="button" class="icon-button" aria-label={t("move.remove", { when: dayAndClock(at, zone) })} onClick={() => onRemove(at)}>
              <Icon name="close" size={20} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type FreeProps = { session: MySession; zone: string; wishes: Instant[]; full: boolean; onToggle: (at: Instant) => void };

/** The leader's free times of the next two weeks, where clients may know them. */
function FreeToChoose({ session, zone, wishes, full, onToggle }: FreeProps) {
  const [free, setFree] = useState<FreeTimes | null>(null);
  const provider_id = session.provider?.id;
  useEffect(() => {
    if (!provider_id) return;
    const from_day = dayOf(new Date(), zone);
    call("GET /api/free-times", { query: { provider_id, kind: session.kind, from_day, days: 14 } }).then(setFree, () => setFree(null));
  }, [provider_id]);
  const days = (free?.days ?? []).filter((day) => day.times.length > 0).slice(0, 5);
  if (days.length === 0) return <p class="small muted">{t("move.none_free")}</p>;
  return (
    <section class="stack-s">
      <h3>{t("move.free")}</h3>
      {days.map((day) => (
        <div key={day.day} class="stack-s" role="group" aria-label={longDay(day.day)}>
          <p class="small muted">{longDay(day.day)}</p>
          <TimeGrid times={day.times} zone={zone} chosen={wishes} full={full} onToggle={({ starts_at }) => onToggle(starts_at)} />
        </div>
      ))}
    </section>
  );
}

function OwnTime({ zone, disabled, onAdd }: { zone: string; disabled: boolean; onAdd: (at: Instant) => void }) {
  const [wall, setWall] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  function add(): void {
    const at = instantOf(wall, zone);
    if (at === null || Date.parse(at) <= Date.now()) {
      setWrong(t("move.in_past"));
      return;
    }
    setWrong(null);
    setWall("");
    onAdd(at);
  }
  return (
    <div class="stack-s">
      <Field type="datetime-local" label={t("move.own")} value={wall} wrong={wrong} onText={setWall} />
      <div><Button look="soft" disabled={disabled || wall === ""} onClick={add}>{t("move.add")}</Button></div>
    </div>
  );
}

/** A wish that was sent: what was asked, what was answered, and the way to take it back. */
export function WishCard({ session, zones, put }: Props) {
  const { busy, wrong, ask } = useAsking();
  const wish = session.request;
  if (!wish) return null;
  const name = session.provider?.shown_name ?? t("somebody");
  async function withdraw(): Promise<void> {
    const answer = wish && (await ask(() => call("PUT /api/move-requests/{id}/withdrawal", { path: { id: wish.id }, body: {} })));
    if (answer) put(answer);
  }
  const said = wish.answer === "moved" ? t("move.moved", { name }) : wish.answer === "declined" ? t("move.declined") : t("move.sent", { name });
  return (
    <Card soft>
      <p>{said}</p>
      {wish.line && <p class="said">“{wish.line}”</p>}
      {wish.answer === null && (
        <>
          <p class="small">
            {wish.wishes.length > 0 ? t("move.wished", { when: wish.wishes.map((at) => dayAndClock(at, zones.shown)).join(" · ") }) : t("move.no_wish")}
          </p>
          {wrong && <Notice kind="error" live>{wrong}</Notice>}
          <Button look="quiet" busy={busy} onClick={() => void withdraw()}>{t("move.withdraw")}</Button>
        </>
      )}
    </Card>
  );
}
