import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Me as Person } from "../../api/types.ts";
import { t } from "../../i18n/more.ts";
import { t as days } from "../milestones/link.ts";
import { language } from "../../i18n/index.ts";
import { adopt, me } from "../../person.ts";
import { isInstalled } from "../../push/permission.ts";
import { phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { RowLink, Rows, Notice } from "../../ui/surfaces.tsx";
import { SignOutSheet } from "./SignOutSheet.tsx";
import { zones } from "./zones.ts";

const NAME_HINTS = { client: "me.shown_name_hint", desk: "me.shown_name_staff", relative: "me.shown_name_relative" } as const;

export default function Me() {
  const person = me();
  const client = person.home === "client";
  const staff = person.home === "desk";
  const [leaving, setLeaving] = useState(false);
  return (
    <Screen title={person.shown_name} under={t("me.signed_in_as", { name: person.sign_in_name })} back={client ? undefined : "/"}>
      <Rows>
        {client && <RowLink href="/reminders" icon="bell" text={t("reminders.title")} />}
        {client && <RowLink href="/days" icon="check" text={days("text")} detail={days("detail")} />}
        {client && person.roles.includes("relative") && <RowLink href="/family" icon="me" text={t("me.family")} />}
        {client && <RowLink href="/me/access" icon="entries" text={t("me.access")} detail={t("me.access_detail")} />}
        <RowLink href="/me/sign-ins" icon="phone" text={t("me.sign_ins")} />
        <RowLink href="/me/passphrase" icon="me" text={t("me.passphrase")} />
        {!staff && !isInstalled() && <RowLink href="/install" icon="plus" text={t("install.title")} />}
      </Rows>
      <Profile person={person} />
      <Button look="quiet" wide onClick={() => setLeaving(true)}>{t("sign_out.button")}</Button>
      {client && <p class="small muted">{t("me.phone_note")}</p>}
      {leaving && <SignOutSheet onStay={() => setLeaving(false)} />}
    </Screen>
  );
}

/** Each change is saved by itself, and says so or says why not. */
function Profile({ person }: { person: Person }) {
  const [name, setName] = useState(person.shown_name);
  const [failed, setFailed] = useState(false);

  async function change(part: { shown_name?: string; language?: Person["language"]; time_zone?: string }): Promise<void> {
    setFailed(false);
    try {
      await adopt(await call("PATCH /api/me", { body: part }));
      announce(t("saved"));
    } catch {
      setFailed(true);
      // What is being typed meanwhile stays, whatever it was that failed.
      setName((now) => (now.trim() === part.shown_name ? me().shown_name : now));
    }
  }
  return (
    <section class="stack">
      {failed && <Notice kind="error" live>{t("me.not_changed")}</Notice>}
      <Field
        label={t("me.shown_name")} hint={t(NAME_HINTS[person.home])} value={name} onText={setName} autocomplete="nickname" maxLength={80}
        onBlur={() => { if (name.trim() && name.trim() !== person.shown_name) void change({ shown_name: name.trim() }); }}
      />
      <Choice
        label={t("language")} value={language.value} onChoose={(wanted) => void change({ language: wanted === "es" ? "es" : "en" })}
        options={[{ value: "en", text: "English" }, { value: "es", text: "Español" }]}
      />
      <Choice
        label={t("time_zone")} hint={person.time_zone === phoneZone() ? undefined : t("me.zone_hint", { zone: phoneZone().replaceAll("_", " ") })}
        value={person.time_zone} options={zones(person.time_zone)} onChoose={(time_zone) => void change({ time_zone })}
      />
    </section>
  );
}
