import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { WaitingPrize } from "../../api/rewards.ts";
import { money } from "../../client/rewards/say.ts";
import { t as client } from "../../client/rewards/words.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import "./rewards.css";
import { wrongOf } from "./wrong.ts";
import { t } from "./words.ts";

/** What all of the viewer's clients drew and have not been given yet. */
export function WaitingPage() {
  const prizes = useFetched(() => call("GET /api/waiting-prizes"));
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [wrong, setWrong] = useState<string | null>(null);

  async function handOut({ id, client: whose }: WaitingPrize): Promise<void> {
    setBusy((now) => new Set([...now, id]));
    setWrong(null);
    try {
      await call("PUT /api/clients/{client_id}/prizes/{id}/handing-out", { path: { client_id: whose.id, id }, body: { is_handed_out: true } });
      announce(t("saved"));
    } catch (error) {
      setWrong(wrongOf(error));
    }
    await prizes.reload();
    setBusy((now) => new Set([...now].filter((one) => one !== id)));
  }
  return (
    <Screen title={t("wait.title")} under={t("wait.under")} back="/desk/clients" wide nav={<DeskNav />}>
      <Loaded of={prizes}>
        {({ items, more }) => (
          <div class="stack">
            {wrong && <Notice kind="error" live>{wrong}</Notice>}
            {items.length === 0 && <Empty><p class="large">{t("wait.none")}</p><p class="small">{t("wait.none_text")}</p></Empty>}
            {items.length > 0 && (
              <Card label={t("wait.title")}>
                <ul class="prize-list">{items.map((one) => <Row key={one.id} one={one} busy={busy.has(one.id)} onOut={() => void handOut(one)} />)}</ul>
              </Card>
            )}
            {more && <p class="small muted">{t("wait.more")}</p>}
          </div>
        )}
      </Loaded>
    </Screen>
  );
}

function Row({ one, busy, onOut }: { one: WaitingPrize; busy: boolean; onOut: () => void }) {
  const name = one.client.shown_name;
  const day = dayAndYear(one.on_day);
  return (
    <li>
      <span class="prize-what">
        <strong><a href={`/desk/clients/${one.client.id}/points`}>{name}</a></strong>
        <span>{client("bowl.prize", { size: client(`size.${one.size}`), prize: money(one.cents) })}</span>
        <span class="small muted">{t("wait.since", { day })}</span>
      </span>
      <Button look="soft" busy={busy} label={t("wait.label", { name, prize: money(one.cents), day })} onClick={onOut}>{t("prize.out")}</Button>
    </li>
  );
}
