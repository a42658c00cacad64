import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { SharedReflection } from "../../api/learning_desk.ts";
import { Problem } from "../../api/problem.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Change } from "../ui/MayChange.tsx";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "./words.ts";

type Props = { items: readonly SharedReflection[]; clientId: string; name: string; onRead: () => Promise<void> };

/** What a client shows the viewer of what they wrote. */
export function SharedCard({ items, clientId, name, onRead }: Props) {
  return (
    <Card>
      <Heading>{t("shared.title")}</Heading>
      <p class="small muted">{t("shared.text")}</p>
      {items.length === 0 && <p class="small">{t("shared.none")}</p>}
      {items.length > 0 && (
        <ul class="mod-shared" aria-label={t("shared.title")}>
          {items.map((one) => <One key={one.reflection_id} shown={one} clientId={clientId} name={name} onRead={onRead} />)}
        </ul>
      )}
    </Card>
  );
}

type OneProps = Omit<Props, "items"> & { shown: SharedReflection };

function One({ shown, clientId, name, onRead }: OneProps) {
  const [line, setLine] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function read(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setWrong(null);
    try {
      const path = { client_id: clientId, reflection_id: shown.reflection_id };
      await call("PUT /api/clients/{client_id}/reflections/{reflection_id}/reading", { path, body: { line: line.trim() || null } });
      announce(t("shared.done", { name }));
      await onRead();
    } catch (error) {
      // What was taken back since is not there for the viewer.
      setWrong(error instanceof Problem && error.status === 404 ? t("shared.gone") : sentenceFor(error));
    }
    setBusy(false);
  }
  const zone = me().time_zone;
  return (
    <li class="stack-s">
      <p class="row small">
        <strong>{shown.module_title}</strong>
        <span class="muted">{dayAndTime(shown.happened_at, zone)}</span>
        {shown.shared_with !== "nobody" && <Tag>{t(`shared.${shown.shared_with}`)}</Tag>}
      </p>
      <p class="small muted">{shown.prompt}</p>
      <p class="mod-words">{shown.words}</p>
      {shown.read_at && (
        <p class="small muted">
          {t("shared.was_read", { when: dayAndTime(shown.read_at, zone) })} {shown.line && t("shared.your_line", { line: shown.line })}
        </p>
      )}
      {!shown.line && (
        <Change><form class="stack-s" onSubmit={(event) => void read(event)}>
          <Field label={t("shared.line")} hint={t("shared.line_hint", { name })} value={line} maxLength={400} autocomplete="off" onText={setLine} />
          {wrong && <Notice kind="error" live>{wrong}</Notice>}
          <div><Button type="submit" look="soft" busy={busy} disabled={shown.read_at !== null && line.trim() === ""}>{t(shown.read_at ? "shared.read_line" : "shared.read")}</Button></div>
        </form></Change>
      )}
    </li>
  );
}
