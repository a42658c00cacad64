import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { GivenTo } from "../../api/learning_desk.ts";
import { newId } from "../../ids.ts";
import { me } from "../../person.ts";
import { dayOf } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { inCare } from "../clients/inCare.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { groupsOf } from "./groups.ts";
import { refusalOf } from "./say.ts";
import { t } from "./words.ts";

type Module = { key: string; title: string };
type Whom = { kind: "client" | "group"; id: string; name: string };
type SheetProps = { module: Module; to?: Whom; onClose: () => void; onGiven?: (said: string) => void };

/** Gives one module to a client or to everybody in a group, with a word and a day if they help. */
export function GiveSheet({ module, to, onClose, onGiven }: SheetProps) {
  const [kind, setKind] = useState<Whom["kind"]>(to?.kind ?? "client");
  const [said, setSaid] = useState<string | null>(null);
  function given(sentence: string): void {
    announce(sentence);
    if (onGiven) onGiven(sentence);
    else setSaid(sentence);
  }
  return (
    <Sheet title={t("give.title", { title: module.title })} onClose={onClose}>
      {said && <Notice live>{said}</Notice>}
      {!to && (
        <div class="row" role="group" aria-label={t("give.to")}>
          {(["client", "group"] as const).map((one) => <Chip key={one} on={kind === one} onToggle={() => setKind(one)}>{t(`give.${one}`)}</Chip>)}
        </div>
      )}
      {to ? <GiveForm module={module} kind={to.kind} people={[to]} fixed onGiven={given} />
        : kind === "client" ? <ToClient module={module} onGiven={given} /> : <ToGroup module={module} onGiven={given} />}
    </Sheet>
  );
}

type ToProps = { module: Module; onGiven: (said: string) => void };

function ToClient(props: ToProps) {
  const clients = useFetched(() => call("GET /api/clients"));
  return (
    <Loaded of={clients}>
      {({ items }) => {
        const people = inCare(items).map(({ id, shown_name }) => ({ id, name: shown_name }));
        return people.length === 0 ? <p>{t("give.no_clients")}</p> : <GiveForm {...props} kind="client" people={people} />;
      }}
    </Loaded>
  );
}

function ToGroup(props: ToProps) {
  const series = useFetched(() => call("GET /api/appointment-series"));
  return (
    <Loaded of={series}>
      {({ items }) => {
        const groups = groupsOf(items, dayOf(new Date(), items[0]?.time_zone ?? me().time_zone));
        return groups.length === 0 ? <p>{t("give.no_groups")}</p> : <GiveForm {...props} kind="group" people={groups.map(({ id, title }) => ({ id, name: title }))} />;
      }}
    </Loaded>
  );
}

type FormProps = ToProps & { kind: Whom["kind"]; people: { id: string; name: string }[]; fixed?: boolean };

function GiveForm({ module, kind, people, fixed, onGiven }: FormProps) {
  const [id, setId] = useState(newId);
  const [whom, setWhom] = useState(fixed ? (people[0]?.id ?? "") : "");
  const [due, setDue] = useState("");
  const [line, setLine] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const today = dayOf(new Date(), me().time_zone);
  const name = people.find((one) => one.id === whom)?.name ?? "";
  const lateDay = due !== "" && due < today;

  async function give(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!whom || lateDay) return focusFirstWrong(event.currentTarget);
    if (busy) return;
    setBusy(true);
    setWrong(null);
    try {
      const said = await sent(kind, id, whom, module.key, { due_on: due || null, line: line.trim() || null });
      setId(newId());
      setTried(false);
      if (!fixed) setWhom("");
      onGiven(said ?? t("give.done", { name }));
    } catch (error) {
      setWrong(refusalOf(error, name));
    }
    setBusy(false);
  }
  return (
    <form class="stack" onSubmit={(event) => void give(event)} noValidate>
      {!fixed && (
        <Choice
          label={t(kind === "client" ? "give.which_client" : "give.which_group")} value={whom}
          wrong={tried && !whom ? t(kind === "client" ? "give.choose_wrong" : "give.choose_group_wrong") : null}
          options={[{ value: "", text: t("give.choose") }, ...people.map((one) => ({ value: one.id, text: one.name }))]}
          onChoose={(one) => {
            setWhom(one);
            setWrong(null);
          }}
        />
      )}
      <Field label={t("give.line")} hint={t("give.line_hint")} value={line} maxLength={400} autocomplete="off" onText={setLine} />
      <Field label={t("give.due")} hint={t("give.due_hint")} type="date" min={today} value={due} wrong={tried && lateDay ? t("give.due_wrong") : null} onText={setDue} />
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      <Button type="submit" wide busy={busy}>{t("give.yes")}</Button>
    </form>
  );
}

/** Sends it; for a group a sentence that says how many have it now. */
async function sent(kind: Whom["kind"], id: string, whom: string, key: string, given: GivenTo): Promise<string | null> {
  if (kind === "client") {
    await call("PUT /api/module-assignments/{id}", { path: { id }, body: { client_id: whom, key, ...given } });
    return null;
  }
  const { given: count, had_it } = await call("PUT /api/group-assignments/{id}", { path: { id }, body: { series_id: whom, key, ...given } });
  if (count === 0 && had_it > 0) return t("give.nobody_new");
  const had = had_it > 0 ? ` ${t("give.had_it", { count: had_it })}` : "";
  return t("give.done_group", { count }) + had;
}
