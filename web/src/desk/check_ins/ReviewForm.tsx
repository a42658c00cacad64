import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import { OUTCOMES } from "../../api/review.ts";
import type { Instant, ReviewItem } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Choice, TextArea } from "../../ui/Field.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { sentenceFor } from "../ui/problems.ts";
import { t } from "../words/index.ts";
import { flagsOf, keyOf } from "./order.ts";
import { isSecondPress } from "./press.ts";
import { Ratings } from "./Ratings.tsx";
import { type Draft, drafts, keepWords, type Looked, type Lost, NOTHING, sitting } from "./sitting.ts";
import { t as say } from "./words.ts";

export const LINE_LENGTH = 280;
type Props = {
  item: ReviewItem;
  done: Looked | null;
  /** `sent`: as it stood in the form; `waited`: how long the answer took, in ms. */
  onDone: (item: ReviewItem, at: Instant, kept: Draft, sent: Draft, waited: number) => void;
  onGone: (item: ReviewItem, why: Lost["why"], sent: Draft, waited: number) => void;
};

/** A note only its writer sees, a line the client reads, and that somebody has looked. */
export function ReviewForm({ item, done, onDone, onGone }: Props) {
  const key = keyOf(item);
  const kept = done?.kept ?? NOTHING;
  const draft = drafts.value.get(key) ?? kept;
  const change = (part: Partial<Draft>) => keepWords(item, { ...draft, ...part }, kept);
  const { save, busy, wrong } = useSaving({ item, done, onDone, onGone });
  const name = item.client.shown_name;
  const trouble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Saved by a key or from the bar at the bottom, the form itself may be out of sight.
    if (wrong) trouble.current?.scrollIntoView({ block: "center" });
  }, [wrong]);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (drafts.value.has(key) || !isSecondPress(key, event.submitter !== null)) void save();
  }
  return (
    <Card label={t("review.title")}>
      <form
        class="desk-review" onSubmit={submit}
        onKeyDown={(event) => { if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur(); }}
      >
        <div class="desk-review-fields">
          <TextArea label={t("review.note")} hint={t("review.note_hint")} value={draft.note} maxLength={2000} onText={(note) => change({ note })} />
          <TextArea
            label={t("review.line", { name })} value={draft.line} maxLength={LINE_LENGTH} onText={(line) => change({ line })}
            hint={`${t("review.line_hint", { name, you: me().shown_name })} ${leftOf(draft.line)}`}
          />
        </div>
        <Choice
          label={say("outcome.label")} value={draft.outcome} onChoose={(chosen) => change({ outcome: OUTCOMES.find((one) => one === chosen) ?? "looked" })}
          options={OUTCOMES.map((one) => ({ value: one, text: say(`outcome.${one}`) }))}
        />
        <Ratings flags={flagsOf(item)} ratings={draft.ratings} onRate={(ratings) => change({ ratings })} />
        <div ref={trouble}>{wrong && <Notice kind="error" live>{t("review.not_saved", { why: wrong })}</Notice>}</div>
        <div class="desk-review-bar">
          <span class="small muted">{done ? t("review.made", { name, when: dayAndTime(done.at, me().time_zone) }) : t("review.tells", { name })}</span>
          <Button type="submit" icon={done ? undefined : "check"} busy={busy} disabled={done !== null && !drafts.value.has(key)}>
            {t(done ? "review.change" : "review.looked")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function leftOf(line: string): string {
  return line.length > LINE_LENGTH - 80 ? t("review.left", { count: LINE_LENGTH - line.length }) : "";
}

/** Sending it: once at a time, and whatever happens the words stay until they are saved. */
function useSaving({ item, done, onDone, onGone }: Props) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const running = useRef(false);

  async function save(): Promise<void> {
    if (running.current || (done && !drafts.value.has(keyOf(item)))) return;
    running.current = true;
    setBusy(true);
    setWrong(null);
    const mine = sitting();
    const began = performance.now();
    const sent = drafts.value.get(keyOf(item)) ?? done?.kept ?? NOTHING;
    const written = { ...sent, note: sent.note.trim(), line: sent.line.trim() };
    try {
      const made = await call("PUT /api/clients/{client_id}/check-ins/{id}/review", {
        path: { client_id: item.client.id, id: item.check_in.id },
        body: { note_to_self: written.note || null, line_to_client: written.line || null, outcome: written.outcome, ratings: written.ratings },
      });
      if (mine === sitting()) onDone(item, made.at, written, sent, performance.now() - began);
    } catch (error) {
      const code = error instanceof Problem ? error.code : "";
      if (code !== "already_reviewed" && code !== "not_found") setWrong(sentenceFor(error));
      else if (mine === sitting()) onGone(item, code, sent, performance.now() - began);
    } finally {
      running.current = false;
      setBusy(false);
    }
  }
  return { save, busy, wrong };
}
