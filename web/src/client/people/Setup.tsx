import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Me } from "../../api/types.ts";
import { t } from "../../i18n/more.ts";
import { adopt } from "../../person.ts";
import { phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { SignInName } from "./Join.tsx";
import { PassphraseField } from "./PassphraseField.tsx";
import { sentenceFor } from "./refusals.ts";
import { zones } from "./zones.ts";

const STAFF_PASSPHRASE_MIN = 15;

/** The first start of a centre's own server: its name and its first administrator. */
export default function Setup() {
  const [form, setForm] = useState({
    token: location.hash.slice(1), centre_name: "", centre_phone: "", time_zone: phoneZone(), name: "", passphrase: "",
  });
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [done, setDone] = useState<Me | null>(null);
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });

  async function setUp(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setWrong(null);
    try {
      const body = { ...form, token: form.token.trim(), centre_phone: form.centre_phone.trim() || null };
      const me = await call("POST /api/setup", { person: null, body });
      history.replaceState(null, "", "/setup");
      await adopt(me);
      setDone(me);
    } catch (error) {
      setWrong(sentenceFor(error));
    } finally {
      setBusy(false);
    }
  }

  if (done) {
    return (
      <Screen title={t("joined.title", { name: done.shown_name })} nav={null}>
        <SignInName name={done.sign_in_name} />
        <ButtonLink href="/" big wide>{t("continue")}</ButtonLink>
      </Screen>
    );
  }
  return (
    <Screen title={t("setup.title")} under={t("setup.under")}>
      <form class="stack-l" onSubmit={(event) => void setUp(event)}>
        <Field label={t("setup.token")} hint={t("setup.token_hint")} value={form.token} onText={(token) => change({ token })} required autocomplete="off" autocapitalize="none" spellcheck={false} />
        <Field label={t("setup.centre_name")} value={form.centre_name} onText={(centre_name) => change({ centre_name })} required autocomplete="organization" />
        <Field label={t("setup.centre_phone")} hint={t("setup.centre_phone_hint")} type="tel" value={form.centre_phone} onText={(centre_phone) => change({ centre_phone })} autocomplete="tel" />
        <Choice label={t("time_zone")} value={form.time_zone} options={zones()} onChoose={(time_zone) => change({ time_zone })} />
        <Field label={t("setup.name")} value={form.name} onText={(name) => change({ name })} required autocomplete="name" autocapitalize="words" />
        <PassphraseField label={t("passphrase.new")} value={form.passphrase} onText={(passphrase) => change({ passphrase })} autocomplete="new-password" atLeast={STAFF_PASSPHRASE_MIN} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button type="submit" wide big busy={busy}>{t("setup.button")}</Button>
      </form>
    </Screen>
  );
}
