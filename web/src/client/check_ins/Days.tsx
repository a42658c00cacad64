import { useState } from "preact/hooks";
import type { Day } from "../../api/types.ts";
import { addDays, dayOf, longDay, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { Field } from "../../ui/Field.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { daysToChoose, isNight } from "./sitting.ts";
import { t } from "./words.ts";

/** Late is allowed, and said to be late. */
const OLDEST = 60;

export function WhichDay({ isDone, onDay }: { isDone: (day: Day) => boolean; onDay: (day: Day) => void }) {
  const zone = phoneZone();
  const now = new Date();
  const night = isNight(now, zone);
  const days = daysToChoose(now, zone);
  const [earlier, setEarlier] = useState("");
  const oldest = addDays(days[0]!, -OLDEST);
  const wrong = earlier !== "" && (earlier > days[0]! || earlier < oldest);
  return (
    <Screen key="day" title={t("day.ask")} back="/" nav={null}>
      <Options
        label={t("day.ask")} value={null} onChoose={onDay}
        options={(night ? [days[1]!, days[0]!, ...days.slice(2)] : days).map((day) => ({ value: day, text: sayDay(day, night) + (isDone(day) ? ` · ${t("day.done")}` : "") }))}
      />
      <div class="row earlier">
        <Field label={t("day.earlier")} type="date" value={earlier} min={oldest} max={days[0]!} onText={setEarlier} />
        {earlier !== "" && <Button look="quiet" disabled={wrong} onClick={() => onDay(earlier)}>{t("day.take")}</Button>}
      </div>
    </Screen>
  );
}

function sayDay(day: Day, night: boolean): string {
  const today = dayOf(new Date(), phoneZone());
  const said = longDay(day);
  if (day === today) return t(night ? "day.just_begun" : "day.today", { day: said });
  if (day === addDays(today, -1)) return t(night ? "day.just_ended" : "day.yesterday", { day: said });
  return said;
}
