import type { PlanLevel } from "../../api/plan.ts";
import { added, AT_MOST, changed, hoursAWeek, newBenchmark } from "../../client/plan/content.ts";
import { sayHours, sayNumber } from "../../client/plan/say.ts";
import { t as plan } from "../../client/plan/words.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field, TextArea } from "../../ui/Field.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { type Editing, Part } from "./Part.tsx";
import { t } from "./words.ts";

type LevelProps = { editing: Editing; levels: PlanLevel[]; now: string | null };

/** The level the plan is for, its benchmarks, and when everybody looks at the plan again. */
export function Level({ editing, levels, now }: LevelProps) {
  const { content, change, wrong, name } = editing;
  const { benchmarks } = content;
  const level = levels.find((one) => one.name === content.level);
  const missing = (level?.benchmarks ?? []).filter((one) => !benchmarks.some((known) => known.code === one.code && known.level === content.level));
  const options = [{ value: "", text: t("level_none") }, ...levels.map((one) => ({ value: one.name, text: one.name }))];
  if (content.level && !level) options.push({ value: content.level, text: content.level });
  const takeIn = () => change(missing.reduce((all, one) => added(all, null, "benchmarks", newBenchmark(one.text, one.code, content.level)), content));
  return (
    <section class="stack-s">
      <div class="desk-plan-fields">
        <Choice label={t("level")} hint={now ? t("level_now", { name, level: now }) : undefined} value={content.level ?? ""} options={options} onChoose={(chosen) => change({ ...content, level: chosen || null })} />
        <Field label={t("review_on")} type="date" min="1970-01-01" max="2200-12-31" value={content.review_on ?? ""} onText={(day) => change({ ...content, review_on: day || null })} />
      </div>
      <Heading>{t("benchmarks")}</Heading>
      <ul class="desk-plan-cards">
        {benchmarks.map((one, place) => {
          const label = t("benchmark", { number: place + 1 });
          return (
            <Part
              key={one.id} id={one.id} text={one.text} label={label} place={place} of={benchmarks.length} editing={editing}
              head={(
                <TextArea
                  label={label} hint={one.level ?? undefined} value={one.text} maxLength={300} rows={1} wrong={wrong.get(one.id)?.has("words") ? t("wrong.words") : null}
                  onText={(text) => change(changed(content, one.id, { text }))}
                />
              )}
            />
          );
        })}
      </ul>
      <div class="row">
        {missing.length > 0 && content.level && <Button look="soft" onClick={takeIn}>{t("benchmarks_take", { level: content.level })}</Button>}
        {benchmarks.length < AT_MOST.benchmarks && (
          <Button look="soft" icon="plus" onClick={() => change(added(content, null, "benchmarks", newBenchmark("", null, content.level)))}>{t("add.benchmark")}</Button>
        )}
      </div>
    </section>
  );
}

/** Planned hours beside the level's floor and ceiling, as they change. */
export function Hours({ editing, levels }: { editing: Editing; levels: PlanLevel[] }) {
  const hours = hoursAWeek(editing.content);
  const level = levels.find((one) => one.name === editing.content.level);
  const { text, fits } = sayHours(hours, level);
  const widest = Math.max(hours, level?.hours_ceiling ?? 0, 1) * 1.1;
  const share = (value: number) => `${Math.min(100, (value / widest) * 100)}%`;
  return (
    <Card>
      <Heading>{t("hours.title")}</Heading>
      <div class="desk-plan-hours" role="status">
        <p class="large"><strong>{sayNumber(hours)}</strong> <span class="small muted">{plan("hours.planned", { count: hours }).replace(String(hours), "").trim()}</span></p>
        {level && (
          <div class={fits ? "desk-plan-gauge" : "desk-plan-gauge off"} aria-hidden="true">
            <span class="range" style={{ insetInlineStart: share(level.hours_floor), inlineSize: share(level.hours_ceiling - level.hours_floor) }} />
            <span class="now" style={{ inlineSize: share(hours) }} />
          </div>
        )}
        {level && <p class="small muted">{plan("hours.range", { level: level.name, floor: sayNumber(level.hours_floor), ceiling: sayNumber(level.hours_ceiling) })}</p>}
        <p class={fits ? "small" : "small desk-warn-words"}>{text}</p>
      </div>
    </Card>
  );
}
