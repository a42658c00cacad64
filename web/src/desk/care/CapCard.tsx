import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Episode } from "../../api/episodes.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { useTelling } from "./useTelling.ts";
import { t } from "./words.ts";

type Props = { episode: Episode; onChanged: (episode: Episode) => void };
const COUNTS = [1, 2, 3, 4, 5, 6];

/** How many sessions a day were agreed: the client's own number, or the programme's. */
export function CapCard({ episode, onChanged }: Props) {
  const own = episode.sessions_a_day;
  const [chosen, setChosen] = useState(String(own ?? ""));
  const { busy, wrong, send } = useTelling();
  const counts = own !== null && !COUNTS.includes(own) ? [...COUNTS, own] : COUNTS;

  async function save(): Promise<void> {
    const body = { sessions_a_day: chosen ? Number(chosen) : null };
    const sent = await send(() => call("PUT /api/clients/{client_id}/sessions-a-day", { path: { client_id: episode.client.id }, body }));
    if (!sent) return;
    announce(t("cap.saved"));
    onChanged(sent.answer);
  }
  return (
    <Card>
      <h2>{t("cap.title")}</h2>
      <p>{sayCap(episode)}</p>
      <div class="desk-add-person">
        <Choice
          label={t("cap.label")} value={chosen} onChoose={setChosen}
          options={[{ value: "", text: t("cap.programme") }, ...counts.map((count) => ({ value: String(count), text: t("cap.count", { count }) }))]}
        />
        <Button look="quiet" busy={busy} disabled={chosen === String(own ?? "")} onClick={() => void save()}>{t("cap.save")}</Button>
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
      </div>
    </Card>
  );
}

function sayCap({ sessions_a_day: own, programme, client }: Episode): string {
  if (own !== null) return t("cap.text_own", { name: client.shown_name, count: own });
  return programme.sessions_a_day === null ? t("cap.text_none") : t("cap.text_programme", { count: programme.sessions_a_day });
}
