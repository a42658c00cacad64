import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Answer } from "../../api/endpoints.ts";
import type { Language, Profession } from "../../api/types.ts";
import { me } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field, Toggle } from "../../ui/Field.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { LANGUAGES } from "../ui/languages.ts";
import { LinkCard } from "../ui/Link.tsx";
import { useSending } from "../ui/useSending.ts";
import { t } from "../words/index.ts";

export const PROFESSIONS = [
  "counselor", "psychologist", "psychiatrist", "continuing_care_counselor", "case_manager", "hypnotherapist",
  "yoga_teacher", "massage_therapist", "acupuncturist", "meditation_teacher",
] as const satisfies readonly Profession[];

/** Adds somebody who works here; they join by a link. */
export function NewStaff({ onMade }: { onMade: () => void }) {
  const [form, setForm] = useState({
    name: "", profession: "counselor" as Profession, administrator: false, language: me().language as Language,
  });
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<Answer<"POST /api/staff"> | null>(null);
  const { busy, wrong, send } = useSending();
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });

  async function add(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!form.name.trim()) return focusFirstWrong(event.currentTarget);
    const sent = await send(() => call("POST /api/staff", { body: { ...form, name: form.name.trim() } }));
    if (!sent) return;
    setMade(sent.answer);
    onMade();
  }
  if (made) {
    return (
      <div class="stack">
        <Notice live>{t("new_staff.made", { name: made.person.shown_name })}</Notice>
        <LinkCard title={t("link.title")} text={t("link.join_text")} invitation={made.invitation} />
      </div>
    );
  }
  return (
    <form class="stack desk-form" noValidate onSubmit={(event) => void add(event)}>
      <Field
        label={t("new_staff.name")} hint={t("new_staff.name_hint")} wrong={tried && !form.name.trim() ? t("wrong.name") : null}
        value={form.name} onText={(name) => change({ name })} maxLength={80} autocomplete="off" autocapitalize="words"
      />
      <Choice
        label={t("new_staff.profession")} value={form.profession} options={PROFESSIONS.map((one) => ({ value: one, text: t(`profession.${one}`) }))}
        onChoose={(chosen) => change({ profession: PROFESSIONS.find((one) => one === chosen) ?? "counselor" })}
      />
      <Choice label={t("new_staff.language")} value={form.language} options={LANGUAGES} onChoose={(language) => change({ language: language === "es" ? "es" : "en" })} />
      <Toggle label={t("new_staff.administrator")} hint={t("new_staff.administrator_hint")} on={form.administrator} onToggle={(administrator) => change({ administrator })} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button type="submit" busy={busy}>{t("new_staff.button")}</Button>
    </form>
  );
}
