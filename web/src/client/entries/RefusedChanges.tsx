import { t } from "../../i18n/more.ts";
import type { Operation } from "../../offline/operations.ts";
import { discard, tryAgain } from "../../offline/outbox.ts";
import { myDatabase, outbox, outboxChanged, sendNow } from "../../offline/sync.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { linesOf } from "../craving_logs/CravingBody.tsx";
import { t as cravings } from "../craving_logs/words.ts";

type Change = Extract<Operation, { kind: "craving_rating" | "craving_correction" }>;

/** Changes and ratings the server would not take: readable, and the person's to decide. */
export function RefusedChanges() {
  const refused = outbox.value.filter((op): op is Change => (op.kind === "craving_rating" || op.kind === "craving_correction") && op.refusal !== null);
  if (refused.length === 0) return null;
  const act = async (op: Change, what: typeof tryAgain) => {
    const db = await myDatabase();
    if (db) await what(db, op.id);
    await outboxChanged();
    await sendNow();
  };
  return (
    <section class="stack-s">
      <Notice kind="warn"><p>{t("tray.text")}</p></Notice>
      {refused.map((op) => (
        <Card key={op.id}>
          <h3>{cravings(op.kind === "craving_rating" ? "rating" : "correction")}</h3>
          {op.kind === "craving_rating" ? <p>{t("of_ten", { count: op.body.intensity })}</p> : linesOf(op.body.after).map((line, index) => <p key={index}>{line}</p>)}
          <div class="row">
            <Button look="quiet" onClick={() => void act(op, tryAgain)}>{t("try_again")}</Button>
            <Button look="danger" onClick={() => void act(op, discard)}>{t("delete")}</Button>
          </div>
        </Card>
      ))}
    </section>
  );
}
