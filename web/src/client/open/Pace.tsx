import { call } from "../../api/call.ts";
import { type AlumniChoice, PACES } from "../../api/open_door.ts";
import { announce } from "../../ui/Live.tsx";
import { Options } from "../../ui/choices.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useAsking } from "../calendar/useAsking.ts";
import { t } from "./words.ts";

type Value = (typeof PACES)[number] | "none" | "only";
const VALUES: Value[] = [...PACES, "none", "only"];

/** How much somebody wants to hear. Online only: what is said to be chosen must hold. */
export function Pace({ choice, onChosen }: { choice: AlumniChoice | null; onChosen: (choice: AlumniChoice) => void }) {
  const { wrong, ask } = useAsking();
  async function choose(value: Value): Promise<void> {
    const every_days = value === "none" || value === "only" ? null : value;
    const kept = await ask(() => call("PUT /api/alumni-choice", { body: { every_days, only_safety_plan: value === "only" } }));
    if (!kept) return;
    onChosen(kept);
    announce(t("pace.saved"));
  }
  return (
    <section class="stack-s">
      <h2>{t("pace.title")}</h2>
      <p>{t("pace.text")}</p>
      {choice === null && <p class="muted">{t("pace.as_programme")}</p>}
      <Options
        label={t("pace.label")} value={valueOf(choice)} onChoose={(value) => void choose(value)}
        options={VALUES.map((value) => ({ value, text: t(`pace.${value}`) }))}
      />
      {wrong && <Notice kind="warn" live>{wrong}</Notice>}
    </section>
  );
}

function valueOf(choice: AlumniChoice | null): Value | null {
  if (choice === null) return null;
  if (choice.only_safety_plan) return "only";
  return choice.every_days ?? "none";
}
