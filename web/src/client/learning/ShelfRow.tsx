import type { Assigned } from "../../api/learning.ts";
import { language } from "../../i18n/index.ts";
import { offline } from "../../offline/sync.ts";
import { dayOf, phoneZone, shortDay } from "../../time.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { OnShelf } from "./progress.ts";
import { textsHere } from "./texts.ts";
import { t } from "./words.ts";

/** One text: its name, how long it takes, and what there is to know about it now. */
export function ShelfRow({ item, summary }: { item: OnShelf; summary?: boolean }) {
  const { row, reading, state } = item;
  const here = textsHere.value;
  const wasRead = state === "finished" || reading?.is_again;
  const missing = offline.value && here !== null && !here.has(state === "begun" && reading ? reading.digest : row.digest);
  const facts = [
    t("minutes.short", { count: row.minutes }),
    row.language !== language.value && t(`language.${row.language}`),
    row.is_own && t("own"),
    missing && t("away"),
  ].filter(Boolean);
  return (
    <li>
      <a class="row-link" href={`/read/${row.key}`}>
        <span class="text">
          <span class="reading-title" lang={row.language} dir="auto">{row.title}</span>
          {summary && <span class="small muted" lang={row.language} dir="auto">{row.summary}</span>}
          <span class="small muted">{facts.join(" · ")}</span>
        </span>
        {wasRead && <span class="reading-read small muted"><Icon name="check" size={16} />{t("read")}</span>}
        {!wasRead && <Icon name="forward" size={18} />}
      </a>
    </li>
  );
}

/** What was given: who gave it, for which day, and their line. */
export function GivenRow({ item }: { item: OnShelf }) {
  const { row, reading } = item;
  const given = row.assigned;
  return (
    <li>
      <a class="row-link" href={`/read/${row.key}`}>
        <span class="text">
          <span class="reading-title" lang={row.language} dir="auto">{row.title}</span>
          {given?.line && <q class="reading-line" dir="auto">{given.line}</q>}
          <span class="small muted">{[given && saidOf(given), t("minutes.short", { count: row.minutes })].filter(Boolean).join(" · ")}</span>
          {reading?.is_again && <span class="small muted">{t("read_before")}</span>}
        </span>
        <Icon name="forward" size={18} />
      </a>
    </li>
  );
}

/** A day that has gone by is not held against anybody. */
export function saidOf(given: Assigned, now = new Date()): string {
  const today = dayOf(now, phoneZone());
  const by = given.by && given.for !== "level" ? t(`given.${given.for}`, { name: given.by }) : t("given.level");
  return given.due_on && given.due_on >= today ? `${by}, ${t("given.by_day", { day: shortDay(given.due_on, today) })}` : by;
}
