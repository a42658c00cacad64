import { useRef, useState } from "preact/hooks";
import type { BookingRules, SessionKind } from "../../api/booking.ts";
import { call } from "../../api/call.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { Heading } from "../ui/Heading.tsx";
import { useSending } from "../ui/useSending.ts";
import { t as desk } from "../words/index.ts";
import { NUMBERS, type NumberName, type Typed, typed, wrongLink, wrongNumber, written } from "./say.ts";
import { t } from "./words.ts";

/** What one client can have with one provider; the other kinds are groups by their nature. */
const KINDS: readonly SessionKind[] = [
  "individual", "family", "medication", "monitoring", "case_management", "holistic", "aftercare",
];
const FIELDS: readonly [name: NumberName, label: Parameters<typeof t>[0], hint: Parameters<typeof t>[0] | null][] = [
  ["sessions_a_day", "limits.sessions", "limits.sessions_hint"],
  ["buffer_minutes", "limits.buffer", "limits.buffer_hint"],
  ["notice_hours", "limits.notice", null],
  ["join_notice_hours", "limits.join", null],
  ["cancel_notice_hours", "limits.cancel", "limits.cancel_hint"],
  ["days_ahead", "limits.ahead", null],
];

type Props = { rules: BookingRules; provider: string | null; onSaved: (rules: BookingRules) => void };

/** What clients may book, and how much of it. */
export function LimitsForm({ rules, provider, onSaved }: Props) {
  const [form, setForm] = useState<Typed>(() => typed(rules));
  const latest = useRef(form);
  latest.current = form;
  const [tried, setTried] = useState(false);
  const [saved, setSaved] = useState(false);
  const { busy, wrong, send } = useSending();
  function change(part: Partial<Typed>): void {
    setForm({ ...form, ...part });
    setSaved(false);
  }
  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (FIELDS.some(([name]) => wrongNumber(name, form[name])) || wrongLink(form.join_link)) return focusFirstWrong(event.currentTarget);
    const body = written(form);
    const done = await send(() =>
      provider
        ? call("PUT /api/providers/{provider_id}/booking-rules", { path: { provider_id: provider }, body })
        : call("PUT /api/booking-rules", { body }),
    );
    if (!done) return;
    onSaved(done.answer);
    // What was typed since is not saved yet.
    if (latest.current !== form) return;
    setSaved(true);
    announce(t("limits.saved"));
  }
  return (
    <Card>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <Kinds kinds={form.kinds} onKinds={(kinds) => change({ kinds })} />
        <Heading>{t("limits.title")}</Heading>
        <div class="desk-two hours-limits">
          {FIELDS.map(([name, label, hint]) => {
            const [least, most] = NUMBERS[name];
            const isWrong = tried && wrongNumber(name, form[name]);
            return (
              <Field
                key={name} label={t(label)} hint={hint && t(hint)} type="number" inputMode="numeric" min={least} max={most} value={form[name]}
                wrong={isWrong ? t("limits.number_wrong", { least, most }) : null} onText={(text) => change({ [name]: text })}
              />
            );
          })}
        </div>
        <Field
          label={t("limits.link")} hint={t("limits.link_hint")} type="url" inputMode="url" autocapitalize="none" maxLength={500} value={form.join_link}
          wrong={tried && wrongLink(form.join_link) ? t("limits.link_wrong") : null} onText={(join_link) => change({ join_link })}
        />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <div class="row">
          <Button type="submit" busy={busy}>{t("limits.save")}</Button>
          {saved && <span class="small">{t("limits.saved")}</span>}
        </div>
      </form>
    </Card>
  );
}

function Kinds({ kinds, onKinds }: { kinds: SessionKind[]; onKinds: (kinds: SessionKind[]) => void }) {
  return (
    <fieldset class="field">
      <legend class="desk-part-title">{t("kinds.title")}</legend>
      <span class="hint">{t("kinds.hint")}</span>
      <div class="chips">
        {KINDS.map((kind) => (
          <Chip
            key={kind} on={kinds.includes(kind)}
            onToggle={() => onKinds(kinds.includes(kind) ? kinds.filter((one) => one !== kind) : KINDS.filter((one) => one === kind || kinds.includes(one)))}
          >
            {desk(`kind.${kind}`)}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}
