import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Episode, Named } from "../../api/episodes.ts";
import type { Programme } from "../../api/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { t as desk } from "../words/index.ts";
import { useTelling } from "./useTelling.ts";
import { t } from "./words.ts";

type Props = { person: Named; title: string; text?: string; button: string; onClose: () => void; onDone: (episode: Episode) => void };
type Way = "referral" | "treatment";

/** Somebody who was here before begins a new stay over the same history. */
export function ReturnSheet({ person, title, text, button, onClose, onDone }: Props) {
  const programmes = useFetched(() => call("GET /api/programs"));
  return (
    <Sheet title={title} onClose={onClose}>
      {text && <p>{text}</p>}
      <Loaded of={programmes}>
        {({ items }) => <Form person={person} programmes={items.filter(isOpen)} button={button} onDone={onDone} />}
      </Loaded>
    </Sheet>
  );
}

/** Open to new clients: neither a draft nor closed. */
export function isOpen(programme: Programme & { status?: string }): boolean {
  return (programme.status ?? "open") === "open";
}

type FormProps = { person: Named; programmes: Programme[]; button: string; onDone: (episode: Episode) => void };

function Form({ person, programmes, button, onDone }: FormProps) {
  const [form, setForm] = useState({ programme_id: programmes.length === 1 ? (programmes[0]?.id ?? "") : "", phase: "referral" as Way, why: "" });
  const [tried, setTried] = useState(false);
  const { busy, wrong, send } = useTelling();
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!form.programme_id || !form.why.trim()) return focusFirstWrong(event.currentTarget);
    const body = { ...form, why: form.why.trim(), level: null };
    const sent = await send(() => call("POST /api/former-clients/{id}/returns", { path: { id: person.id }, body }));
    if (sent) onDone(sent.answer);
  }
  if (programmes.length === 0) return <Notice kind="warn">{t("new.none_open")}</Notice>;
  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <Choice
        label={desk("new_client.programme")} wrong={tried && !form.programme_id ? desk("new_client.programme_wrong") : null}
        value={form.programme_id} onChoose={(programme_id) => change({ programme_id })}
        options={[{ value: "", text: "–" }, ...programmes.map((one) => ({ value: one.id, text: one.name }))]}
      />
      <Begin phase={form.phase} onChoose={(phase) => change({ phase })} />
      <Field
        label={t("step.why")} hint={t("step.why_hint")} value={form.why} onText={(why) => change({ why })} maxLength={200} autocomplete="off" required
        wrong={tried && !form.why.trim() ? t("step.why_wrong") : null}
      />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button type="submit" wide busy={busy}>{button}</Button>
    </form>
  );
}

/** By a referral and an assessment, or at once. */
export function Begin({ phase, onChoose }: { phase: Way; onChoose: (phase: Way) => void }) {
  return (
    <Choice
      label={t("new.begin")} hint={phase === "referral" ? t("new.referral_hint") : undefined}
      value={phase} onChoose={(value) => onChoose(value === "referral" ? "referral" : "treatment")}
      options={[{ value: "treatment", text: t("new.admit") }, { value: "referral", text: t("new.referral") }]}
    />
  );
}
