import { useRoute } from "preact-iso";
import { useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import { type AnyItem, type Card as CardData, type CardContent, type CardKept, type CardWritten, PARTS, type TeamCard } from "../../api/safety.ts";
import { EMPTY, isEmpty, tidied, withPart } from "../../client/safety_plan/content.ts";
import { PartForm, phonesAreRight } from "../../client/safety_plan/PartForm.tsx";
import { PartBody } from "../../client/safety_plan/Reading.tsx";
import { t } from "../../client/safety_plan/words.ts";
import { newId } from "../../ids.ts";
import { me } from "../../person.ts";
import { dayAndTime, phoneZone, withOffset } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Pinned } from "../../ui/Pinned.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import { useLeaveGuard } from "../plan/useLeaveGuard.ts";
import { t as planWords } from "../plan/words.ts";
import { DeskNav } from "../ui/DeskNav.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { RecordPage, useMayChange } from "../ui/MayChange.tsx";
import { sentenceFor } from "../ui/problems.ts";
import "../programmes/programmes.css";
import "./desk-card.css";

/** A client's plan for hard moments: read and written with the client at one's side. */
export function CardPage() {
  const { params } = useRoute();
  const id = params["id"] ?? "";
  const client = useFetched(() => call("GET /api/clients/{id}", { path: { id } }), [id]);
  const card = useFetched(() => call("GET /api/clients/{client_id}/safety-plan", { path: { client_id: id } }), [id]);
  const name = client.value?.shown_name ?? "";
  return (
    <Screen title={name ? t("desk.title", { name }) : t("title.short")} back={`/desk/clients/${id}`} wide nav={<DeskNav />}>
      <Loaded of={client}>
        {(about) => (
          // Written by whoever has a say in the care, and not by everybody to whom it is shown.
          <RecordPage client={about} what="profile">
            <Loaded of={card}>
              {(value) => (value.shared ? <Shared key={id} client={id} card={value} of={card} /> : <Notice>{t("desk.private")}</Notice>)}
            </Loaded>
          </RecordPage>
        )}
      </Loaded>
    </Screen>
  );
}

type SharedProps = { client: string; card: CardData; of: Resource<TeamCard> };
/** `after`: one's own version it goes on from. `kept_as`: the version it was kept as, while that is not on the screen yet. */
type Mine = { content: CardContent; based_on: number; after: string | null; kept_as: number | null };
type Sending = { content: CardContent; id: string; body: CardWritten };

function Shared({ client, card, of }: SharedProps) {
  const [written, setWritten] = useState<Mine | null>(null);
  // What was kept is one's own text until it has been read again: before that the old one would be back.
  const mine = written?.kept_as && written.kept_as <= card.version ? null : written;
  const dirty = mine !== null && mine.kept_as === null;
  // Whether it has arrived is not known until it is answered: sent again as it was, it is kept once.
  const sending = useRef<Sending | null>(null);
  const mayWrite = useMayChange();
  const [writing, setWriting] = useState(card.version === 0 && mayWrite);
  const [said, setSaid] = useState<"desk.saved" | "desk.saved_merged" | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const guard = useLeaveGuard(dirty);
  const content = mine?.content ?? card.content ?? EMPTY;

  // The version that was on the screen when the first letter was typed, not one that came later.
  function change(next: CardContent): void {
    setSaid(null);
    setWrong(null);
    setWritten({ content: next, based_on: mine?.based_on ?? card.version, after: mine?.after ?? null, kept_as: null });
  }
  function toSend({ content, based_on, after }: Mine, tidy: CardContent): Sending {
    if (sending.current?.content === content) return sending.current;
    const body = { based_on, after: sending.current?.id ?? after, content: tidy, occurred_at: withOffset(new Date(), phoneZone()) };
    return { content, id: newId(), body };
  }
  /** What was typed meanwhile stays, and goes on from what was sent, not from what it was merged with. */
  function goOn(sent: Sending, kept: CardKept): void {
    sending.current = null;
    setWritten((now) => now && {
      content: now.content, based_on: kept.is_merged ? now.based_on : kept.version, after: sent.id,
      kept_as: now.content === sent.content ? kept.version : null,
    });
  }
  async function save(): Promise<void> {
    if (!mine) return;
    const tidy = PARTS.reduce((whole, part) => withPart(whole, part, tidied(whole[part])), mine.content);
    if (!phonesAreRight(tidy.people)) return setWrong(t("person.phone_wrong"));
    setBusy(true);
    try {
      const sent = toSend(mine, tidy);
      sending.current = sent;
      const path = { client_id: client, id: sent.id };
      const kept = await call("PUT /api/clients/{client_id}/safety-plan-versions/{id}", { path, body: sent.body });
      goOn(sent, kept);
      setWrong(null);
      setSaid(kept.is_merged ? "desk.saved_merged" : "desk.saved");
      announce(t("desk.saved"));
      await of.reload();
    } catch (error) {
      // A refusal is an answer: nothing of it was kept.
      if (error instanceof Problem) sending.current = null;
      setWrong(error instanceof Problem && error.code === "not_shared" ? t("desk.not_shared") : sentenceFor(error));
    }
    setBusy(false);
  }
  return (
    <>
      <p class="muted">{t("desk.under")} <Last card={card} /></p>
      <div class="row no-print" role="group">
        {mayWrite && <Chip on={!writing} onToggle={() => setWriting(false)}>{t("desk.reading")}</Chip>}
        {mayWrite && <Chip on={writing} onToggle={() => setWriting(true)}>{t("desk.writing")}</Chip>}
        <Button look="quiet" onClick={() => print()}>{t("print")}</Button>
      </div>
      {said && !dirty && <Notice live>{t(said)}</Notice>}
      {wrong && <Notice kind="error" live>{wrong}</Notice>}
      {isEmpty(content) && !writing && <Empty><p>{t("desk.empty")}</p></Empty>}
      <div class="desk-card">
        {PARTS.filter((part) => writing || content[part].length > 0).map((part) => (
          <Card key={part} label={t(`part.${part}`)}>
            <Heading>{t(`part.${part}`)}</Heading>
            {writing ? (
              <PartForm part={part} items={content[part]} onChange={(items: AnyItem[]) => change(withPart(content, part, items))} />
            ) : (
              <PartBody content={content} part={part} />
            )}
          </Card>
        ))}
      </div>
      {writing ? (
        <Field label={t("review")} type="date" value={content.review_on ?? ""} onText={(day) => change({ ...content, review_on: day || null })} />
      ) : (
        content.review_on && <p>{t("review.on", { day: dayAndYear(content.review_on) })}</p>
      )}
      <p class="small muted">{signedOut(content)}</p>
      {(writing || dirty) && (
        <Pinned>
          <div class="prog-bar">
            <Button busy={busy} disabled={!dirty} onClick={() => void save()}>{t("desk.save")}</Button>
            <span class="small muted" role="status">{t(dirty ? "desk.unsaved" : "desk.saved_all")}</span>
          </div>
        </Pinned>
      )}
      {guard.wanted && <Confirm title={planWords("leave_title")} text={planWords("leave_text")} yes={planWords("leave")} danger onYes={guard.leave} onNo={guard.stay} />}
    </>
  );
}

function signedOut(content: CardContent): string {
  const parts = content.shown_signed_out.map((part) => t(`part.${part}`)).join(", ");
  return parts ? t("desk.out", { parts }) : t("desk.out_none");
}

function Last({ card }: { card: CardData }) {
  if (!card.at || !card.by) return null;
  return <>{t("changed.by", { by: card.by, when: dayAndTime(card.at, me().time_zone) })}</>;
}
