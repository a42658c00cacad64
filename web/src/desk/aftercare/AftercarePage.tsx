import { useRoute } from "preact-iso";
import { useMemo, useState } from "preact/hooks";
import type { Aftercare, ContactRead } from "../../api/aftercare.ts";
import { call } from "../../api/call.ts";
import { t as shared } from "../../i18n/core.ts";
import { me } from "../../person.ts";
import { dayAndTime, longDay } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Tag } from "../../ui/surfaces.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Change, RecordPage, useMayChange } from "../ui/MayChange.tsx";
import "./aftercare.css";
import { PlanCard } from "./PlanCard.tsx";
import { ProposalCard } from "./ProposalCard.tsx";
import { RecordSheet } from "./RecordSheet.tsx";
import { parts } from "./state.ts";
import { t } from "./words.ts";

/** One client after treatment: who is in touch, what became of each contact, and whether more or less of it is wanted. */
export function AftercarePage() {
  const id = useRoute().params["id"] ?? "";
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const { care, look } = useCare(id);
  const name = client.value?.shown_name ?? "";
  return (
    <Screen title={name ? t("title", { name }) : client.state === "loading" ? shared("loading") : t("open")} under={t("under")} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      <Loaded of={client}>
        {(about) => (
          <RecordPage client={about} what="aftercare">
            <Loaded of={care}>{(value) => <Page id={id} name={name} value={value} of={care} look={look} />}</Loaded>
          </RecordPage>
        )}
      </Loaded>
    </Screen>
  );
}

/** With the usual row in the length that was chosen last, whatever has the page read again. */
function useCare(id: string) {
  // Null: as long as the programme says.
  const months = useMemo((): { wanted: number | null; shown: number | null } => ({ wanted: null, shown: null }), [id]);
  async function read(): Promise<Aftercare> {
    const { wanted } = months;
    const path = { client_id: id };
    const value = await call("GET /api/clients/{client_id}/aftercare", wanted === null ? { path } : { path, query: { months: wanted } });
    months.shown = wanted;
    return value;
  }
  const care = useFetched(read, [id]);
  async function look(wanted: number): Promise<void> {
    months.wanted = wanted;
    await care.reload();
    // Not read: the choice on the screen goes back to what is shown, and so does what is asked for.
    if (months.wanted === wanted) months.wanted = months.shown;
  }
  return { care, look };
}

type Props = { id: string; name: string; value: Aftercare; of: Resource<Aftercare> };

function Page({ id, name, value, of, look }: Props & { look: (months: number) => Promise<void> }) {
  if (value.phase !== "aftercare") {
    return (
      <Empty>
        <p>{t("not_yet", { name })}</p>
        <Change what="profile"><ButtonLink look="quiet" href={`/desk/clients/${id}/care`}>{t("not_yet.go")}</ButtonLink></Change>
      </Empty>
    );
  }
  return (
    <div class="touch-page">
      <div class="stack">
        <PlanCard key={id} id={id} value={value} of={of} look={look} />
        {value.plan && <ProposalCard key={id} id={id} value={value} of={of} />}
      </div>
      {value.plan && <Row id={id} name={name} value={value} of={of} />}
    </div>
  );
}

function Row({ id, name, value, of }: Props) {
  const [open, setOpen] = useState<ContactRead | null>(null);
  const { now, next, over, later } = parts(value);
  const last = later[later.length - 1];
  const rows = [now, next].filter((one) => one !== null);
  return (
    <Card>
      <Heading>{t("row.title")}</Heading>
      <ul class="touch-list">{rows.map((one) => <Line key={one.due_on} one={one} name={name} canSay={one === now} onOpen={() => setOpen(one)} />)}</ul>
      {last && <p class="small muted">{t("row.later", { count: later.length, day: dayAndYear(last.due_on) })}</p>}
      {over.length > 0 && (
        <>
          <h3>{t("row.done")}</h3>
          <ul class="touch-list">{over.map((one) => <Line key={one.due_on} one={one} name={name} canSay={false} onOpen={() => setOpen(one)} />)}</ul>
        </>
      )}
      {open && (
        <RecordSheet
          clientId={id} name={name} dueOn={open.due_on} onClose={() => setOpen(null)}
          onDone={(answer) => {
            of.put(answer);
            setOpen(null);
          }}
        />
      )}
    </Card>
  );
}

const KIND = { reached: "good", came: "good", called_off: "plain", not_reached: "warn", missed: "warn", open: "new", ahead: "plain" } as const;

function Line({ one, name, canSay, onOpen }: { one: ContactRead; name: string; canSay: boolean; onOpen: () => void }) {
  const day = longDay(one.due_on);
  const mayChange = useMayChange();
  const isOver = one.standing !== "ahead" && !canSay;
  return (
    <li>
      <span class="touch-who">
        <strong>{isOver ? dayAndYear(one.due_on) : day}</strong>
        {!isOver && one.from_on !== one.until_on && <span class="small muted">{t("row.between", { from: longDay(one.from_on), until: longDay(one.until_on) })}</span>}
        {one.by && one.at && <span class="small muted">{t("row.by", { name: one.by, when: dayAndTime(one.at, me().time_zone) })}</span>}
        {one.line && <span class="small">“{one.line}”</span>}
      </span>
      <Tag kind={KIND[one.standing]}>{t(`s.${one.standing}`)}{one.way ? ` ${t(`w.${one.way}`)}` : ""}</Tag>
      {canSay && mayChange && <Button label={t("say.do_of", { name, day })} onClick={onOpen}>{t("say.do")}</Button>}
      {isOver && mayChange && one.standing !== "came" && <Button look="plain" label={t("say.again_of", { name, day: dayAndYear(one.due_on) })} onClick={onOpen}>{t("say.again")}</Button>}
    </li>
  );
}
