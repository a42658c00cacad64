import { useState } from "preact/hooks";
import { Choice } from "../../ui/Field.tsx";
import { NewSeries } from "../sessions/NewSeries.tsx";
import { isAdministrator } from "../ui/roles.ts";
import { OnceForm } from "./OnceForm.tsx";
import { Timetable } from "./Timetable.tsx";
import { t } from "./words.ts";

const REPEATS = ["once", "weekly", "monthly", "timetable"] as const;
type Repeat = (typeof REPEATS)[number];

/** A session: once, again and again, or all those of a programme's week. */
export function NewSession({ onMade }: { onMade: (id: string | null) => void }) {
  const [repeat, setRepeat] = useState<Repeat>("once");
  const offered = REPEATS.filter((one) => one !== "timetable" || isAdministrator());
  return (
    <>
      <Choice
        label={t("form.repeat")} value={repeat} options={offered.map((one) => ({ value: one, text: t(`form.${one}`) }))}
        onChoose={(chosen) => setRepeat(offered.find((one) => one === chosen) ?? "once")}
      />
      {repeat === "once" && <OnceForm onMade={(made) => onMade(made.id)} />}
      {(repeat === "weekly" || repeat === "monthly") && <NewSeries key={repeat} monthly={repeat === "monthly"} onMade={() => onMade(null)} />}
      {repeat === "timetable" && <Timetable onMade={() => onMade(null)} />}
    </>
  );
}
