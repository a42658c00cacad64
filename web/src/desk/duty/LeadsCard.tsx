import { call } from "../../api/call.ts";
import { announce } from "../../ui/Live.tsx";
import { Choice } from "../../ui/Field.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { isAdministrator } from "../ui/roles.ts";
import { useSending } from "../ui/useSending.ts";
import { t } from "./words.ts";

/** Who what nobody has looked at comes to in the end. */
export function LeadsCard() {
  const both = useFetched(read);
  const { busy, wrong, send } = useSending();

  async function set(id: string, provider_id: string | null): Promise<void> {
    const done = await send(async () => {
      const { programme } = await call("PUT /api/programs/{id}/lead", { path: { id }, body: { provider_id } });
      announce(t("lead.saved", { programme }));
      await both.reload();
    });
    if (!done) void both.reload();
  }
  return (
    <Card>
      <div class="stack">
        <Heading>{t("lead.title")}</Heading>
        <p class="small">{t("lead.text")}</p>
        <Loaded of={both}>
          {({ leads, providers }) => isAdministrator()
            ? (
              <fieldset class="stack" disabled={busy}>
                {leads.map((one) => (
                  <Choice
                    key={one.programme_id} label={t("lead.of", { programme: one.programme })} value={one.lead?.id ?? ""}
                    onChoose={(who) => void set(one.programme_id, who || null)}
                    options={[{ value: "", text: t("lead.nobody") }, ...withLead(providers, one.lead)]}
                  />
                ))}
              </fieldset>
            )
            : <Facts rows={leads.map((one) => [one.programme, one.lead?.shown_name ?? <span class="muted">{t("lead.nobody")}</span>])} />}
        </Loaded>
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
      </div>
    </Card>
  );
}

type Named = { id: string; shown_name: string };

/** A lead whose account is closed is still shown as the lead. */
function withLead(providers: Named[], lead: Named | null): { value: string; text: string }[] {
  const all = lead && !providers.some((one) => one.id === lead.id) ? [lead, ...providers] : providers;
  return all.map((one) => ({ value: one.id, text: one.shown_name }));
}

async function read() {
  const [leads, providers] = await Promise.all([call("GET /api/leads"), call("GET /api/providers")]);
  return { leads: leads.items, providers: providers.items };
}
