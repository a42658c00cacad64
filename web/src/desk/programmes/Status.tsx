import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ProgrammeDetail, ProgrammeStatus } from "../../api/programs.ts";
import { me } from "../../person.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { sayRefusal } from "./say.ts";
import { t } from "./words.ts";

type Props = { programme: ProgrammeDetail; dirty: boolean; faulty: boolean; onTurned: (now: ProgrammeDetail) => void };

/** Whether clients can be admitted, and the way to change that. */
export function Status({ programme, dirty, faulty, onTurned }: Props) {
  const [asking, setAsking] = useState<"opening" | "closure" | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const { status, name } = programme;

  function ask(way: "opening" | "closure"): void {
    if (dirty) return setWrong(t("save_first"));
    if (way === "opening" && faulty) return setWrong(t("mend_first"));
    setWrong(null);
    setAsking(way);
  }
  async function turn(): Promise<void> {
    if (!asking || busy) return;
    setBusy(true);
    try {
      onTurned(await turned(programme, asking));
      announce(t(asking === "opening" ? "opened" : "closed"));
    } catch (error) {
      setWrong(sayRefusal(error));
    } finally {
      setBusy(false);
      setAsking(null);
    }
  }
  return (
    <Card>
      <div class="stack-s">
        <div><StatusTag status={status} /></div>
        <p>{sentence(programme)}</p>
        {wrong && <Notice kind="warn" live>{wrong}</Notice>}
        <div class="row">
          {status !== "open" && <Button look={dirty || faulty ? "quiet" : "primary"} onClick={() => ask("opening")}>{t(status === "draft" ? "open" : "open_again")}</Button>}
          {status !== "closed" && <Button look="plain" onClick={() => ask("closure")}>{t(status === "draft" ? "put_away" : "close")}</Button>}
        </div>
      </div>
      {asking === "opening" && <Confirm title={t("open_title", { name })} text={t("open_confirm")} yes={t("open")} busy={busy} onYes={() => void turn()} onNo={() => setAsking(null)} />}
      {asking === "closure" && (
        <Confirm
          title={t("close_title", { name })} text={t("close_confirm")} yes={t(status === "draft" ? "put_away" : "close")} danger busy={busy}
          onYes={() => void turn()} onNo={() => setAsking(null)}
        />
      )}
    </Card>
  );
}

export function StatusTag({ status }: { status: ProgrammeStatus }) {
  return <Tag kind={status === "open" ? "good" : status === "draft" ? "warn" : "plain"}>{t(`status.${status}`)}</Tag>;
}

function turned({ id, version }: ProgrammeDetail, way: "opening" | "closure"): Promise<ProgrammeDetail> {
  const asked = { path: { id }, body: {}, headers: { "If-Match": `"${version}"` } };
  return way === "opening" ? call("PUT /api/programs/{id}/opening", asked) : call("PUT /api/programs/{id}/closure", asked);
}

function sentence({ status, opened_at, closed_at }: ProgrammeDetail): string {
  const day = (at: string | null) => (at ? dayAndYear(dayOf(new Date(at), me().time_zone)) : "");
  if (status === "draft") return t("draft_text");
  return status === "open" ? t("open_text", { day: day(opened_at) }) : t("closed_text", { day: day(closed_at) });
}
