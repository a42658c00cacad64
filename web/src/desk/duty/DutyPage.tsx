import { call } from "../../api/call.ts";
import type { DutyTurns } from "../../api/response.ts";
import type { Centre } from "../../api/types.ts";
import { dayAndTime, dayOf, zoneName } from "../../time.ts";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import "./duty.css";
import { LeadsCard } from "./LeadsCard.tsx";
import { OpeningCard } from "./OpeningCard.tsx";
import { PrecisionCard } from "./PrecisionCard.tsx";
import { PromiseCard } from "./PromiseCard.tsx";
import { Tasks } from "./Tasks.tsx";
import { TurnsCard } from "./TurnsCard.tsx";
import { t } from "./words.ts";

/** Who looks at what clients send, and by when: one's own tasks, and what holds for everybody. */
export function DutyPage() {
  const ground = useFetched(readGround);
  const zone = ground.value?.centre.time_zone;
  return (
    <Screen title={t("title")} under={zone && t("under", { zone: zoneName(zone) })} back="/desk" wide nav={<DeskNav />}>
      <div class="stack-l">
        <Loaded of={ground}>{({ centre, turns }) => <Now turns={turns} zone={centre.time_zone} />}</Loaded>
        <Tasks />
        {ground.value && <Rules of={ground.value} onChanged={ground.reload} />}
      </div>
    </Screen>
  );
}

type Ground = { centre: Centre; turns: DutyTurns };

async function readGround(): Promise<Ground> {
  const [centre, turns] = await Promise.all([call("GET /api/centre"), call("GET /api/duty-turns")]);
  return { centre, turns };
}

function Now({ turns, zone }: { turns: DutyTurns; zone: string }) {
  const { on_duty, next_open } = turns;
  const isOpen = next_open !== null && Date.parse(next_open) <= Date.now() + 60_000;
  return (
    <Notice kind="warn">
      <p><strong>{t("honest")}</strong> {t("honest.text")}</p>
      <p>
        {on_duty.length > 0 ? t("now.on", { names: on_duty.join(", ") }) : t("now.nobody")}{" "}
        {next_open === null ? t("now.never") : !isOpen && t("now.next", { when: dayAndTime(next_open, zone) })}
      </p>
    </Notice>
  );
}

function Rules({ of: { centre, turns }, onChanged }: { of: Ground; onChanged: () => Promise<void> }) {
  const today = dayOf(new Date(), centre.time_zone);
  return (
    <>
      <TurnsCard turns={turns.items} hours={centre.opening_hours ?? {}} today={today} onChanged={onChanged} />
      <div class="duty-parts">
        <div class="stack-l">
          <OpeningCard centre={centre} onSaved={onChanged} />
          <LeadsCard />
        </div>
        <PromiseCard />
      </div>
      <PrecisionCard />
    </>
  );
}
