import { call } from "../../api/call.ts";
import type { Points as Value, RewardRules } from "../../api/rewards.ts";
import { t as shared } from "../../i18n/core.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice, RowPlain, Rows } from "../../ui/surfaces.tsx";
import { DrawCard } from "./DrawCard.tsx";
import { Ledger } from "./Ledger.tsx";
import "./points.css";
import { money } from "./say.ts";
import { t } from "./words.ts";

/** Where somebody stands. Kept on the phone; only a draw needs a connection. */
export default function Points() {
  const resource = useKept("points", () => call("GET /api/points"));
  const { state, at, value } = resource;
  return (
    <Screen title={t("title")} under={state === "stale" && at !== null ? t("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : t("under")} back="/around">
      {value === null && state === "loading" && <p class="muted" role="status">{shared("loading")}</p>}
      {value === null && state === "failed" && <Notice kind="warn" live>{t("not_loaded")}</Notice>}
      {value && (value.rules === null && value.entries.length === 0 ? <Empty>{t("none")}</Empty> : <Standing value={value} onDrawn={resource.put} />)}
    </Screen>
  );
}

function Standing({ value, onDrawn }: { value: Value; onDrawn: (value: Value) => void }) {
  const { rules } = value;
  return (
    <div class="stack-l">
      <Card>
        <h2 class="points-balance">{t("balance", { count: value.points })}</h2>
        {rules === null && <p>{t("over")}</p>}
        {rules !== null && rules.session_points > 0 && <p>{t("next", { count: value.next_points })}</p>}
        {rules?.escalation && value.in_a_row > 0 && <p class="small muted">{t("row", { count: value.in_a_row })}</p>}
      </Card>
      {rules?.draws && <DrawCard value={value} draws={rules.draws} onDrawn={onDrawn} />}
      <Waiting value={value} />
      {rules && <How rules={rules} />}
      <Ledger entries={value.entries} />
    </div>
  );
}

function Waiting({ value }: { value: Value }) {
  const waiting = value.entries.filter((one) => one.prize === "waiting");
  if (waiting.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t("prizes.title")}</h2>
      <p class="muted">{t(value.rules ? "prizes.text" : "prizes.over")}</p>
      <Rows>
        {waiting.map((one) => <RowPlain key={one.id}><strong class="points-size">{t("bowl.prize", { size: t(`size.${one.drawn?.given ?? "small"}`), prize: money(one.cents) })}</strong>{!value.rules && one.reference && <p class="small muted">{t("prizes.number")} <code>{one.reference}</code></p>}</RowPlain>)}
      </Rows>
      {!value.rules && <div><ButtonLink look="quiet" href="/sharing">{t("prizes.share")}</ButtonLink></div>}
    </section>
  );
}

function How({ rules }: { rules: RewardRules }) {
  const { session_points, module_points, escalation, results } = rules;
  return (
    <section class="stack-s">
      <h2>{t("how.title")}</h2>
      <ul class="points-how">
        {session_points > 0 && <li>{t("how.session", { count: session_points })}</li>}
        {escalation && <li>{t("how.step", { count: escalation.step, most: escalation.most })}</li>}
        {escalation?.resets && <li>{t("how.reset")}</li>}
        {session_points > 0 && <li>{t("how.order")}</li>}
        {module_points > 0 && <li>{t("how.module", { count: module_points })}</li>}
        <li>{results ? t("how.results", { count: results.points }) : t("how.no_results")}</li>
        <li>{t("how.seen")}</li>
      </ul>
    </section>
  );
}
