import { useState } from "preact/hooks";
import type { Level } from "../../api/programs.ts";
import { Button } from "../../ui/Button.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { add, freshCode, newLevel, put, withoutLevel } from "./edit.ts";
import { LevelModules, WithModules } from "../learning/LevelModules.tsx";
import { Editing, LongIn, NumberIn, PickIn, TextIn, useForm } from "./form.tsx";
import { Folded, RowButtons, Section } from "./parts.tsx";
import { levelName } from "./say.ts";
import { t } from "./words.ts";

const MEASURES = ["judgement", "attendance", "individual", "mutual_help", "check_ins", "no_use"] as const;

/** The levels from first to last, each with its hours and what leads on from it. */
export function LevelsSection() {
  const { draft, change } = useForm();
  const [fresh, setFresh] = useState<string | null>(null);
  const { levels } = draft.design;

  function another(): void {
    const count = levels.length + 1;
    const level = newLevel(draft.design, t("level.new", { count }), `Nivel ${count}`);
    setFresh(level.code);
    change((now) => add(now, "design.levels", level));
  }
  return (
    <Section title={t("levels_title")} hint={t("levels", { count: levels.length })}>
      <p class="small muted">{t("levels.hint")}</p>
      <WithModules>
        {levels.map((level, index) => <LevelForm key={level.code} level={level} index={index} open={level.code === fresh} />)}
      </WithModules>
      <div><Button look="quiet" icon="plus" onClick={another}>{t("level.add")}</Button></div>
    </Section>
  );
}

function LevelForm({ level, index, open }: { level: Level; index: number; open: boolean }) {
  const { draft, kept, change } = useForm();
  const [leaving, setLeaving] = useState(false);
  const place = `design.levels.${index}`;
  const isKept = kept.has(level.name);
  const count = draft.design.levels.length;
  return (
    <Folded title={levelName(level)} under={t("level.in_short", { floor: level.hours_floor ?? "–", ceiling: level.hours_ceiling ?? "–" })} open={open}>
      <div class="desk-two prog-top">
        {isKept
          ? <div class="field"><span class="label">{t("level.name")}</span><span>{level.name}</span><span class="hint">{t("level.kept")}</span></div>
          : <TextIn at={`${place}.name`} label={t("level.name")} />}
        <TextIn at={`${place}.name_es`} label={t("level.name_es")} empty={null} />
      </div>
      <div class="prog-three">
        <NumberIn at={`${place}.hours_floor`} label={t("level.floor")} step="any" />
        <NumberIn at={`${place}.hours_target`} label={t("level.target")} hint={t("empty_any")} step="any" />
        <NumberIn at={`${place}.hours_ceiling`} label={t("level.ceiling")} step="any" />
        <NumberIn at={`${place}.days_a_week`} label={t("level.days")} hint={t("empty_any")} />
        <NumberIn at={`${place}.usual_weeks`} label={t("level.weeks")} hint={t("empty_any")} />
        <NumberIn at={`${place}.individual_a_week`} label={t("level.individual")} />
        <NumberIn at={`${place}.mutual_help_a_week`} label={t("level.mutual")} />
      </div>
      <Benchmarks level={level} place={`${place}.benchmarks`} />
      <LevelModules level={level} place={`${place}.modules`} />
      <RowButtons at="design.levels" index={index} count={count} name={level.name} onRemove={isKept || count === 1 ? null : () => setLeaving(true)} />
      {leaving && (
        <Confirm
          title={t("level.remove_title", { name: level.name })} text={t("level.remove_text")} yes={t("remove")} danger onNo={() => setLeaving(false)}
          onYes={() => {
            setLeaving(false);
            change((now) => withoutLevel(now, index));
          }}
        />
      )}
    </Folded>
  );
}

function Benchmarks({ level, place }: { level: Level; place: string }) {
  const { change } = useForm();
  const another = () =>
    change((now) => add(now, place, { code: freshCode("benchmark", level.benchmarks), text: { en: "", es: "" }, measure: "judgement", at_least: null, weeks: null }));
  return (
    <div class="stack">
      <div>
        <h3 class="desk-part-title">{t("benchmarks")}</h3>
        <p class="small muted">{t("benchmarks.hint")}</p>
      </div>
      {level.benchmarks.map((benchmark, index) => <BenchmarkForm key={benchmark.code} place={`${place}.${index}`} at={place} index={index} level={level} />)}
      <div><Button look="quiet" icon="plus" onClick={another}>{t("benchmark.add")}</Button></div>
    </div>
  );
}

function BenchmarkForm({ place, at, index, level }: { place: string; at: string; index: number; level: Level }) {
  const { draft, change } = useForm();
  const benchmark = level.benchmarks[index];
  if (!benchmark) return null;
  const isShare = benchmark.measure === "attendance" || benchmark.measure === "check_ins";
  const isCounted = benchmark.measure !== "judgement";
  const measures = MEASURES.map((value) => ({ value, text: t(`measure.${value}`) }));
  return (
    <div class="stack-s prog-benchmark">
      <div class="desk-two prog-top">
        <LongIn at={`${place}.text.en`} label={t("benchmark.en")} />
        <LongIn at={`${place}.text.es`} label={t("benchmark.es")} />
      </div>
      <PickMeasure place={place} options={measures} onJudgement={() => change(() => put(put(put(draft, `${place}.measure`, "judgement"), `${place}.at_least`, null), `${place}.weeks`, null))} />
      {isCounted && (
        <div class="prog-three">
          <NumberIn at={`${place}.at_least`} label={t(isShare ? "benchmark.share" : "benchmark.count")} step="any" />
          <NumberIn at={`${place}.weeks`} label={t("benchmark.weeks")} hint={t("empty_any")} />
        </div>
      )}
      <RowButtons at={at} index={index} count={level.benchmarks.length} name={benchmark.text.en} />
    </div>
  );
}

type MeasureProps = { place: string; options: { value: string; text: string }[]; onJudgement: () => void };

/** A judgement has no numbers: they go when it is chosen. */
function PickMeasure({ place, options, onJudgement }: MeasureProps) {
  const form = useForm();
  const set = (where: string, value: unknown) => (value === "judgement" ? onJudgement() : form.set(where, value));
  return (
    <Editing.Provider value={{ ...form, set }}>
      <PickIn at={`${place}.measure`} label={t("benchmark.measure")} options={options} />
    </Editing.Provider>
  );
}
