import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Choice } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { t as shared } from "../../i18n/core.ts";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Daily } from "./Daily.tsx";
import "./forms.css";
import { Instrument } from "./Instrument.tsx";
import { RhythmCard } from "./RhythmCard.tsx";
import { StaffForms } from "./StaffForms.tsx";
import { t } from "./words.ts";

const WEEKS = ["12", "26", "52", "104"] as const;

/** One client's answers over time: every item, the sums with the instruments' own bands, and how often they are asked. */
export function FormsPage() {
  const id = useRoute().params["id"] ?? "";
  const [weeks, setWeeks] = useState<(typeof WEEKS)[number]>("26");
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const trends = useFetched(() => call("GET /api/clients/{client_id}/trends", { path: { client_id: id }, query: { weeks: Number(weeks) } }), [id, weeks]);
  return (
    <Screen title={client.value ? t("title", { name: client.value.shown_name }) : shared("loading")} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      <Loaded of={client}>
        {(about) => (
          <>
            <div class="trend-weeks">
              <Choice label={t("weeks")} value={weeks} options={WEEKS.map((one) => ({ value: one, text: t(`weeks.${one}`) }))} onChoose={(one) => setWeeks(WEEKS.find((each) => each === one) ?? "26")} />
            </div>
            <div class="trend-page">
              <div class="stack">
                <Loaded of={trends}>
                  {(value) => (
                    <>
                      {value.instruments.length === 0 && <p class="muted">{t("form.none")}</p>}
                      {value.instruments.map((trend) => <Instrument key={trend.instrument} trend={trend} from={value.from_day} to={value.to_day} />)}
                      <Daily trends={value} />
                    </>
                  )}
                </Loaded>
              </div>
              <div class="stack">
                <StaffForms clientId={id} />
                {about.may_change.includes("check_ins") && <RhythmCard clientId={id} />}
              </div>
            </div>
          </>
        )}
      </Loaded>
    </Screen>
  );
}
