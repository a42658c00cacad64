import { useRoute } from "preact-iso";
import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { ClientPoints, Entry } from "../../api/rewards.ts";
import { Ledger } from "../../client/rewards/Ledger.tsx";
import { money } from "../../client/rewards/say.ts";
import { t as client } from "../../client/rewards/words.ts";
import { t as shared } from "../../i18n/core.ts";
import { longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Change, RecordPage } from "../ui/MayChange.tsx";
import { CorrectSheet, WhySheet } from "./sheets.tsx";
import "./rewards.css";
import { wrongOf } from "./wrong.ts";
import { t } from "./words.ts";

/** What a client earned and drew, and what the team hands out. The client reads the same. */
export function PointsPage() {
  const id = useRoute().params["id"] ?? "";
  const about = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const points = useFetched(() => call("GET /api/clients/{client_id}/points", { path: { client_id: id } }), [id]);
  const name = about.value?.shown_name ?? "";
  return (
    <Screen title={name ? t("title", { name }) : about.state === "loading" ? shared("loading") : t("open")} under={name ? t("under", { name }) : ""} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      <Loaded of={about}>
        {(client) => (
          <RecordPage client={client} what="rewards">
            <Loaded of={points}>
              {(value) => (value.rules === null && value.entries.length === 0 ? <Empty>{t("none", { name })}</Empty> : <Standing id={id} name={name} value={value} of={points} />)}
            </Loaded>
          </RecordPage>
        )}
      </Loaded>
    </Screen>
  );
}

type Props = { id: string; name: string; value: ClientPoints; of: Resource<ClientPoints> };

function Standing({ id, name, value, of }: Props) {
  const [correcting, setCorrecting] = useState(false);
  // One at a time: each answer is the whole page, and the earlier of two may come last.
  const [busy, setBusy] = useState<string | null>(null);
  return (
    <div class="rewards-page">
      <Card>
        <div class="stack">
          <Heading>{t("now.title")}</Heading>
          <p class="points-balance">{t("now.points", { count: value.points })}</p>
          {value.rules === null && <p>{t("over")}</p>}
          {value.rules && value.rules.session_points > 0 && <p>{t("now.row", { count: value.in_a_row, next: value.next_points })}</p>}
          <Money value={value} />
          {value.rules?.draws && <p class="small muted">{t("now.draws", { name })}</p>}
          <Change><div><Button look="quiet" disabled={busy !== null} onClick={() => setCorrecting(true)}>{t("correct.open")}</Button></div></Change>
        </div>
        {correcting && <CorrectSheet id={id} name={name} onClose={() => setCorrecting(false)} onSaved={(after) => { of.put(after); setCorrecting(false); }} />}
      </Card>
      <Lines id={id} name={name} value={value} of={of} busy={busy} setBusy={setBusy} />
    </div>
  );
}

function Money({ value: { fund, reference } }: { value: ClientPoints }) {
  if (!fund) return null;
  const used = t("now.of", { used: money(fund.used_cents), cap: money(fund.cap_a_year * 100) });
  const more = fund.used_cents > 0 && fund.more_on ? ` (${t("now.more", { day: dayAndYear(fund.more_on) })})` : "";
  return (
    <Facts
      rows={[
        [t("now.fund"), fund.is_closed ? `${fund.name} (${t("now.closed")})` : fund.name],
        [t("now.used"), used],
        [t("now.left"), `${money(fund.left_cents)}${more}`],
        [t("now.reference"), reference && <code>{reference}</code>],
      ]}
    />
  );
}

type Asking = { entry: Entry; what: "back" | "cancel" } | null;

type LinesProps = Props & { busy: string | null; setBusy: (entry: string | null) => void };

function Lines({ id, name, value, of, busy, setBusy }: LinesProps) {
  const [asking, setAsking] = useState<Asking>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  async function handOut(entry: Entry): Promise<void> {
    setBusy(entry.id);
    setWrong(null);
    try {
      of.put(await call("PUT /api/clients/{client_id}/prizes/{id}/handing-out", { path: { client_id: id, id: entry.id }, body: { is_handed_out: true } }));
      announce(t("saved"));
    } catch (error) {
      setWrong(wrongOf(error));
      await of.reload();
    }
    setBusy(null);
  }
  const waiting = value.entries.filter((one) => one.prize === "waiting");
  const send = (line: string) => {
    if (!asking) return Promise.reject(new Error("nothing asked"));
    const path = { client_id: id, id: asking.entry.id };
    return asking.what === "back"
      ? call("PUT /api/clients/{client_id}/prizes/{id}/handing-out", { path, body: { is_handed_out: false, line } })
      : call("PUT /api/clients/{client_id}/prizes/{id}/cancellation", { path, body: { line } });
  };
  return (
    <div class="stack">
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {waiting.length > 0 && (
        <Ledger
          entries={waiting} heading={<Heading>{t("prize.to_do")}</Heading>}
          more={(entry) => <ToDo entry={entry} busy={busy} onOut={() => void handOut(entry)} onCancel={() => setAsking({ entry, what: "cancel" })} />}
        />
      )}
      <Ledger
        entries={value.entries} heading={<Heading>{client("ledger.title")}</Heading>}
        more={(entry) => <What entry={entry} busy={busy} onBack={() => setAsking({ entry, what: "back" })} />}
      />
      {asking && (
        <WhySheet
          title={t(`prize.${asking.what}`)} text={asking.what === "cancel" ? t("prize.cancel_text", { name }) : null} name={name}
          send={send} onClose={() => setAsking(null)} onSaved={(after) => { of.put(after); setAsking(null); }}
        />
      )}
    </div>
  );
}

function ToDo({ entry, busy, onOut, onCancel }: { entry: Entry; busy: string | null; onOut: () => void; onCancel: () => void }) {
  return (
    <Change><div class="row">
      <Button look="soft" busy={busy === entry.id} disabled={busy !== null && busy !== entry.id} label={t("prize.out_of", { prize: money(entry.cents), day: longDay(entry.on_day) })} onClick={onOut}>{t("prize.out")}</Button>
      <Button look="plain" disabled={busy !== null} onClick={onCancel}>{t("prize.cancel")}<Which entry={entry} /></Button>
    </div></Change>
  );
}

function What({ entry, busy, onBack }: { entry: Entry; busy: string | null; onBack: () => void }) {
  return (
    <>
      {entry.is_changed && <p class="small rewards-changed">{t("changed")}</p>}
      {entry.prize === "handed_out" && <Change><div class="rewards-back"><Button look="plain" disabled={busy !== null} onClick={onBack}>{t("prize.back")}<Which entry={entry} /></Button></div></Change>}
    </>
  );
}

function Which({ entry }: { entry: Entry }) {
  return <span class="sr-only">: {money(entry.cents)}, {longDay(entry.on_day)}</span>;
}
