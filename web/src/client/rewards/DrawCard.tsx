import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import type { Draws, Entry, FundRoom, Points } from "../../api/rewards.ts";
import { t as shared } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { bowlRows, fullDay, money, sayLimited } from "./say.ts";
import { t } from "./words.ts";

type Props = { value: Points; draws: Draws; onDrawn: (value: Points) => void };
type Open = { asking: true } | { got: Entry } | null;

/** Points become a draw when somebody wants one. The chances are on the table before. */
export function DrawCard({ value, draws, onDrawn }: Props) {
  const [open, setOpen] = useState<Open>(null);
  // Asked again after no answer came, it is the same draw and costs once.
  const drawId = useRef(newId());
  const toGo = draws.cost - value.points;

  function drawn(after: Points): void {
    drawId.current = newId();
    onDrawn(after);
    setOpen(newest(after));
  }
  return (
    <Card>
      <div class="stack-s">
        <h2>{t("draw.title")}</h2>
        <p>{t("draw.cost", { count: draws.cost })}</p>
        {value.fund && <Limit fund={value.fund} />}
        {value.can_draw && <Button wide onClick={() => setOpen({ asking: true })}>{t("draw.open")}</Button>}
        {!value.can_draw && toGo > 0 && <p>{t("draw.few", { count: toGo })}</p>}
        {!value.can_draw && toGo <= 0 && <p>{t(value.fund?.is_closed ? "fund.closed" : "fund.full")}</p>}
        <details>
          <summary>{t("draw.what")}</summary>
          <Bowl draws={draws} />
        </details>
      </div>
      {open && "asking" in open && <Ask id={drawId.current} draws={draws} onClose={() => setOpen(null)} onDrawn={drawn} />}
      {open && "got" in open && <Got entry={open.got} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function newest(value: Points): Open {
  const got = value.entries.find((one) => one.kind === "draw");
  return got ? { got } : null;
}

function Limit({ fund }: { fund: FundRoom }) {
  const more = fund.used_cents > 0 && fund.more_on ? ` ${t("fund.more", { day: fullDay(fund.more_on) })}` : "";
  return <p class="small muted">{t("fund.limit", { cap: money(fund.cap_a_year * 100), left: money(fund.left_cents) })}{more}</p>;
}

function Bowl({ draws }: { draws: Draws }) {
  return (
    <div class="stack-s">
      <dl class="points-bowl">
        {bowlRows(draws).map(({ size, chance }) => <div key={size}><dt>{size}</dt><dd>{chance}</dd></div>)}
      </dl>
      <p class="small muted">{t("draw.fair")}</p>
    </div>
  );
}

function Ask({ id, draws, onClose, onDrawn }: { id: string; draws: Draws; onClose: () => void; onDrawn: (after: Points) => void }) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);

  async function draw(): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      onDrawn(await call("PUT /api/draws/{id}", { path: { id }, body: {} }));
    } catch (error) {
      setWrong(wrongOf(error));
      setBusy(false);
    }
  }
  return (
    <Sheet title={t("draw.title")} onClose={onClose}>
      <div class="stack">
        <p>{t("draw.ask", { count: draws.cost })}</p>
        <Bowl draws={draws} />
        {wrong && <Notice kind="warn" live>{wrong}</Notice>}
        <Button wide busy={busy} onClick={() => void draw()}>{t("draw.yes")}</Button>
        <Button look="plain" wide onClick={onClose}>{shared("cancel")}</Button>
      </div>
    </Sheet>
  );
}

function wrongOf(error: unknown): string {
  if (!(error instanceof Problem)) return t("draw.offline");
  if (error.code === "no_draws") return t("over");
  if (error.code === "cap_reached") return t("fund.full");
  if (error.code === "fund_closed") return t("fund.closed");
  return shared("something_wrong");
}

function Got({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const said = entry.cents > 0
    ? t("got.prize", { size: t(`size.${entry.drawn?.given ?? "small"}`), prize: money(entry.cents) })
    : t("got.words");
  const limited = sayLimited(entry);
  announce(said);
  return (
    <Sheet title={t("got.title")} onClose={onClose}>
      <div class="stack">
        <p class="large">{said}</p>
        {limited && <p>{limited}</p>}
        <Button wide onClick={onClose}>{t("got.done")}</Button>
      </div>
    </Sheet>
  );
}
