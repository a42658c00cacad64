import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Episode, Move } from "../../api/episodes.ts";
import { Button } from "../../ui/Button.tsx";
import { t as shared } from "../../i18n/core.ts";
import { Choice, Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { focusFirstWrong } from "../ui/focus.ts";
import { Concerns } from "./NowCard.tsx";
import { sayMove } from "./say.ts";
import { useTelling } from "./useTelling.ts";
import { t } from "./words.ts";

type Props = { episode: Episode; onClose: () => void; onTaken: (episode: Episode) => void; onRefused: () => void };
type Form = { move: string; level: string; why: string; despite: string };

/** The steps that may follow, each with its reason. What ends a stay is asked twice. */
export function StepSheet({ episode, onClose, onTaken, onRefused }: Props) {
  const moves = episode.moves.filter((move) => !isIdle(move, episode));
  const [form, setForm] = useState<Form>({ move: "", level: firstLevel(episode), why: "", despite: "" });
  const [tried, setTried] = useState(false);
  const [sure, setSure] = useState(false);
  const telling = useTelling(onRefused);
  const move = moves.find((one) => keyOf(one) === form.move) ?? null;
  const needs = needsOf(move, episode);
  const whole = move !== null && form.why.trim() !== "" && (!needs.level || form.level !== "") && (!needs.despite || form.despite.trim() !== "");
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });

  async function take(): Promise<void> {
    if (!move) return;
    const body = {
      phase: move.phase, outcome: move.outcome, level: needs.level ? form.level : null,
      why: form.why.trim(), despite: needs.despite ? form.despite.trim() : null,
    };
    const sent = await telling.send(() => call("POST /api/clients/{client_id}/steps", { path: { client_id: episode.client.id }, body }));
    setSure(false);
    if (!sent) return;
    announce(t("step.done"));
    onTaken(sent.answer);
  }
  function submit(event: Event): void {
    event.preventDefault();
    setTried(true);
    if (!whole) return focusFirstWrong(event.currentTarget);
    if (move?.ends) setSure(true);
    else void take();
  }

  const name = episode.client.shown_name;
  if (sure) {
    return (
      <Sheet key="sure" title={t("end.title")} onClose={() => setSure(false)} busy={telling.busy}>
        <p>{t("end.text", { name })}</p>
        <Button look="danger" wide busy={telling.busy} onClick={() => void take()}>{t("end.yes")}</Button>
        <Button look="plain" wide onClick={() => setSure(false)}>{shared("cancel")}</Button>
      </Sheet>
    );
  }
  return (
    <Sheet key="step" title={t("step.title", { name })} onClose={onClose} busy={telling.busy}>
      <form class="stack" noValidate onSubmit={submit}>
        <Choice
          label={t("step.which")} value={form.move} onChoose={(chosen) => change({ move: chosen })} wrong={tried && !move ? t("step.which_wrong") : null}
          options={[{ value: "", text: "–" }, ...moves.map((one) => ({ value: keyOf(one), text: sayMove(one) }))]}
        />
        {needs.level && <LevelChoice episode={episode} level={form.level} tried={tried} onChoose={(level) => change({ level })} />}
        {needs.despite && <Concerns title={t("step.concerns")} concerns={episode.concerns} />}
        <Field
          label={t("step.why")} hint={t("step.why_hint")} value={form.why} onText={(why) => change({ why })} maxLength={200} autocomplete="off" required
          wrong={tried && !form.why.trim() ? t("step.why_wrong") : null}
        />
        {needs.despite && (
          <Field
            label={t("step.despite")} hint={t("step.despite_hint")} value={form.despite} onText={(despite) => change({ despite })} maxLength={190} autocomplete="off" required
            wrong={tried && !form.despite.trim() ? t("step.despite_wrong") : null}
          />
        )}
        {telling.wrong && <Notice kind="error" live>{telling.wrong}</Notice>}
        <Button type="submit" wide busy={telling.busy}>{t("step.button")}</Button>
      </form>
    </Sheet>
  );
}

type LevelProps = { episode: Episode; level: string; tried: boolean; onChoose: (level: string) => void };

function LevelChoice({ episode, level, tried, onChoose }: LevelProps) {
  const levels = episode.programme.levels.filter((one) => episode.phase !== "treatment" || one !== episode.level);
  return (
    <Choice
      label={t("step.level")} value={level} onChoose={onChoose} wrong={tried && !level ? t("step.level_wrong") : null}
      options={[{ value: "", text: "–" }, ...levels.map((one) => ({ value: one, text: one }))]}
    />
  );
}

function keyOf({ phase, outcome }: Move): string {
  return `${phase} ${outcome ?? ""}`;
}

/** A programme that is closed admits nobody, and one with a single level has no other. */
function isIdle(move: Move, { programme, phase }: Episode): boolean {
  if (move.admits) return !programme.is_open;
  return !move.ends && move.phase === "treatment" && phase === "treatment" && programme.levels.length < 2;
}

function needsOf(move: Move | null, episode: Episode): { level: boolean; despite: boolean } {
  const level = move !== null && move.phase === "treatment" && !move.ends;
  return { level, despite: move?.admits === true && episode.concerns.length > 0 };
}

function firstLevel({ phase, assessment, programme }: Episode): string {
  if (phase === "treatment") return "";
  const found = assessment?.level ?? programme.levels[0] ?? "";
  return programme.levels.includes(found) ? found : "";
}
