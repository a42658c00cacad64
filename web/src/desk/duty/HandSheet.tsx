import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Task } from "../../api/response.ts";
import { me } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { refusalOf } from "./say.ts";
import { t } from "./words.ts";

type Props = { task: Task; onDone: (sentence: string) => Promise<void>; onClose: () => void };

/** To whom it goes, and why. What was typed stays when it is refused. */
export function HandSheet({ task, onDone, onClose }: Props) {
  const providers = useFetched(() => call("GET /api/providers"));
  const [to, setTo] = useState("");
  const [why, setWhy] = useState("");
  const [tried, setTried] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const people = (providers.value?.items ?? []).filter((one) => one.id !== task.client.id);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (busy || !to || !why.trim()) return;
    setBusy(true);
    setWrong(null);
    try {
      await call("PUT /api/tasks/{id}/handing-over", { path: { id: task.id }, body: { to, why: why.trim() } });
      await onDone(t("said.handed", { to: people.find((one) => one.id === to)?.shown_name ?? "" }));
    } catch (error) {
      setWrong(refusalOf(error));
      setBusy(false);
    }
  }
  // What somebody sent themselves; of silence and of what staff noticed the client is told nothing.
  const isTold = task.kind === "check_in" || task.kind === "craving_log";
  const options = people.map((one) => ({ value: one.id, text: one.id === me().id ? t("hand.me", { name: one.shown_name }) : one.shown_name }));
  return (
    <Sheet title={t("hand.title")} onClose={onClose}>
      <Loaded of={providers}>
        {() => (
          <form class="stack" noValidate onSubmit={(event) => void save(event)}>
            <p><strong>{task.client.shown_name}</strong></p>
            {isTold && <p>{t("hand.text", { name: task.client.shown_name })}</p>}
            <Choice
              label={t("hand.to")} value={to} options={[{ value: "", text: t("hand.nobody") }, ...options]} onChoose={setTo}
              wrong={tried && !to ? t("hand.wrong_to") : null}
            />
            <Field
              label={t("hand.why")} hint={t("hand.why_hint")} value={why} onText={setWhy} maxLength={400}
              wrong={tried && !why.trim() ? t("hand.wrong_why") : null}
            />
            {wrong && <Notice kind="error" live>{wrong}</Notice>}
            <Button type="submit" wide busy={busy}>{t("hand.yes")}</Button>
          </form>
        )}
      </Loaded>
    </Sheet>
  );
}
