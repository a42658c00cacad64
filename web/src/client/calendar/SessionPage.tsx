import { useRoute } from "preact-iso";
import { call } from "../../api/call.ts";
import type { MySession } from "../../api/booking.ts";
import { t as core } from "../../i18n/core.ts";
import { dayAndTime, dayOf, longDay, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice, Tag } from "../../ui/surfaces.tsx";
import { Company } from "../family/Company.tsx";
import { JoinLink } from "../sessions/SessionList.tsx";
import { AskToMove, WishCard } from "./AskToMove.tsx";
import "./calendar.css";
import { Feedback } from "./Feedback.tsx";
import { GiveBack, GivingBack } from "./GiveBack.tsx";
import { AddToPhone, Where } from "./Where.tsx";
import { atCentre, dayAndClock, givingBack, stateOf, times, whyCancelled, type Zones } from "./say.ts";
import { useAsking } from "./useAsking.ts";
import { type Shown, useSession } from "./useSession.ts";
import { t } from "./words.ts";

/** One session: when, where, the way in, and what can be done about it. */
export default function SessionPage() {
  const id = useRoute().params["id"] ?? "";
  const shown = useSession(id);
  const { session, state, at } = shown;
  if (!session || state === "gone") return <NotHere state={state} />;
  return (
    <Screen title={session.title} back="/calendar">
      {state === "kept" && at !== null && (
        <Notice><p>{t("session.old", { when: dayAndTime(new Date(at), phoneZone()) })}</p></Notice>
      )}
      <When session={session} zones={shown.zones} />
      <GivingBack id={session.id} />
      <Doing key={session.id} shown={shown} session={session} />
    </Screen>
  );
}

function NotHere({ state }: { state: Shown["state"] }) {
  return (
    <Screen title={core("session.title")} back="/calendar">
      {state === "loading" && <Empty>{core("loading")}</Empty>}
      {state === "failed" && <Empty>{core("session.not_here")}</Empty>}
      {state === "gone" && (
        <Card>
          <p>{t("session.gone")}</p>
          <p class="muted">{t("session.gone_text")}</p>
          <ButtonLink href="/calendar" look="soft">{t("session.to_calendar")}</ButtonLink>
        </Card>
      )}
    </Screen>
  );
}

function When({ session, zones }: { session: MySession; zones: Zones }) {
  const state = stateOf(session);
  const centre = atCentre(session, zones);
  return (
    <Card>
      {state && <div><Tag kind={state.kind}>{state.text}</Tag></div>}
      <div class="facts">
        <p>{longDay(dayOf(new Date(session.starts_at), zones.shown))}</p>
        <p class="large">{times(session, zones.shown)}</p>
        {centre && <p class="small muted">{centre}</p>}
        {session.was_at && session.status === "planned" && <p class="muted">{t("was_at", { when: dayAndClock(session.was_at, zones.shown) })}</p>}
        {session.status === "cancelled" && <p>{whyCancelled(session)}</p>}
        {session.provider && <p>{t("with", { name: session.provider.shown_name })}</p>}
      </div>
      {session.mine === "booked" && <JoinLink session={session} />}
    </Card>
  );
}

/** What can be done: as the server says it may be, or with what is known when it cannot be asked. */
function Doing({ shown, session }: { shown: Shown; session: MySession }) {
  const over = Date.parse(session.ends_at) < Date.now();
  const begun = Date.parse(session.starts_at) < Date.now();
  const booked = session.mine === "booked" && session.status === "planned";
  const leaving = shown.checking || givingBack(session.id) !== null;
  return (
    <>
      {!over && session.status === "planned" && <Where session={session} />}
      {session.mine !== "booked" && <TakeOrWait session={session} put={shown.put} />}
      {session.request && <WishCard session={session} zones={shown.zones} put={shown.put} />}
      {(session.can.feedback || (booked && Date.parse(session.ends_at) < Date.now())) && <Feedback session={session} />}
      {booked && !begun && !leaving && (
        <div class="pair">
          {session.can.ask_to_move && <AskToMove session={session} zones={shown.zones} put={shown.put} />}
          {session.can.cancel && <GiveBack session={session} />}
        </div>
      )}
      {booked && !over && !leaving && session.kind === "family" && <Company id={session.id} />}
      {booked && !over && !leaving && <AddToPhone id={session.id} />}
    </>
  );
}

const TAKING = ["group_full", "client_busy", "day_is_full", "too_late_to_join", "not_full"] as const;

function TakeOrWait({ session, put }: { session: MySession; put: (session: MySession) => void }) {
  const refusals = Object.fromEntries(TAKING.map((code) => [code, t(`problem.${code}`)]));
  const { busy, wrong, ask } = useAsking(refusals);
  const path = { id: session.id };

  async function done(question: () => Promise<MySession>, said: string): Promise<void> {
    const answer = await ask(question);
    if (!answer) return;
    put(answer);
    if (said) announce(said);
  }
  const take = () => done(() => call("PUT /api/sessions/{id}/place", { path, body: {} }), t("take.done"));
  const wait = () => done(() => call("PUT /api/sessions/{id}/waiting", { path, body: {} }), t("state.waiting"));
  const stop = () => done(() => call("DELETE /api/sessions/{id}/waiting", { path }), core("saved"));
  const { can, mine, places_left, position } = session;
  if (!can.take && !can.wait && mine !== "waiting") return null;
  return (
    <Card soft>
      {mine === "waiting" && <p>{position ? t("wait.position", { count: position }) : t("wait.text")}</p>}
      {can.take && <p>{places_left === null ? t("take.any") : t("take.free", { count: places_left })}</p>}
      {can.wait && <p>{t("wait.text")}</p>}
      {wrong && <Notice kind="warn" live>{wrong}</Notice>}
      {can.take && <Button wide busy={busy} onClick={() => void take()}>{t("take.button")}</Button>}
      {can.wait && <Button wide look="soft" busy={busy} onClick={() => void wait()}>{t("wait.button")}</Button>}
      {mine === "waiting" && <Button wide look="quiet" busy={busy} onClick={() => void stop()}>{t("wait.stop")}</Button>}
    </Card>
  );
}
