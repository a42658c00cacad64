import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Member } from "../../api/episodes.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { sayProvider } from "./say.ts";
import { useTelling } from "./useTelling.ts";
import { t } from "./words.ts";

type Props = { clientId: string; team: Member[]; onAdded: () => Promise<void> };

/** Another provider joins the team. */
export function AddProvider({ clientId, team, onAdded }: Props) {
  const [open, setOpen] = useState(false);
  if (!open) return <div><Button look="soft" icon="plus" onClick={() => setOpen(true)}>{t("team.add")}</Button></div>;
  return <Form clientId={clientId} team={team} onAdded={() => onAdded().then(() => setOpen(false))} />;
}

function Form({ clientId, team, onAdded }: Props) {
  const providers = useFetched(() => call("GET /api/providers"));
  const [chosen, setChosen] = useState("");
  const { busy, wrong, send } = useTelling();
  const there = new Set(team.map((member) => member.id));

  async function add(name: string): Promise<void> {
    const path = { client_id: clientId, provider_id: chosen };
    const sent = await send(() => call("PUT /api/clients/{client_id}/team/{provider_id}", { path, body: { is_primary: false, former_stays: true } }));
    if (!sent) return;
    announce(t("team.added", { name }));
    await onAdded();
  }
  return (
    <Loaded of={providers}>
      {({ items }) => {
        const others = items.filter((one) => !there.has(one.id));
        const one = others.find((each) => each.id === chosen);
        return (
          <div class="desk-add-person">
            <Choice
              label={t("team.add_who")} value={chosen} onChoose={setChosen}
              options={[{ value: "", text: "–" }, ...others.map((each) => ({ value: each.id, text: sayProvider(each) }))]}
            />
            <Button look="quiet" busy={busy} disabled={!one} onClick={() => void (one && add(one.shown_name))}>{t("team.add_button")}</Button>
            {wrong && <Notice kind="error" live>{wrong}</Notice>}
          </div>
        );
      }}
    </Loaded>
  );
}
