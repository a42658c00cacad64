import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { type Card as CardData, type CardContent, type CardPart, PARTS } from "../../api/safety.ts";
import { t as shared } from "../../i18n/core.ts";
import { clockTime, dayAndTime, dayOf, longDay, phoneZone } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice, RowButton, Rows } from "../../ui/surfaces.tsx";
import { EMPTY, hasDouble, isEmpty } from "./content.ts";
import { EditPart } from "./EditPart.tsx";
import { PartBody } from "./Reading.tsx";
import { SignedOut, WhoSees } from "./Sharing.tsx";
import { keepContent, type MyCard, useMyCard } from "./useCard.ts";
import { Versions } from "./Versions.tsx";
import { t } from "./words.ts";

/** The plan for hard moments: to read first, then to write, one part at a time. */
export default function SafetyPlan() {
  const my = useMyCard();
  const { query, route } = useLocation();
  const part = PARTS.find((one) => one === query["edit"]);
  const content = my.content ?? EMPTY;
  const version = my.card.value?.version ?? 0;
  const save = (next: CardContent, from = version) => keepContent(next, from);
  if (my.card.state === "loading" && !my.content) return <Screen title={t("title.short")}><p class="muted" role="status">{shared("loading")}</p></Screen>;
  if (part) {
    return (
      <Screen key={part} title={t(`part.${part}`)} back="/card">
        <EditPart part={part} content={content} version={version} save={save} onDone={() => route("/card", true)} />
      </Screen>
    );
  }
  if ("versions" in query) {
    return (
      <Screen key="versions" title={t("versions.title")} back="/card">
        <Versions onUse={(old) => save({ ...old, shown_signed_out: content.shown_signed_out }).then(() => route("/card", true))} />
      </Screen>
    );
  }
  return <Read my={my} content={content} save={save} />;
}

function Read({ my, content, save }: { my: MyCard; content: CardContent; save: (next: CardContent) => Promise<void> }) {
  const { card, waiting } = my;
  const { route } = useLocation();
  const edit = (part: CardPart) => route(`/card?edit=${part}`);
  const old = card.state === "stale" && card.at ? shared("as_of", { when: asOf(card.at) }) : null;
  const missing = !my.content && card.state === "failed";
  return (
    <Screen key="read" title={t("title")} under={old ?? undefined} back="/">
      {missing && (
        <Notice kind="warn" live>
          <p>{t("not_loaded")}</p>
          <Button look="quiet" onClick={() => void card.reload()}>{shared("try_again")}</Button>
        </Notice>
      )}
      {waiting && <Notice kind={waiting.refusal ? "warn" : "info"} live>{t(waiting.refusal ? "refused" : "waiting")}</Notice>}
      {card.value && <p class="small muted">{t(card.value.with_team ? "who.shared" : "who.private")}</p>}
      {PARTS.some((one) => hasDouble(content[one])) && <Notice>{t("merged")}</Notice>}
      {isEmpty(content) ? (
        !missing && <Begin onBegin={() => edit("people")} />
      ) : (
        PARTS.filter((part) => content[part].length > 0).map((part) => (
          <Card key={part} label={t(`part.${part}`)}>
            <div class="card-head">
              <h2>{t(`part.${part}`)}</h2>
              <button type="button" class="icon-button no-print" aria-label={t("change.part", { part: t(`part.${part}`) })} onClick={() => edit(part)}>{t("change")}</button>
            </div>
            <PartBody content={content} part={part} />
          </Card>
        ))
      )}
      {(!missing || my.content) && <Missing content={content} onAdd={edit} />}
      <Review content={content} save={save} />
      {card.value && <WhoSees card={card} />}
      <SignedOut content={content} save={save} />
      <LastChange card={card.value} />
      <div class="row no-print">
        <Button look="quiet" onClick={() => route("/card?versions=1")}>{t("versions.title")}</Button>
        {!isEmpty(content) && <Button look="quiet" onClick={() => print()}>{t("print")}</Button>}
      </div>
      {!isEmpty(content) && <p class="small muted no-print">{t("print.under")}</p>}
    </Screen>
  );
}

function asOf(at: number): string {
  return Date.now() - at < 12 * 3_600_000 ? clockTime(new Date(at), phoneZone()) : dayAndTime(new Date(at), phoneZone());
}

function Begin({ onBegin }: { onBegin: () => void }) {
  return (
    <Empty>
      <p class="large">{t("empty.title")}</p>
      <p>{t("empty.text")}</p>
      <Button onClick={onBegin}>{t("empty.begin")}</Button>
    </Empty>
  );
}

/** Parts nothing is written in yet: an offer below all that is there. */
function Missing({ content, onAdd }: { content: CardContent; onAdd: (part: CardPart) => void }) {
  const empty = PARTS.filter((part) => content[part].length === 0);
  if (empty.length === 0) return null;
  return (
    <div class="no-print">
      <Rows label={t("add")}>
        {empty.map((part) => <RowButton key={part} icon="plus" text={t(`part.${part}`)} onClick={() => onAdd(part)} />)}
      </Rows>
    </div>
  );
}

function Review({ content, save }: { content: CardContent; save: (next: CardContent) => Promise<void> }) {
  const [wrong, setWrong] = useState(false);
  const today = dayOf(new Date(), phoneZone());
  const due = content.review_on !== null && content.review_on <= today;
  const set = (day: string) => {
    setWrong(false);
    save({ ...content, review_on: day || null }).catch(() => setWrong(true));
  };
  return (
    <Card label={t("review")}>
      {content.review_on && <p class={due ? "large" : "muted"}>{t(due ? "review.due" : "review.on", { day: longDay(content.review_on) })}</p>}
      <div class="no-print"><Field label={t("review")} type="date" value={content.review_on ?? ""} onText={set} /></div>
      {wrong && <Notice kind="error" live>{shared("storage.failed")}</Notice>}
    </Card>
  );
}

function LastChange({ card }: { card: CardData | null }) {
  if (!card?.at || !card.by) return null;
  const when = dayAndTime(card.at, phoneZone());
  return <p class="small muted">{card.is_by_client ? t("changed.you", { when }) : t("changed.by", { by: card.by, when })}</p>;
}
