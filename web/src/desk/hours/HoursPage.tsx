import { useState } from "preact/hooks";
import type { BookingRules, Hours } from "../../api/booking.ts";
import type { CalendarProvider, CalendarWeek } from "../../api/calendar.ts";
import { call } from "../../api/call.ts";
import { me } from "../../person.ts";
import { dayOf, zoneName } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { isAdministrator } from "../ui/roles.ts";
import "./hours.css";
import { HoursList } from "./HoursList.tsx";
import { LimitsForm } from "./LimitsForm.tsx";
import { t } from "./words.ts";

/** When clients can book a provider, and how much: one's own, or for an administrator anybody's. */
export function HoursPage() {
  const ground = useFetched(readGround);
  const [whose, setWhose] = useState(me().id);
  const zone = ground.value?.time_zone;
  return (
    <Screen title={t("title")} under={zone ? t("zone", { zone: zoneName(zone) }) : undefined} back="/desk/inbox" wide nav={<DeskNav />}>
      <Loaded of={ground}>
        {(week) => (
          <div class="stack-l">
            {isAdministrator() && <Whose providers={week.providers} whose={whose} onChoose={setWhose} />}
            <Of key={whose} whose={whose} week={week} />
          </div>
        )}
      </Loaded>
    </Screen>
  );
}

async function readGround(): Promise<CalendarWeek> {
  // A day long gone: for the rooms and providers, without anybody's name.
  return await call("GET /api/calendar", { query: { from_day: "2000-01-01", to_day: "2000-01-01" } });
}

function Whose({ providers, whose, onChoose }: { providers: CalendarProvider[]; whose: string; onChoose: (id: string) => void }) {
  return (
    <div class="hours-whose">
      <Choice label={t("whose")} value={whose} options={providers.map((one) => ({ value: one.id, text: one.shown_name }))} onChoose={onChoose} />
    </div>
  );
}

type Both = { hours: Hours[]; rules: BookingRules };

function Of({ whose, week }: { whose: string; week: CalendarWeek }) {
  const own = whose === me().id;
  const both = useFetched(() => read(whose, own), [whose]);
  const today = dayOf(new Date(), week.time_zone);
  const name = own ? null : (week.providers.find((one) => one.id === whose)?.shown_name ?? null);
  return (
    <Loaded of={both}>
      {({ hours, rules }) => (
        <div class="hours-parts">
          <div class="stack-l">
            <HoursList
              hours={hours} rooms={week.rooms} today={today} name={name} provider={own ? null : whose} isBookable={rules.kinds.length > 0}
              onChanged={both.reload}
            />
            <Card>
              <div class="stack">
                <Heading>{t("away.title")}</Heading>
                <p class="small">{t("away.text")}</p>
                <div><ButtonLink look="quiet" href="/desk/calendar/closures">{t("away.go")}</ButtonLink></div>
              </div>
            </Card>
          </div>
          <LimitsForm rules={rules} provider={own ? null : whose} onSaved={(saved) => both.change((now) => ({ ...now, rules: saved }))} />
        </div>
      )}
    </Loaded>
  );
}

async function read(whose: string, own: boolean): Promise<Both> {
  const query: Record<string, string> = own ? {} : { provider_id: whose };
  const [hours, rules] = await Promise.all([
    call("GET /api/availability", { query }),
    own ? call("GET /api/booking-rules") : call("GET /api/providers/{provider_id}/booking-rules", { path: { provider_id: whose } }),
  ]);
  return { hours: hours.items, rules };
}
