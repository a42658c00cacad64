import { useRoute } from "preact-iso";
import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Fund, Scheme } from "../../api/rewards.ts";
import { t as shared } from "../../i18n/core.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { type Draft, draftOf, rulesOf } from "./draft.ts";
import { Funds } from "./Funds.tsx";
import "./rewards.css";
import { RulesForm } from "./RulesForm.tsx";
import { wrongOf } from "./wrong.ts";
import { t } from "./words.ts";

/** What a programme gives points for, and who pays for what they become. */
export function RewardsPage() {
  const id = useRoute().params["id"] ?? "";
  const programme = useFetched(() => call("GET /api/programs/{id}", { path: { id } }), [id]);
  const scheme = useFetched(() => call("GET /api/programs/{id}/rewards", { path: { id } }), [id]);
  const funds = useFetched(() => call("GET /api/reward-funds"));
  const name = programme.value?.name;
  return (
    <Screen title={name ? t("rules.title", { name }) : programme.state === "loading" ? shared("loading") : t("rules.open")} under={t("rules.under")} back={`/desk/programmes/${id}`} wide nav={<DeskNav />}>
      <div class="rewards-page even">
        <Loaded of={scheme}>
          {(value) => <Loaded of={funds}>{({ items }) => <Rules key={id} id={id} value={value} of={scheme} funds={items} />}</Loaded>}
        </Loaded>
        <Loaded of={funds}>{({ items }) => <Funds items={items} onChanged={funds.reload} />}</Loaded>
      </div>
    </Screen>
  );
}

type Props = { id: string; value: Scheme; of: Resource<Scheme>; funds: Fund[] };

function Rules({ id, value, of, funds }: Props) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(value.rules, value.fund_id));
  // What nobody has typed into since follows the rules as they are; what is being typed stays.
  const settled = useRef(draft);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [turningOff, setTurningOff] = useState(false);

  useEffect(() => {
    const before = settled.current;
    const next = draftOf(value.rules, value.fund_id);
    settled.current = next;
    setDraft((now) => (now === before ? next : now));
  }, [value.made_at]);

  async function send(body: { fund_id: string | null; rules: Scheme["rules"] }): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      const after = await call("PUT /api/programs/{id}/rewards", { path: { id }, body });
      settled.current = draft;
      of.put(after);
      announce(t("saved"));
    } catch (error) {
      setWrong(wrongOf(error));
    }
    setBusy(false);
    setTurningOff(false);
  }
  function save(): void {
    const rules = rulesOf(draft);
    if (rules === null) return setWrong(t("rules.wrong"));
    const pays = rules.draws?.bowl.some((one) => one.cents > 0) ?? false;
    if (pays && draft.fund === "") return setWrong(t("rules.fund_wrong"));
    void send({ fund_id: pays ? draft.fund : null, rules });
  }
  return (
    <Card>
      <div class="stack">
        <p class="large">{stateOf(value)}</p>
        <p class="small muted">{t("rules.from_now")}</p>
        <RulesForm draft={draft} funds={funds} onChange={(part) => setDraft((now) => ({ ...now, ...part }))} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <div class="row">
          <Button busy={busy} onClick={save}>{t("rules.save")}</Button>
          {value.rules && <Button look="plain" onClick={() => setTurningOff(true)}>{t("rules.turn_off")}</Button>}
        </div>
      </div>
      {turningOff && (
        <Confirm title={t("rules.off_title")} text={t("rules.off_text")} yes={t("rules.turn_off")} busy={busy} onNo={() => setTurningOff(false)} onYes={() => void send({ fund_id: null, rules: null })} />
      )}
    </Card>
  );
}

function stateOf({ rules, made_by, made_at }: Scheme): string {
  if (rules === null || made_at === null) return t("rules.state_off");
  return t("rules.state_on", { by: made_by ?? "", when: dayAndTime(made_at, me().time_zone) });
}
