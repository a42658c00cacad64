import { useRef, useState } from "preact/hooks";
import type { DueCard, Rating } from "../../../api/learning.ts";
import { t as shell } from "../../../i18n/more.ts";
import type { Operation } from "../../../offline/operations.ts";
import { discard, tryAgain } from "../../../offline/outbox.ts";
import { myDatabase, outboxChanged, sendNow } from "../../../offline/sync.ts";
import { me } from "../../../person.ts";
import { dayOf, shortDay } from "../../../time.ts";
import { Button, ButtonLink } from "../../../ui/Button.tsx";
import { announce } from "../../../ui/Live.tsx";
import { Screen } from "../../../ui/Screen.tsx";
import { Empty, Notice } from "../../../ui/surfaces.tsx";
import "./cards.css";
import { nameOf } from "./deck.ts";
import { Answer, Ratings } from "./OneCard.tsx";
import { type MyDeck, useDeck } from "./useDeck.ts";
import { t } from "./words.ts";

/** Today's questions, one at a time; and after them, that it is enough. */
export default function CardsScreen() {
  const mine = useDeck();
  // The card somebody is thinking about stays, whatever another phone has answered meanwhile.
  const held = useRef<DueCard | null>(null);
  const [, setRated] = useState(0);
  const { deck, resource, isSettled } = mine;
  if (!deck || !(isSettled || held.current)) {
    return (
      <Screen title={t("title")} back="/read">
        {resource.state === "failed" ? <Empty>{t("not_loaded")}</Empty> : <p class="muted">{shell("loading")}</p>}
      </Screen>
    );
  }
  held.current ??= deck.cards[0] ?? null;
  const card = held.current;
  if (!card) return <Nothing mine={mine} />;
  const rate = async (rating: Rating) => {
    await mine.rate(card, rating);
    held.current = null;
    setRated((count) => count + 1);
    if (deck.cards.length > 1) announce(t("kept"));
  };
  return <Ask key={nameOf(card)} card={card} count={deck.answered + 1} of={deck.answered + Math.max(1, deck.cards.length)} onRate={rate} />;
}

type AskProps = { card: DueCard; count: number; of: number; onRate: (rating: Rating) => Promise<void> };

function Ask({ card, count, of, onRate }: AskProps) {
  const [open, setOpen] = useState(false);
  const foot = (
    <section aria-label={t(open ? "how" : "question")}>
      {open ? <Ratings onRate={onRate} /> : <Button big wide onClick={() => setOpen(true)}>{t("show")}</Button>}
    </section>
  );
  return (
    <Screen title={card.question} under={t("today.of", { count, of })} back="/read" nav={null} foot={foot}>
      {open && <Answer card={card} />}
      {open && <p class="small muted">{t("private")}</p>}
    </Screen>
  );
}

/** Enough for today, or nothing due: never how much waits behind it. */
function Nothing({ mine: { deck, resource, refused } }: { mine: MyDeck }) {
  const today = dayOf(new Date(), me().time_zone);
  const [next] = (resource.value?.items ?? []).map((card) => card.due_on).filter((day) => day > today).sort();
  const enough = (deck?.answered ?? 0) > 0;
  return (
    <Screen key="none" title={t(enough ? "done.title" : "none.title")} back="/read">
      <p class="large">{t(enough ? "done.text" : "none.text")}</p>
      {!enough && next && <p class="muted">{t("none.next", { day: shortDay(next, today) })}</p>}
      <Refused refused={refused} />
      <div class="stack-s">
        <ButtonLink href="/" wide>{shell("home")}</ButtonLink>
        <ButtonLink href="/read" look="quiet" wide>{t("to_shelf")}</ButtonLink>
      </div>
    </Screen>
  );
}

function Refused({ refused }: { refused: Operation[] }) {
  if (refused.length === 0) return null;
  const act = async (what: typeof tryAgain) => {
    const db = await myDatabase();
    for (const op of refused) if (db) await what(db, op.id);
    await outboxChanged();
    await sendNow();
  };
  return (
    <Notice kind="warn">
      <p>{t("refused", { count: refused.length })}</p>
      <div class="row">
        <Button look="quiet" onClick={() => void act(tryAgain)}>{shell("try_again")}</Button>
        <Button look="plain" onClick={() => void act(discard)}>{shell("delete")}</Button>
      </div>
    </Notice>
  );
}
