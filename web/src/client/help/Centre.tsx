import type { CentreHelp } from "../../api/types.ts";
import { clockTime, phoneZone, sayLocalTime, weekdayName, zoneName } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { type Opening, openingAt } from "./hours.ts";
import { whoToCall } from "./numbers.ts";
import { t } from "./words.ts";

/** The centre's own numbers: those where somebody is there now, or else all with when that will be. */
export function Centre({ help, now = new Date() }: { help: CentreHelp | null; now?: Date }) {
  const all = whoToCall(help).map((one) => ({ ...one, found: openingAt(one.isOnCall ? help?.on_call_hours : help?.opening_hours, help?.time_zone, now) }));
  const open = all.filter(({ found }) => found && found.state !== "closed");
  return (
    <>
      {(open.length > 0 ? open : all).map(({ phone, isOnCall, found }, place) => {
        const when = said(found, help?.time_zone, now) ?? (isOnCall ? null : help?.centre_hours);
        return (
          <ButtonLink key={phone} look={place === 0 ? "primary" : "quiet"} wide icon="phone" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
            {t(isOnCall ? "on_call" : "centre")}<span class="number">{phone}{when && ` · ${when}`}</span>
          </ButtonLink>
        );
      })}
    </>
  );
}

/** `Open now until 5:00 PM`, in the centre's zone; said with it where the phone is in another. */
function said(found: Opening | null, zone: string | undefined, now: Date): string | null {
  if (!found || !zone) return null;
  if (found.state === "always") return t("open.always");
  const time = sayLocalTime(found.state === "open" ? found.until : found.opens);
  const when = found.state === "open" ? t("open.until", { time }) : later(found.inDays, found.weekday, time);
  const elsewhere = clockTime(now, zone) !== clockTime(now, phoneZone());
  return elsewhere ? t("open.zone", { when, zone: zoneName(zone) }) : when;
}

function later(inDays: number, weekday: number, time: string): string {
  if (inDays === 0) return t("open.today", { time });
  return inDays === 1 ? t("open.tomorrow", { time }) : t("open.later", { day: weekdayName(weekday), time });
}
