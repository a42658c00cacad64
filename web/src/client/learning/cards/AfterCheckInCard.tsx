import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DueCard, Rating } from "../../../api/learning.ts";
import { Button } from "../../../ui/Button.tsx";
import { Card } from "../../../ui/surfaces.tsx";
import { Answer, Ratings } from "./OneCard.tsx";
import { useDeck } from "./useDeck.ts";
import { t } from "./words.ts";

/** After a check-in: one question, for whoever likes. Nothing when none is due. */
export default function AfterCheckInCard() {
  const { deck, isSettled, rate } = useDeck();
  const [step, setStep] = useState<"offered" | "asked" | "answered" | "done">("offered");
  const held = useRef<DueCard | null>(null);
  if (isSettled) held.current ??= deck?.cards[0] ?? null;
  const card = held.current;
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (step === "asked" || step === "done") heading.current?.focus({ preventScroll: true });
  }, [step]);
  if (!card) return null;
  return (
    <Card soft>
      <div class="recall-offer stack-s">
        <h2 ref={step === "done" ? heading : undefined} tabIndex={-1}>{t(step === "done" ? "offer.done" : "offer.title")}</h2>
        {step === "offered" && (
          <>
            <p class="muted">{t("offer.text")}</p>
            <Button look="quiet" wide onClick={() => setStep("asked")}>{t("offer.yes")}</Button>
          </>
        )}
        {(step === "asked" || step === "answered") && <h3 ref={step === "asked" ? heading : undefined} tabIndex={-1} lang={card.language}>{card.question}</h3>}
        {step === "asked" && <Button look="quiet" wide onClick={() => setStep("answered")}>{t("show")}</Button>}
        {step === "answered" && (
          <>
            <Answer card={card} />
            <Ratings onRate={(rating: Rating) => rate(card, rating)} onRated={() => setStep("done")} />
          </>
        )}
      </div>
    </Card>
  );
}
