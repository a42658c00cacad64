import { useState } from "preact/hooks";
import type { Invitation } from "../../api/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { t } from "../words/index.ts";
import { LinkCard } from "./Link.tsx";
import { useSending } from "./useSending.ts";

type Props = { name: string; joined: boolean; make: () => Promise<Invitation> };

/** A new link for somebody: to join, or after joining to set a new passphrase. Asked twice: older links die. */
export function NewLink({ name, joined, make }: Props) {
  const [asking, ask] = useState(false);
  const [made, setMade] = useState<Invitation | null>(null);
  const { busy, wrong, send } = useSending();

  async function yes(): Promise<void> {
    const sent = await send(make);
    ask(false);
    if (sent) setMade(sent.answer);
  }
  return (
    <div class="stack">
      {made && <LinkCard title={t(joined ? "link.title_return" : "link.title")} text={t("link.join_text")} invitation={made} />}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <div><Button look={joined || made ? "quiet" : "primary"} onClick={() => ask(true)}>{t(joined ? "link.return_button" : "link.new")}</Button></div>
      {asking && (
        <Confirm
          title={t("link.new_title")} text={joined ? t("link.return_text", { name }) : t("link.new_text")} yes={t("link.make")}
          busy={busy} onYes={() => void yes()} onNo={() => ask(false)}
        />
      )}
    </div>
  );
}
