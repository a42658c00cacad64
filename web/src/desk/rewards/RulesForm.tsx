import { type Fund, SIZES, SUBSTANCES, type Size } from "../../api/rewards.ts";
import { substanceName } from "../../client/monitoring/words.ts";
import { money } from "../../client/rewards/say.ts";
import { Chip } from "../../ui/choices.tsx";
import { Choice, Field, Toggle } from "../../ui/Field.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { bowlOf, type Draft, meanOf } from "./draft.ts";
import { t } from "./words.ts";

type Props = { draft: Draft; funds: Fund[]; onChange: (part: Partial<Draft>) => void };

/** The rules as a form: what earns, what a row is, what is in the bowl, and what never is unless it is said. */
export function RulesForm({ draft, funds, onChange }: Props) {
  return (
    <div class="stack">
      <Heading>{t("rules.earn")}</Heading>
      <Field label={t("rules.session")} inputMode="numeric" maxLength={4} value={draft.session} onText={(session) => onChange({ session })} />
      <Field label={t("rules.module")} inputMode="numeric" maxLength={4} value={draft.module} onText={(module) => onChange({ module })} />
      <Toggle label={t("rules.step_on")} on={draft.row} onToggle={(row) => onChange({ row })} />
      {draft.row && (
        <>
          <Field label={t("rules.step")} inputMode="numeric" maxLength={3} value={draft.step} onText={(step) => onChange({ step })} />
          <Field label={t("rules.most")} inputMode="numeric" maxLength={4} value={draft.most} onText={(most) => onChange({ most })} />
          <Toggle label={t("rules.resets")} hint={t("rules.resets_hint")} on={draft.resets} onToggle={(resets) => onChange({ resets })} />
        </>
      )}
      <Toggle label={t("rules.draws_on")} hint={t("rules.draws_hint")} on={draft.draws} onToggle={(draws) => onChange({ draws })} />
      {draft.draws && <Bowl draft={draft} funds={funds} onChange={onChange} />}
      <Results draft={draft} onChange={onChange} />
    </div>
  );
}

function Bowl({ draft, funds, onChange }: Props) {
  const set = (size: Size, part: Partial<Draft["bowl"][Size]>) => onChange({ bowl: { ...draft.bowl, [size]: { ...draft.bowl[size], ...part } } });
  const bowl = bowlOf(draft);
  const worth = bowl && meanOf(bowl);
  const open = funds.filter((one) => one.closed_at === null).map((one) => ({ value: one.id, text: `${one.name}: ${t("funds.cap", { cap: money(one.cap_a_year * 100) })}` }));
  return (
    <>
      <Field label={t("rules.cost")} inputMode="numeric" maxLength={4} value={draft.cost} onText={(cost) => onChange({ cost })} />
      <fieldset class="stack-s">
        <legend>{t("rules.bowl")}</legend>
        {SIZES.map((size) => (
          <div key={size} class="rewards-bowl">
            <Field label={t("rules.count", { size: t(`size.${size}`) })} inputMode="numeric" maxLength={5} value={draft.bowl[size].count} onText={(count) => set(size, { count })} />
            {size !== "well_done" && <Field label={t("rules.dollars", { size: t(`size.${size}`) })} maxLength={7} value={draft.bowl[size].dollars} onText={(dollars) => set(size, { dollars })} />}
          </div>
        ))}
      </fieldset>
      {worth && <p class="small muted" role="status">{t("rules.mean", { mean: money(worth.mean), most: money(worth.most) })}</p>}
      <Choice label={t("rules.fund")} value={open.some((one) => one.value === draft.fund) ? draft.fund : ""} options={[{ value: "", text: t("rules.no_fund") }, ...open]} onChoose={(fund) => onChange({ fund })} />
    </>
  );
}

function Results({ draft, onChange }: Omit<Props, "funds">) {
  const toggle = (one: (typeof SUBSTANCES)[number]) =>
    onChange({ substances: draft.substances.includes(one) ? draft.substances.filter((other) => other !== one) : [...draft.substances, one] });
  return (
    <>
      <Toggle label={t("rules.results_on")} hint={t("rules.results_hint")} on={draft.results} onToggle={(results) => onChange({ results })} />
      <Notice kind="warn">{t("rules.results_warn")}</Notice>
      {draft.results && (
        <>
          <Field label={t("rules.results_points")} inputMode="numeric" maxLength={4} value={draft.resultPoints} onText={(resultPoints) => onChange({ resultPoints })} />
          <div class="row">
            {SUBSTANCES.map((one) => <Chip key={one} on={draft.substances.includes(one)} onToggle={() => toggle(one)}>{substanceName(one)}</Chip>)}
          </div>
        </>
      )}
    </>
  );
}
