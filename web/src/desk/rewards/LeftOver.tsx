import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Fund, LeftOverPrize } from "../../api/rewards.ts";
import { money } from "../../client/rewards/say.ts";
import { t as client } from "../../client/rewards/words.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Empty, Notice } from "../../ui/surfaces.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { wrongOf } from "./wrong.ts";
import { t } from "./words.ts";

/** Prizes of a fund that wait for people who are not in care any more; nobody is named. */
export function LeftOver({ fund, onClose }: { fund: Fund; onClose: () => void }) {
  const prizes = useFetched(() => call("GET /api/reward-funds/{id}/left-over-prizes", { path: { id: fund.id } }), [fund.id]);
  const [asking, ask] = useState<LeftOverPrize | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function note(id: string): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      await call("PUT /api/reward-funds/{fund_id}/left-over-prizes/{id}/handing-out", { path: { fund_id: fund.id, id }, body: {} });
      announce(t("saved"));
    } catch (error) {
      setWrong(wrongOf(error));
    }
    await prizes.reload();
    ask((now) => (now?.id === id ? null : now));
    setBusy(false);
  }
  return (
    <Sheet title={asking ? t("left.sure") : t("left.title", { name: fund.name })} onClose={onClose}>
      {asking ? (
        <div class="stack">
          <p>{t("left.sure_text", { reference: asking.reference, prize: money(asking.cents) })}</p>
          <Button wide busy={busy} onClick={() => void note(asking.id)}>{t("left.yes")}</Button>
          <Button wide look="plain" onClick={() => ask(null)}>{t("left.back")}</Button>
        </div>
      ) : (
        <div class="stack">
          <p class="small muted">{t("left.text")}</p>
          {wrong && <Notice kind="error" live>{wrong}</Notice>}
          <Loaded of={prizes}>
            {({ items }) => (items.length === 0 ? <Empty>{t("left.none")}</Empty> : <ul class="prize-list">{items.map((one) => <Row key={one.id} one={one} onOut={() => ask(one)} />)}</ul>)}
          </Loaded>
        </div>
      )}
    </Sheet>
  );
}

function Row({ one, onOut }: { one: LeftOverPrize; onOut: () => void }) {
  return (
    <li>
      <span class="prize-what">
        <strong>{t("left.number")} <code>{one.reference}</code></strong>
        <span>{client("bowl.prize", { size: client(`size.${one.size}`), prize: money(one.cents) })}</span>
        <span class="small muted">{t("wait.since", { day: dayAndYear(one.on_day) })}</span>
      </span>
      <Button look="soft" onClick={onOut}>{t("left.out")}<span class="sr-only">: {one.reference}, {money(one.cents)}</span></Button>
    </li>
  );
}
