import type { FormInFull, ReviewFormItem } from "../../api/review.ts";
import { Card, Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { t } from "./words.ts";

/** One questionnaire: its items first, then what its own rules make of them. */
export function FormAnswers({ form, clientId }: { form: FormInFull; clientId: string }) {
  const silent = form.items.filter((item) => !isTold(item));
  return (
    <Card>
      <div class="spread">
        <Heading>{form.name}</Heading>
        {form.late_by_days > 0 && <Tag>{t("form.late", { count: form.late_by_days })}</Tag>}
      </div>
      <p class="desk-form-part">{t("form.items")}</p>
      <dl class="desk-items" lang={form.language}>
        {form.items.filter(isTold).map((item) => <Item key={item.number} item={item} />)}
      </dl>
      {silent.length > 0 && <p class="small muted">{t("form.not_asked", { items: silent.map((item) => item.number).join(", ") })}</p>}
      <p class="desk-form-part">{t("form.sums")}</p>
      <Sums form={form} />
      <p><a href={`/desk/clients/${clientId}/answers`}>{t("form.trends")}</a></p>
    </Card>
  );
}

/** Answered now or the time before. */
function isTold({ answer, before }: ReviewFormItem): boolean {
  return answer !== null || before !== null;
}

function Item({ item }: { item: ReviewFormItem }) {
  const { number, text, answer, words, before, before_words } = item;
  const isOther = before !== null && answer !== null && before !== answer;
  return (
    <div class={isOther ? "desk-item-other" : ""}>
      <dt><span class="muted">{number}.</span> {text}</dt>
      <dd>
        {answer === null ? <span class="muted">{t("form.skipped")}</span> : <strong>{said(words, answer)}</strong>}
        {isOther && <span class="small muted">{t("form.before", { words: said(before_words, before) })}</span>}
      </dd>
    </div>
  );
}

function said(words: string | null, value: number): string {
  return words ?? String(value);
}

/** The scores with the instrument's own bands; or, in words, why there are none. */
export function Sums({ form }: { form: Pick<FormInFull, "names" | "scores" | "bands" | "before" | "prorated" | "not_scored"> }) {
  const names = Object.entries(form.names);
  if (form.not_scored) {
    const estimated = Object.values(form.prorated)[0];
    return (
      <>
        <p>{form.not_scored}</p>
        {estimated !== undefined && <p class="small muted">{t("form.prorated", { count: estimated })}</p>}
      </>
    );
  }
  if (names.length === 0) return <p class="muted">{t("form.never")}</p>;
  return (
    <dl class="desk-sums">
      {names.map(([key, name]) => {
        const before = form.before?.scores[key];
        return (
          <div key={key}>
            <dt>{name}</dt>
            <dd>
              <strong>{form.scores[key]}</strong>
              {form.bands[key] && <span>{form.bands[key]}</span>}
              <span class="small muted">{before === undefined ? t("form.sum_first") : t("form.sum_before", { count: before })}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
