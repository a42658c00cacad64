import { useLayoutEffect, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { BookingRules, Hours } from "../../api/booking.ts";
import type { CalendarWeek, MeetingRow } from "../../api/calendar.ts";
import { me } from "../../person.ts";
import { addDays, dayOf, longDay, sayLocalTime } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice, RowButton, Rows } from "../../ui/surfaces.tsx";
import { whenOf } from "../calendar/say.ts";
import { useAsking } from "../calendar/useAsking.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { aloneWith, type Free, freeBefore } from "./free.ts";
import { t } from "./words.ts";

type Ground = { week: CalendarWeek; hours: Hours[]; rules: BookingRules };
export type ForwardClient = { id: string; shown_name: string };
type Props = { client: ForwardClient; onClose: () => void };
/** While one is being moved, nothing else can be chosen: the answer would be taken for that. */
type PartProps = Props & { ground: Ground; busy: boolean; onBusy: (busy: boolean) => void };

/** A client's next sessions with whoever looks, and when one could be earlier. */
export function Forward({ client, onClose }: Props) {
  const ground = useFetched(readGround, [client.id]);
  const [busy, setBusy] = useState(false);
  return (
    <Sheet title={t("forward.title")} onClose={onClose} busy={busy}>
      <Loaded of={ground}>{(value) => <Sessions ground={value} client={client} busy={busy} onBusy={setBusy} onClose={onClose} />}</Loaded>
    </Sheet>
  );
}

async function readGround(): Promise<Ground> {
  const today = dayOf(new Date(), me().time_zone);
  const [week, hours, rules] = await Promise.all([
    call("GET /api/calendar", { query: { from_day: addDays(today, -1), to_day: addDays(today, 28), provider_id: me().id } }),
    call("GET /api/availability"),
    call("GET /api/booking-rules"),
  ]);
  return { week, hours: hours.items, rules };
}

function Sessions({ ground, client, busy, onBusy, onClose }: PartProps) {
  const name = client.shown_name;
  const sessions = aloneWith(ground.week, client.id, Date.now());
  const [chosen, choose] = useState<MeetingRow | null>(sessions[0] ?? null);
  if (!chosen) {
    return (
      <>
        <p>{t("forward.none", { name })}</p>
        <ButtonLink look="quiet" href="/desk/calendar">{t("forward.calendar")}</ButtonLink>
      </>
    );
  }
  return (
    <>
      <p>{t("forward.which", { name })}</p>
      <Rows>
        {sessions.slice(0, 4).map((one) => (
          <RowButton key={one.id} text={whenOf(one)} detail={one.title} icon={one === chosen ? "check" : "calendar"} onClick={() => busy || choose(one)} />
        ))}
      </Rows>
      <Times key={chosen.id} session={chosen} ground={ground} client={client} busy={busy} onBusy={onBusy} onClose={onClose} />
    </>
  );
}

function Times({ session, ground, client, busy, onBusy, onClose }: PartProps & { session: MeetingRow }) {
  const [to, aim] = useState<Free | null>(null);
  const free = freeBefore(session, ground.week, ground.hours, ground.rules, me().id, Date.now());
  const asking = useAsking((confirm) => {
    if (!to) throw new Error("no time was chosen");
    return call("PUT /api/appointments/{id}/time", { path: { id: session.id }, body: { ...to, sequence: session.sequence, confirm } });
  });
  useLayoutEffect(() => onBusy(asking.busy), [asking.busy]);
  async function move(): Promise<void> {
    // That the client is told was said above the button, so the server need not ask again.
    if (!(await asking.yes())) return;
    announce(t("forward.moved", { name: client.shown_name }));
    onClose();
  }
  if (ground.hours.length === 0) return <p class="muted">{t("forward.no_hours")} <a href="/desk/hours">{t("forward.calendar")}</a></p>;
  return (
    <>
      <h3>{t("forward.free")}</h3>
      <p class="small muted">{t("forward.free_hint")}</p>
      {free.length === 0 && <p>{t("forward.no_free")} <a href="/desk/calendar">{t("forward.calendar")}</a></p>}
      <div class="desk-free">
        {free.map((one) => (
          <button
            key={`${one.day} ${one.local_time}`} type="button" class="chip" aria-pressed={to !== null && to.day === one.day && to.local_time === one.local_time}
            onClick={() => busy || aim(one)}
          >
            {sayFree(one)}
          </button>
        ))}
      </div>
      {asking.refusal && <Notice kind="error" live>{t("forward.not_moved", { why: asking.refusal.sentence })}</Notice>}
      {to && (
        <>
          <p>{t("forward.move", { when: sayFree(to) })}. <span class="muted">{t("forward.tell", { name: client.shown_name })}</span></p>
          <Button wide busy={asking.busy} onClick={() => void move()}>{t("forward.yes")}</Button>
        </>
      )}
    </>
  );
}

function sayFree({ day, local_time }: Free): string {
  return `${longDay(day)}, ${sayLocalTime(local_time)}`;
}
