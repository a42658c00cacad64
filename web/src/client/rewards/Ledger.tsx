import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Entry } from "../../api/rewards.ts";
import { dayOf, phoneZone, shortDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Empty, RowPlain, Rows, Tag } from "../../ui/surfaces.tsx";
import "./points.css";
import { sayEntry, sayLimited, signed } from "./say.ts";
import { t } from "./words.ts";

const FIRST = 15;
type Props = { entries: Entry[]; heading?: ComponentChildren; more?: (entry: Entry) => ComponentChildren };

/** Every line of the ledger, newest first. `more`: what else there is to say or do about one. */
export function Ledger({ entries, heading, more }: Props) {
  const [shown, setShown] = useState(FIRST);
  return (
    <section class="stack">
      {heading ?? <h2>{t("ledger.title")}</h2>}
      {entries.length === 0 && <Empty>{t("ledger.none")}</Empty>}
      {entries.length > 0 && <Rows>{entries.slice(0, shown).map((one) => <Line key={one.id} entry={one}>{more?.(one)}</Line>)}</Rows>}
      {entries.length > shown && <Button look="quiet" wide onClick={() => setShown(shown + 50)}>{t("ledger.more")}</Button>}
    </section>
  );
}

function Line({ entry, children }: { entry: Entry; children: ComponentChildren }) {
  const today = dayOf(new Date(), phoneZone());
  const limited = sayLimited(entry);
  return (
    <RowPlain>
      <div class="points-line">
        <span>{sayEntry(entry)}<br /><span class="small muted">{shortDay(entry.on_day, today)}</span></span>
        <strong class="points-number">{signed(entry.points)}</strong>
      </div>
      {limited && <p class="small">{limited}</p>}
      {entry.line && <p class="small points-why">{t("ledger.why", { line: entry.line })}</p>}
      {entry.prize && <p><Tag kind={entry.prize === "handed_out" ? "good" : "plain"}>{t(`prize.${entry.prize}`)}</Tag></p>}
      {children}
    </RowPlain>
  );
}
