import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { MeetingDetail, Named } from "../../api/calendar.ts";
import type { ClientRow } from "../../api/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Confirm } from "../../ui/Sheet.tsx";
import { Relatives, useRelatives } from "../family/Relatives.tsx";
import { Heading } from "../ui/Heading.tsx";
import { inCare } from "../clients/inCare.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { isProvider } from "../ui/roles.ts";
import { refusalOf } from "./say.ts";
import { t } from "./words.ts";

type Props = { meeting: MeetingDetail; onChanged: () => Promise<void> };

/** Who of those the viewer knows is in one session. */
export function People({ meeting, onChanged }: Props) {
  const [leaving, setLeaving] = useState<Named | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const begun = Date.parse(meeting.starts_at) <= Date.now();
  const relatives = useRelatives(meeting);
  // In a class a relative has a place like anybody; to a client's own session they come beside.
  const hidden = meeting.taken - meeting.participants.length - relatives.filter(({ has_place }) => has_place).length;

  async function change(what: "PUT" | "DELETE", person: Named): Promise<void> {
    setBusy(true);
    setWrong(null);
    const path = { id: meeting.id, client_id: person.id };
    try {
      await (what === "PUT"
        ? call("PUT /api/appointments/{id}/participants/{client_id}", { path, body: {} })
        : call("DELETE /api/appointments/{id}/participants/{client_id}", { path }));
      await onChanged();
      announce(t(what === "PUT" ? "people.added" : "people.removed", { name: person.shown_name }));
    } catch (error) {
      setWrong(refusalOf(error).sentence);
    } finally {
      setBusy(false);
      setLeaving(null);
    }
  }
  return (
    <section class="stack-s">
      <Heading>{t("people")} <span class="muted">{meeting.taken}</span></Heading>
      {meeting.taken === 0 && <p>{t("people.none")}</p>}
      <ul class="desk-people">
        {meeting.participants.map((person) => (
          <li key={person.id} class="spread">
            <span><a href={`/desk/clients/${person.id}`}>{person.shown_name}</a>{person.is_remote && <span class="small muted"> {t("people.remote")}</span>}</span>
            {isProvider() && person.may_let_out && !begun && (
              <Button look="plain" label={`${t("people.remove")}: ${person.shown_name}`} onClick={() => setLeaving(person)}>{t("people.remove")}</Button>
            )}
          </li>
        ))}
      </ul>
      <Relatives coming={relatives} />
      {hidden > 0 && <p class="small muted">{t("people.hidden", { count: hidden })}</p>}
      {isProvider() && !begun && <Add meeting={meeting} busy={busy} wrong={wrong} onAdd={(person) => void change("PUT", person)} />}
      {leaving && (
        <Confirm
          title={t("people.remove_title", { name: leaving.shown_name })} text={t("people.remove_text", { name: leaving.shown_name })} yes={t("people.remove")}
          danger busy={busy} onYes={() => void change("DELETE", leaving)} onNo={() => setLeaving(null)}
        />
      )}
    </section>
  );
}

type AddProps = { meeting: MeetingDetail; busy: boolean; wrong: string | null; onAdd: (person: Named) => void };

/** The list of clients is read when somebody wants to add one: reading it is written down for each. */
function Add({ meeting, busy, wrong, onAdd }: AddProps) {
  const [open, setOpen] = useState(false);
  if (!open) return <div><Button look="quiet" icon="plus" onClick={() => setOpen(true)}>{t("people.add_label")}</Button></div>;
  return <Chooser meeting={meeting} busy={busy} wrong={wrong} onAdd={onAdd} />;
}

function Chooser(props: AddProps) {
  const clients = useFetched(() => call("GET /api/clients"));
  return <Loaded of={clients}>{({ items }) => <AddForm {...props} items={inCare(items)} />}</Loaded>;
}

function AddForm({ meeting, busy, wrong, onAdd, items }: AddProps & { items: ClientRow[] }) {
  const [chosen, choose] = useState("");
  const others = items.filter((one) => !meeting.participants.some((person) => person.id === one.id));
  const person = others.find((one) => one.id === chosen);
  return (
    <form class="desk-add-person" onSubmit={(event) => { event.preventDefault(); if (person) onAdd(person); }}>
      <Choice
        label={t("people.add_label")} value={chosen} onChoose={choose} wrong={wrong}
        options={[{ value: "", text: t("people.choose") }, ...others.map((one) => ({ value: one.id, text: one.shown_name }))]}
      />
      <Button type="submit" look="quiet" busy={busy} disabled={!person}>{t("people.add")}</Button>
    </form>
  );
}
