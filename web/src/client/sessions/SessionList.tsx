import type { Session } from "../../api/types.ts";
import { t } from "../../i18n/core.ts";
import { addDays, clockTime, dayOf, shortDay, zoneName } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { RowPlain, Rows, Tag } from "../../ui/surfaces.tsx";
import "../today/today.css";

const JOIN_BEFORE_MS = 15 * 60_000;
export type Zones = { shown: string; centre: string };

export function SessionList({ sessions, zones }: { sessions: Session[]; zones: Zones }) {
  return (
    <Rows label={t("today.sessions")}>
      {sessions.map((session) => (
        <RowPlain key={session.id}>
          <div class={session.status === "cancelled" ? "session cancelled" : "session"}>
            <div class="spread">
              <a class="title" href={`/sessions/${session.id}`}>{session.title}</a>
              {session.status === "cancelled" && <Tag kind="warn">{t("session.cancelled")}</Tag>}
            </div>
            <span class="when">{whenOf(session, zones)}</span>
            {session.place && <span class="small muted">{session.place}</span>}
            <JoinLink session={session} />
          </div>
        </RowPlain>
      ))}
    </Rows>
  );
}

/** `Tomorrow, 6:00 – 9:00 PM`, with the zone's name where the centre lives by another clock. */
export function whenOf(session: Session, zones: Zones, now = new Date()): string {
  const today = dayOf(now, zones.shown);
  const day = dayOf(new Date(session.starts_at), zones.shown);
  const said = day === today ? t("day.today") : day === addDays(today, 1) ? t("day.tomorrow") : shortDay(day, today);
  const times = `${clockTime(session.starts_at, zones.shown)} – ${clockTime(session.ends_at, zones.shown)}`;
  const zone = zoneName(zones.shown) === zoneName(zones.centre) ? "" : ` (${zoneName(zones.shown)})`;
  return `${said}, ${times}${zone}`;
}

/** From a quarter of an hour before until the end; never anything but a plain https address. */
export function JoinLink({ session, now = Date.now() }: { session: Session; now?: number }) {
  const open = now >= Date.parse(session.starts_at) - JOIN_BEFORE_MS;
  const over = now > Date.parse(session.ends_at);
  if (!isSafe(session.join_link) || session.status === "cancelled" || over) return null;
  if (!open) return <span class="small muted">{t("session.join_later")}</span>;
  return <ButtonLink href={session.join_link ?? ""} newTab>{t("session.join")}</ButtonLink>;
}

function isSafe(link: string | null): boolean {
  try {
    return new URL(link ?? "").protocol === "https:";
  } catch {
    return false;
  }
}
