import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { type Card as CardData, type CardContent, type CardPart, PARTS } from "../../api/safety.ts";
import { t as shared } from "../../i18n/core.ts";
import { storageWorks } from "../../person.ts";
import { Chip } from "../../ui/choices.tsx";
import { Toggle } from "../../ui/Field.tsx";
import type { Resource } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { USUALLY_SHOWN } from "./content.ts";
import { t } from "./words.ts";

/** Who else reads the plan. A switch that is said to be turned must be turned: so never offline. */
export function WhoSees({ card }: { card: Resource<CardData> }) {
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const isOn = card.value?.with_team ?? true;
  async function turn(with_team: boolean): Promise<void> {
    if (busy) return;
    setBusy(true);
    setWrong(false);
    try {
      card.put(await call("PUT /api/safety-plan/sharing", { body: { with_team } }));
    } catch {
      setWrong(true);
    }
    setBusy(false);
  }
  return (
    <div class="no-print">
      <Card label={t("who.title")}>
        <h2>{t("who.title")}</h2>
        <Toggle label={t("who.team")} hint={t(isOn ? "who.team_hint" : "who.on_again")} on={isOn} onToggle={(on) => void turn(on)} />
        {wrong && <Notice kind="warn" live>{t("who.offline")}</Notice>}
      </Card>
    </div>
  );
}

/** What may be read on this phone while nobody is signed in: nothing, unless the client says so. */
export function SignedOut({ content, save }: { content: CardContent; save: (next: CardContent) => Promise<void> }) {
  const [wrong, setWrong] = useState(false);
  const shown = content.shown_signed_out;
  const set = (parts: CardPart[]) => {
    setWrong(false);
    save({ ...content, shown_signed_out: PARTS.filter((part) => parts.includes(part)) }).catch(() => setWrong(true));
  };
  if (!storageWorks.value) return null;
  return (
    <div class="no-print">
      <Card label={t("out.title")}>
        <h2>{t("out.title")}</h2>
        <p>{t("out.text")}</p>
        <Toggle label={t("out.toggle")} on={shown.length > 0} onToggle={(on) => set(on ? USUALLY_SHOWN : [])} />
        {shown.length > 0 && (
          <div class="card-out">
            <h3>{t("out.which")}</h3>
            <div class="chips" role="group" aria-label={t("out.which")}>
              {PARTS.map((part) => (
                <Chip key={part} on={shown.includes(part)} onToggle={() => set(shown.includes(part) ? shown.filter((one) => one !== part) : [...shown, part])}>
                  {t(`part.${part}`)}
                </Chip>
              ))}
            </div>
          </div>
        )}
        {wrong && <Notice kind="error" live>{shared("storage.failed")}</Notice>}
      </Card>
    </div>
  );
}
