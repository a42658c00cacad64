import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import { t } from "../../i18n/more.ts";
import { me } from "../../person.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { PassphraseField } from "./PassphraseField.tsx";
import { sentenceFor } from "./refusals.ts";

const SHORTEST = { client: 10, relative: 10, desk: 15 } as const;

export default function Passphrase() {
  const [current, setCurrent] = useState("");
  const [wanted, setWanted] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [done, setDone] = useState(false);

  async function change(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setWrong(null);
    try {
      await call("PUT /api/me/passphrase", { body: { current, new: wanted } });
      setDone(true);
    } catch (error) {
      const refused = error instanceof Problem && error.code === "sign_in_refused";
      setWrong(refused ? t("passphrase.wrong_current") : sentenceFor(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Screen title={t("me.passphrase")} back="/me">
      {done ? (
        <>
          <Notice live>{t("passphrase.changed")}</Notice>
          <ButtonLink href="/me" look="quiet">{t("back")}</ButtonLink>
        </>
      ) : (
        <form class="stack-l" onSubmit={(event) => void change(event)}>
          <input type="text" class="sr-only" name="username" autocomplete="username" value={me().sign_in_name} readOnly tabIndex={-1} aria-hidden="true" />
          <PassphraseField label={t("passphrase.current")} value={current} onText={setCurrent} autocomplete="current-password" />
          <PassphraseField label={t("passphrase.new")} value={wanted} onText={setWanted} autocomplete="new-password" atLeast={SHORTEST[me().home]} />
          {wrong && <Notice kind="error" live>{wrong}</Notice>}
          <p class="small muted">{t("passphrase.ends_others")}</p>
          <Button type="submit" wide busy={busy}>{t("me.passphrase")}</Button>
        </form>
      )}
    </Screen>
  );
}
