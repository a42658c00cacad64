import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Assessment, AssessmentWritten, Detox, Episode, Living, Support } from "../../api/episodes.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Choice, TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Facts } from "../ui/Facts.tsx";
import { fullWhen } from "./say.ts";
import { useTelling } from "./useTelling.ts";
import { t } from "./words.ts";

type Props = { episode: Episode; onChanged: (episode: Episode) => void };
const LIVING: Living[] = ["supportive_home", "risky_home", "sober_home", "hotel", "no_home"];
const SUPPORTS: Support[] = ["family_or_friend", "recovery_coach", "sober_home", "breath_monitor", "deterrent_medicine"];
const DETOX: Detox[] = ["not_needed", "referred", "done"];

/** What was found before admission, by whom and when; the newest counts. */
export function AssessmentCard({ episode, onChanged }: Props) {
  const [writing, setWriting] = useState(false);
  const { assessment: found, concerns, admitted_at } = episode;
  return (
    <Card>
      <h2>{t("assessment.title")}</h2>
      {found ? <Found found={found} /> : <p class="muted">{t("assessment.none")}</p>}
      {found && !admitted_at && concerns.length === 0 && <p>{t("assessment.no_concerns")}</p>}
      <div><Button look="quiet" onClick={() => setWriting(true)}>{t(found ? "assessment.again" : "assessment.write")}</Button></div>
      {writing && (
        <Form
          episode={episode} onClose={() => setWriting(false)}
          onSaved={(answer) => {
            setWriting(false);
            onChanged(answer);
          }}
        />
      )}
    </Card>
  );
}

function Found({ found }: { found: Assessment }) {
  return (
    <>
      <Facts
        rows={[
          [t("assessment.fits"), sayYes(found.fits)],
          [t("assessment.living"), found.living && t(`living.${found.living}`)],
          [t("assessment.supports"), found.supports.map((one) => t(`support.${one}`)).join(", ")],
          [t("assessment.detox"), found.detox && t(`detox.${found.detox}`)],
          [t("assessment.substance_free"), sayYes(found.substance_free)],
          [t("assessment.needs_more_care"), sayYes(found.needs_more_care)],
          [t("assessment.level"), found.level],
          [t("assessment.summary"), found.summary && <span class="care-summary">{found.summary}</span>],
        ]}
      />
      <p class="small muted">{t("assessment.by", { by: found.by, when: fullWhen(found.at) })}</p>
    </>
  );
}

function Form({ episode, onSaved, onClose }: { episode: Episode; onSaved: (episode: Episode) => void; onClose: () => void }) {
  const [form, setForm] = useState<AssessmentWritten>(() => begun(episode.assessment));
  const { busy, wrong, send } = useTelling();
  const change = (part: Partial<AssessmentWritten>) => setForm({ ...form, ...part });

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    const body = { ...form, summary: form.summary?.trim() || null };
    const sent = await send(() => call("PUT /api/clients/{client_id}/assessment", { path: { client_id: episode.client.id }, body }));
    if (!sent) return;
    announce(t("assessment.saved"));
    onSaved(sent.answer);
  }
  return (
    <Sheet title={t("assessment.title")} onClose={onClose} busy={busy}>
      <form class="stack" noValidate onSubmit={(event) => void save(event)}>
        <YesNo label={t("assessment.fits")} value={form.fits} onChoose={(fits) => change({ fits })} />
        <Choice
          label={t("assessment.living")} value={form.living ?? ""} onChoose={(living) => change({ living: (living || null) as Living | null })}
          options={withOpen(LIVING.map((one) => ({ value: one, text: t(`living.${one}`) })))}
        />
        <div class="stack-s" role="group" aria-label={t("assessment.supports")}>
          <span class="care-label">{t("assessment.supports")}</span>
          <div class="care-chips">
            {SUPPORTS.map((one) => (
              <Chip key={one} on={form.supports.includes(one)} onToggle={() => change({ supports: toggled(form.supports, one) })}>{t(`support.${one}`)}</Chip>
            ))}
          </div>
        </div>
        <Choice
          label={t("assessment.detox")} value={form.detox ?? ""} onChoose={(detox) => change({ detox: (detox || null) as Detox | null })}
          options={withOpen(DETOX.map((one) => ({ value: one, text: t(`detox.${one}`) })))}
        />
        <YesNo label={t("assessment.substance_free")} value={form.substance_free} onChoose={(substance_free) => change({ substance_free })} />
        <YesNo label={t("assessment.needs_more_care")} value={form.needs_more_care} onChoose={(needs_more_care) => change({ needs_more_care })} />
        <Choice
          label={t("assessment.level")} value={form.level ?? ""} onChoose={(level) => change({ level: level || null })}
          options={withOpen(episode.programme.levels.map((one) => ({ value: one, text: one })))}
        />
        <TextArea
          label={t("assessment.summary")} hint={t("assessment.summary_hint")} value={form.summary ?? ""} onText={(summary) => change({ summary })} maxLength={4000} rows={4}
        />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button type="submit" wide busy={busy}>{t("assessment.save")}</Button>
      </form>
    </Sheet>
  );
}

function YesNo({ label, value, onChoose }: { label: string; value: boolean | null; onChoose: (value: boolean | null) => void }) {
  return (
    <div class="stack-s" role="group" aria-label={label}>
      <span class="care-label">{label}</span>
      <div class="care-chips">
        {([true, false] as const).map((one) => (
          <Chip key={String(one)} on={value === one} onToggle={() => onChoose(value === one ? null : one)}>{t(one ? "answer.yes" : "answer.no")}</Chip>
        ))}
      </div>
    </div>
  );
}

function withOpen(options: { value: string; text: string }[]): { value: string; text: string }[] {
  return [{ value: "", text: t("answer.open") }, ...options];
}

function toggled(list: Support[], one: Support): Support[] {
  return list.includes(one) ? list.filter((each) => each !== one) : [...list, one];
}

function sayYes(value: boolean | null): string | null {
  return value === null ? null : t(value ? "answer.yes" : "answer.no");
}

/** A new one begins with what the last one said. */
function begun(last: Assessment | null): AssessmentWritten {
  if (last) {
    const { at: _, by: __, ...said } = last;
    return said;
  }
  return { fits: null, living: null, supports: [], detox: null, substance_free: null, needs_more_care: null, level: null, summary: null };
}
