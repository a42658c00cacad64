import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Episode, Member } from "../../api/episodes.ts";
import { me } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm, Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { AddProvider } from "./AddProvider.tsx";
import { fullDay, sayProvider } from "./say.ts";
import { useTelling } from "./useTelling.ts";
import { t } from "./words.ts";

type Props = { episode: Episode; onChanged: () => Promise<void> };
type Asking = { what: "primary" | "remove"; member: Member } | null;

/** Who takes part in the care, and changing it. */
export function TeamCard({ episode, onChanged }: Props) {
  const [asking, setAsking] = useState<Asking>(null);
  const client_id = episode.client.id;
  const close = () => setAsking((now) => (now === asking ? null : now));
  return (
    <Card>
      <h2>{t("team.title")}</h2>
      <ul class="rows">
        {episode.team.map((member) => (
          <li key={member.id}><div class="row-plain care-member">
            <span class="stack-s">
              <span>{sayProvider(member)}</span>
              <span class="desk-tags">
                {member.primary && <Tag kind="good">{t("team.primary")}</Tag>}
                {member.closed && <Tag kind="warn">{t("team.closed")}</Tag>}
              </span>
              <span class="small muted">{t("team.since", { day: fullDay(member.since) })}</span>
            </span>
            {!member.primary && (
              <span class="row">
                {!member.closed && (
                  <Button look="plain" label={t("team.make_primary_of", { name: member.shown_name })} onClick={() => setAsking({ what: "primary", member })}>
                    {t("team.make_primary")}
                  </Button>
                )}
                <Button look="plain" label={t("team.remove_of", { name: member.shown_name })} onClick={() => setAsking({ what: "remove", member })}>
                  {t("team.remove")}
                </Button>
              </span>
            )}
          </div></li>
        ))}
      </ul>
      <AddProvider clientId={client_id} team={episode.team} onAdded={onChanged} />
      {asking?.what === "primary" && <MakePrimary clientId={client_id} member={asking.member} team={episode.team} onClose={close} onDone={onChanged} />}
      {asking?.what === "remove" && <Remove clientId={client_id} member={asking.member} onClose={close} onDone={onChanged} />}
    </Card>
  );
}

type AskProps = { clientId: string; member: Member; onClose: () => void; onDone: () => Promise<void> };

function MakePrimary({ clientId, member, team, onClose, onDone }: AskProps & { team: Member[] }) {
  const [stays, setStays] = useState<"stays" | "goes">("stays");
  const { busy, wrong, send } = useTelling();
  const former = team.find((one) => one.primary);
  const name = member.shown_name;

  async function yes(): Promise<void> {
    const body = { is_primary: true, former_stays: stays === "stays" };
    const sent = await send(async () => {
      await call("PUT /api/clients/{client_id}/team/{provider_id}", { path: { client_id: clientId, provider_id: member.id }, body });
      announce(t("team.primary_done", { name }));
      await onDone();
    });
    if (sent) onClose();
  }
  return (
    <Sheet title={t("team.primary_title", { name })} onClose={onClose}>
      <div class="stack">
        {former && <p>{t("team.primary_text", { former: former.shown_name })}</p>}
        {former && !former.closed && (
          <Options
            label={t("team.primary_text", { former: former.shown_name })} value={stays} onChoose={setStays}
            options={[
              { value: "stays", text: t("team.former_stays", { former: former.shown_name }) },
              { value: "goes", text: t("team.former_goes", { former: former.shown_name }) },
            ]}
          />
        )}
        {former?.id === me().id && stays === "goes" && <Notice kind="warn">{t("team.remove_self")}</Notice>}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button wide busy={busy} onClick={() => void yes()}>{t("team.make_primary")}</Button>
      </div>
    </Sheet>
  );
}

function Remove({ clientId, member, onClose, onDone }: AskProps) {
  const { busy, wrong, send } = useTelling();
  const name = member.shown_name;

  async function yes(): Promise<void> {
    const sent = await send(async () => {
      await call("DELETE /api/clients/{client_id}/team/{provider_id}", { path: { client_id: clientId, provider_id: member.id } });
      announce(t("team.removed", { name }));
      await onDone();
    });
    if (sent) onClose();
  }
  return (
    <Confirm
      title={t("team.remove_title", { name })} text={wrong ?? (member.id === me().id ? t("team.remove_self") : t("team.remove_text"))}
      yes={t("team.remove")} busy={busy} onYes={() => void yes()} onNo={onClose}
    />
  );
}
