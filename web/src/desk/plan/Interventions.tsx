import { INTERVENTIONS, type Intervention } from "../../api/plan.ts";
import { added, AT_MOST, changed, newIntervention, ofKind } from "../../client/plan/content.ts";
import { sayIntervention } from "../../client/plan/say.ts";
import { t as plan } from "../../client/plan/words.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { KINDS } from "../sessions/series.ts";
import { type Editing, Part } from "./Part.tsx";
import { t } from "./words.ts";

type ListProps = { items: Intervention[]; parent: string | null; editing: Editing };

/** What helps: sessions with their hours, lessons, mutual help, medication. */
export function Interventions({ items, parent, editing }: ListProps) {
  const { content, change } = editing;
  return (
    <div class="stack-s">
      <ul class="desk-plan-cards">
        {items.map((one, place) => <One key={one.id} one={one} place={place} of={items.length} editing={editing} />)}
      </ul>
      {items.length < AT_MOST.interventions && (
        <div class="row">
          <Button look="soft" icon="plus" onClick={() => change(added(content, parent, "interventions", newIntervention()))}>{t("add.intervention")}</Button>
        </div>
      )}
    </div>
  );
}

function One({ one, place, of, editing }: { one: Intervention; place: number; of: number; editing: Editing }) {
  const { content, change, wrong } = editing;
  const put = (part: Partial<Intervention>) => change(changed(content, one.id, part));
  const bad = wrong.get(one.id);
  const kinds = INTERVENTIONS.map((kind) => ({ value: kind, text: plan(`intervention.${kind}`) }));
  return (
    <Part
      id={one.id} text={sayIntervention(one)} label={plan(`intervention.${one.kind}`)} place={place} of={of} editing={editing}
      head={(
        <div class="desk-plan-fields">
          <Choice
            label={t("kind")} value={one.kind} options={kinds}
            onChoose={(chosen) => put(ofKind(one, INTERVENTIONS.find((kind) => kind === chosen) ?? "other"))}
          />
          {one.kind === "session" && (
            <>
              <Choice
                label={t("session_kind")} value={one.session_kind ?? "individual"} options={KINDS.map((kind) => ({ value: kind, text: plan(`kind.${kind}`) }))}
                onChoose={(chosen) => put({ session_kind: KINDS.find((kind) => kind === chosen) ?? "individual" })}
              />
              <Field
                label={t("minutes")} type="number" inputMode="numeric" min={5} max={720} value={numberText(one.minutes)} wrong={bad?.has("minutes") ? t("wrong.minutes") : null}
                onText={(text) => put({ minutes: numberIn(text) })}
              />
            </>
          )}
          {(one.kind === "session" || one.kind === "mutual_help") && (
            <Field
              label={t("per_week")} type="number" min={0.5} max={40} value={numberText(one.per_week)} wrong={bad?.has("per_week") ? t("wrong.per_week") : null}
              onText={(text) => put({ per_week: numberIn(text) })}
            />
          )}
          <Field
            label={t(one.kind === "session" || one.kind === "mutual_help" ? "text_if" : "text")} value={one.text} maxLength={300}
            wrong={bad?.has("words") ? t("wrong.words") : null} onText={(text) => put({ text })} autocomplete="off"
          />
        </div>
      )}
    />
  );
}

const numberText = (value: number | null) => (value === null ? "" : String(value));

function numberIn(text: string): number | null {
  const value = Number(text.replace(",", "."));
  return text.trim() === "" || !Number.isFinite(value) ? null : value;
}
