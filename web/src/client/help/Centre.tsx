import { useEffect, useState } from "preact/hooks";
import type { CentreHelp } from "../../api/types.ts";
import { addDays, clockTime, phoneZone, sayLocalTime, shortDay, zoneName } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { keptDue } from "../check_ins/dueStore.ts";
import { type Opening, openingAt } from "./hours.ts";
import { whoToCall } from "./numbers.ts";
import { t } from "./words.ts";

type Props = { help: CentreHelp | null; now?: Date };

/**
 * The centre's own numbers, with what the centre says of them. Who is on duty comes first while
 * somebody is; when staff look at what is sent says nothing of who answers the phone.
 */
export function Centre({ help, now = new Date() }: Props) {
  const duty = openingAt(help?.on_call_hours, help?.time_zone, now, help?.closed_days);
  const all = whoToCall(help);
  const staff = useSeen() && all.some(({ isOnCall }) => !isOnCall) ? staffLook(help, now) : null;
  return (
    <>
      {(duty?.state === "closed" ? all.toReversed() : all).map(({ phone, isOnCall }, place) => {
        const when = isOnCall ? said("open", duty, help?.time_zone, now) : help?.centre_hours;
        return (
          <ButtonLink key={phone} look={place === 0 ? "primary" : "quiet"} wide icon="phone" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
            {t(isOnCall ? "on_call" : "centre")}<span class="number">{phone}{when && ` · ${when}`}</span>
          </ButtonLink>
        );
      })}
      {staff && <p class="small muted">{staff}</p>}
    </>
  );
}

/** False for an alumna who shows nobody at the centre what she sends: then nobody looks at it at any hour. */
function useSeen(): boolean {
  const [seen, setSeen] = useState(true);
  useEffect(() => void keptDue().then((due) => setSeen((due?.promise.nobody_sees?.length ?? 0) < 2)), []);
  return seen;
}

/** Only of hours that somebody has set; at any hour is what nobody promises. */
export function staffLook(help: CentreHelp | null, now: Date): string | null {
  const found = openingAt(help?.opening_hours, help?.time_zone, now, help?.closed_days);
  return found?.state === "always" ? null : said("staff", found, help?.time_zone, now);
}

/** `Open now until 5:00 PM`, in the centre's zone; said with it where the phone is in another. */
export function said(about: "open" | "staff", found: Opening | null, zone: string | undefined, now: Date): string | null {
  if (!found || !zone) return null;
  if (found.state === "always") return t("open.always");
  const time = sayLocalTime(found.state === "open" ? found.until : found.opens);
  const when = found.state === "open" ? t(`${about}.until`, { time }) : later(about, found.inDays, shortDay(addDays(found.today, found.inDays), found.today), time);
  const elsewhere = clockTime(now, zone) !== clockTime(now, phoneZone());
  return elsewhere ? t("open.zone", { when, zone: zoneName(zone) }) : when;
}

function later(about: "open" | "staff", inDays: number, day: string, time: string): string {
  if (inDays === 0) return t(`${about}.today`, { time });
  return inDays === 1 ? t(`${about}.tomorrow`, { time }) : t(`${about}.later`, { day, time });
}
