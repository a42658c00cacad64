import type { Readers, SharedWith } from "../../api/milestones.ts";
import { Options } from "../../ui/choices.tsx";
import { offline } from "../../offline/sync.ts";
import { t } from "./words.ts";

/** `value` null: the main counselor is another than the client chose, and nothing is chosen yet. */
type Props = { value: SharedWith | null; readers: Readers; onChoose: (value: SharedWith) => void };

/** Who reads it, by name. What cannot be read by anybody is not offered. */
export function Sharing({ value, readers, onChoose }: Props) {
  const { primary, team } = readers;
  const options: { value: SharedWith; text: string }[] = [{ value: "nobody", text: t("note.nobody") }];
  if (primary) options.push({ value: "primary", text: t("note.primary", { name: primary }) });
  // A team of one is the main counselor: offering both would be asking the same twice.
  if (value === "team" || team.some((name) => name !== primary)) options.push({ value: "team", text: t("note.team", { names: team.join(", ") }) });
  return (
    <div class="stack">
      {value === null && <p>{t("who.changed")}</p>}
      <Options label={t("note.share")} options={options} value={value} onChoose={onChoose} />
      <p class="muted">{t(options.length > 1 ? "note.share_text" : "note.share_none")}</p>
      {offline.value && options.length > 1 && <p class="muted">{t("note.share_offline")}</p>}
    </div>
  );
}
