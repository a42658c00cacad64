import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { TeamNeeds } from "../../api/needs.ts";
import { me } from "../../person.ts";
import { dayOf, longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { Card } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Change } from "../ui/MayChange.tsx";
import type { Desk } from "./useTeamNeeds.ts";
import { t } from "./words.ts";

/** The one person a client turns to for all of this. */
export function ContactCard({ desk, value: { contact, or_ask, people } }: { desk: Desk; value: TeamNeeds }) {
  const [chosen, setChosen] = useState("");
  const others = people.filter((one) => !one.is_client && one.id !== contact?.id).map((one) => ({ value: one.id, text: one.name }));
  const since = contact && longDay(dayOf(new Date(contact.since), me().time_zone));

  async function name(): Promise<void> {
    const path = { client_id: desk.id };
    if (await desk.change(() => call("PUT /api/clients/{client_id}/contact-person", { path, body: { person_id: chosen } }))) setChosen("");
  }
  return (
    <Card>
      <Heading>{t("contact.title")}</Heading>
      <p>{contact && since ? t("contact.is", { name: contact.name, by: contact.named_by, day: since }) : or_ask ? t("contact.none", { name: or_ask }) : t("contact.nobody")}</p>
      {others.length > 0 && (
        <Change><div class="stack-s">
          <Choice label={t("contact.choose")} value={chosen} options={[{ value: "", text: t("contact.choice") }, ...others]} onChoose={setChosen} />
          <div><Button look="quiet" disabled={chosen === ""} busy={desk.busy} onClick={() => void name()}>{t("contact.save")}</Button></div>
        </div></Change>
      )}
    </Card>
  );
}
