import { clockTime, dayAndTime, dayOf, phoneZone, sayLocalTime } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { nextOf, wayTo } from "./next.ts";
import type { MeetingNow } from "./state.ts";
import { t } from "./words.ts";

type Props = { meeting: MeetingNow; waiting: boolean; onWas: () => void; onEdit: () => void };

/** One meeting: when it is next, one tap to get there, one to say that one was. */
export function MeetingCard({ meeting, waiting, onWas, onEdit }: Props) {
  const { name, where } = meeting;
  const way = wayTo(where);
  return (
    <Card label={name}>
      <div class="stack-s">
        <div class="meet-head">
          <h3>{name}</h3>
          <Button look="plain" onClick={onEdit}>{t("change")}<span class="sr-only">: {name}</span></Button>
        </div>
        <p class="small muted">{t(`f.${meeting.fellowship}`)} · {t(`attending.${meeting.attending}`)}</p>
        <p class="meet-next">{whenOf(meeting, new Date())}</p>
        {where && way?.kind !== "link" && <p class="meet-where">{where}</p>}
        <div class="row">
          <Button onClick={onWas} icon="check">{t("was_there")}<span class="sr-only">: {name}</span></Button>
          {way && <ButtonLink look="quiet" icon={way.kind === "call" ? "phone" : way.kind === "link" ? "forward" : "place"} href={way.href} newTab={way.kind === "link"}>{t(way.kind === "call" ? "go.call" : way.kind === "link" ? "go.link" : "go.map")}<span class="sr-only">: {name}</span></ButtonLink>}
        </div>
        {waiting && <p class="small muted">{t("waiting")}</p>}
      </div>
    </Card>
  );
}

/** In the phone's own time, and where clocks differ also in that of the place. */
function whenOf(meeting: MeetingNow, now: Date): string {
  const next = nextOf(meeting, now);
  if (next === null || meeting.at === null) return t("no_time");
  const zone = phoneZone();
  const isToday = dayOf(new Date(next), zone) === dayOf(now, zone);
  const here = isToday ? t("next.today", { when: clockTime(next, zone) }) : t("next", { when: dayAndTime(next, zone, now) });
  const isElsewhere = clockTime(next, zone) !== clockTime(next, meeting.zone);
  return isElsewhere ? `${here} (${t("next.there", { when: sayLocalTime(meeting.at) })})` : here;
}
