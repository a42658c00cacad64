import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { StaffMember } from "../../api/types.ts";
import { me } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Facts } from "../ui/Facts.tsx";
import { NewLink } from "../ui/NewLink.tsx";
import { useSending } from "../ui/useSending.ts";
import { t } from "../words/index.ts";

type Props = { person: StaffMember; onChanged: () => Promise<void> };

/** One member of staff: what they may, how they sign in, and closing their account. */
export function StaffPage({ person, onChanged }: Props) {
  const may = [
    person.roles.includes("provider") && t("staff.role_provider"),
    person.roles.includes("administrator") && t("staff.role_administrator"),
  ].filter(Boolean);
  return (
    <>
      <Card>
        <Facts
          rows={[
            [t("staff.profession"), person.profession && t(`profession.${person.profession}`)],
            [t("staff.roles"), may.join(", ")],
            [t("staff.sign_in_name"), <code>{person.sign_in_name}</code>],
          ]}
        />
        {!person.joined && !person.disabled && <p>{t("staff.not_joined")}</p>}
      </Card>
      {person.disabled && <Notice>{t("staff.closed_text")}</Notice>}
      {person.id === me().id && <p class="small muted">{t("staff.own")}</p>}
      {!person.disabled && person.id !== me().id && <Account person={person} onChanged={onChanged} />}
    </>
  );
}

function Account({ person, onChanged }: Props) {
  const [asking, ask] = useState(false);
  const { busy, wrong, send } = useSending();

  async function close(): Promise<void> {
    const sent = await send(() => call("PUT /api/staff/{id}/closure", { path: { id: person.id }, body: {} }));
    ask(false);
    if (!sent) return;
    await onChanged();
    announce(t("staff.closed_done"));
  }
  return (
    <>
      <NewLink
        name={person.shown_name} joined={person.joined}
        make={() => call("POST /api/staff/{id}/invitations", { path: { id: person.id }, body: {} })}
      />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <div><Button look="danger" onClick={() => ask(true)}>{t("staff.close")}</Button></div>
      {asking && (
        <Confirm
          title={t("staff.close_title", { name: person.shown_name })} text={t("staff.close_text")} yes={t("staff.close")}
          danger busy={busy} onYes={() => void close()} onNo={() => ask(false)}
        />
      )}
    </>
  );
}
