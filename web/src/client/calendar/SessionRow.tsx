import type { MySession } from "../../api/booking.ts";
import { clockTime } from "../../time.ts";
import { Tag } from "../../ui/surfaces.tsx";
import { JoinLink } from "../sessions/SessionList.tsx";
import "./calendar.css";
import { atCentre, stateOf, times, whereOf, type Zones } from "./say.ts";
import { t } from "./words.ts";

/** One session of a day: when, what, where, and the way in when it is about to begin. */
export function SessionRow({ session, zones }: { session: MySession; zones: Zones }) {
  const state = stateOf(session);
  const where = whereOf(session);
  const centre = atCentre(session, zones);
  return (
    <li class={session.status === "cancelled" ? "visit off" : "visit"}>
      <a class="visit-link" href={`/sessions/${session.id}`}>
        <span class="visit-time">
          <span class="start">{clockTime(session.starts_at, zones.shown)}</span>
          <span class="small muted" aria-hidden="true">{clockTime(session.ends_at, zones.shown)}</span>
        </span>
        <span class="visit-text">
          <span class="visit-title">{session.title}</span>
          <span class="sr-only">{times(session, zones.shown)}</span>
          {session.provider && <span class="small">{t("with", { name: session.provider.shown_name })}</span>}
          {where && <span class="small muted">{where}</span>}
          {centre && <span class="small muted">{centre}</span>}
          {state && <span><Tag kind={state.kind}>{state.text}</Tag></span>}
        </span>
      </a>
      {session.mine === "booked" && <Join session={session} />}
    </li>
  );
}

function Join({ session }: { session: MySession }) {
  const near = Date.parse(session.starts_at) - Date.now() < 3_600_000 && Date.now() < Date.parse(session.ends_at);
  return near && session.join_link ? <div class="visit-join"><JoinLink session={session} /></div> : null;
}
