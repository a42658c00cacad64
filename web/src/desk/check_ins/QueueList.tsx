import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { ReviewForm } from "../../api/review.ts";
import type { FlagCode, ReviewItem } from "../../api/types.ts";
import { me } from "../../person.ts";
import { dayAndTime, dayOf, shortDay } from "../../time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { ago } from "../ui/ago.ts";
import { t } from "../words/index.ts";
import { shortFlag } from "./flags.ts";
import { flagsOf, keyOf, urgencyOf } from "./order.ts";
import { drafts, looked, strayed } from "./sitting.ts";
import { t as say } from "./words.ts";

const URGENCIES = ["now", "today", "soon"] as const;

export function hrefOf(item: ReviewItem): string {
  return `/desk/check-ins/${item.client.id}/${item.check_in.id}`;
}

type Props = { items: readonly ReviewItem[]; openKey: string | null };

/** What waits, and what was done in this sitting. The arrow keys move within it. */
export function QueueList({ items, openKey }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const done = looked.value;

  function move(event: KeyboardEvent): void {
    const steps = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (steps === 0 || !list.current) return;
    event.preventDefault();
    moveFocus(list.current, steps);
  }
  return (
    <div ref={list} class="stack desk-queue" onKeyDown={move}>
      {URGENCIES.map((urgency) => (
        <Part key={urgency} title={say(`part.${urgency}`)} items={items.filter((item) => urgencyOf(item) === urgency)} openKey={openKey} />
      ))}
      <Part title={t("queue.draft")} items={strayed(items)} openKey={openKey} isDone />
      {done.length > 0 && (
        <Part title={t("queue.looked")} hint={t("queue.looked_hint")} items={done.map((one) => one.item)} openKey={openKey} isDone />
      )}
    </div>
  );
}

/** Moves the focus to the next or the one before of a list's links. */
export function moveFocus(list: HTMLElement, steps: 1 | -1): void {
  const links = [...list.querySelectorAll<HTMLElement>("a.desk-queue-item")];
  const place = links.indexOf(document.activeElement as HTMLElement);
  links[place < 0 ? (steps > 0 ? 0 : links.length - 1) : place + steps]?.focus();
}

type PartProps = { title: string; hint?: string; items: ReviewItem[]; openKey: string | null; isDone?: boolean };

function Part({ title, hint, items, openKey, isDone = false }: PartProps) {
  if (items.length === 0) return null;
  return (
    <section class="stack-s">
      <Heading>{title} <span class="muted">{items.length}</span></Heading>
      {hint && <p class="small muted">{hint}</p>}
      <ul class="rows">
        {items.map((item) => <Row key={keyOf(item)} item={item} isOpen={keyOf(item) === openKey} isDone={isDone} />)}
      </ul>
    </section>
  );
}

function Row({ item, isOpen, isDone }: { item: ReviewItem; isOpen: boolean; isDone: boolean }) {
  const zone = me().time_zone;
  const day = shortDay(item.check_in.on_day, dayOf(new Date(), zone));
  return (
    <li>
      <a class="desk-queue-item" href={hrefOf(item)} aria-current={isOpen ? "true" : undefined}>
        <span class="desk-who">
          <strong>{item.client.shown_name}</strong>
          <span class="small muted" title={dayAndTime(item.waiting_since, zone)}>{ago(item.waiting_since, Date.now(), "narrow")}</span>
        </span>
        <span class="small">{t("check_in.about", { day })}</span>
        {!isDone && <Due item={item} />}
        {!isDone && <Flags item={item} />}
        {!isDone && item.forms.length > 0 && <span class="small muted">{item.forms.map(shortForm).join(" · ")}</span>}
        {drafts.value.has(keyOf(item)) && <Words>{t("queue.draft")}</Words>}
      </a>
    </li>
  );
}

/** By when, in words: that it is late is said, not only coloured. */
function Due({ item }: { item: ReviewItem }) {
  const { task } = item;
  if (!task || task.state === "answered") return null;
  const when = dayAndTime(task.due_at, me().time_zone);
  return (
    <span class={task.overdue ? "small desk-overdue" : "small muted"}>
      {task.overdue && <Icon name="clock" size={16} />}
      {say(task.overdue ? "due.was" : "due.by", { when })}
      {task.state === "has_it" && `. ${task.is_mine ? say("task.i_have") : say("task.has", { name: task.owner ?? "" })}`}
    </span>
  );
}

/** `PHQ-9: 14 (moderate)`, or why there is no sum. */
function shortForm(form: ReviewForm): string {
  const [key, value] = Object.entries(form.scores)[0] ?? [];
  if (form.not_scored) return say("form.short", { name: form.name, what: form.not_scored });
  if (key === undefined || Object.keys(form.scores).length > 1) return say("form.short", { name: form.name, what: say("form.no_sum") });
  return say("form.short", { name: form.name, what: form.bands[key] ? `${value} (${form.bands[key]})` : String(value) });
}

function Flags({ item }: { item: ReviewItem }) {
  if (item.flags.length === 0) return null;
  return (
    <span class="desk-tags">
      {flagsOf(item).map((flag) => <Tag key={flag.key} kind={kindOf(flag.code)}>{shortFlag(flag, item.check_in.answers)}</Tag>)}
    </span>
  );
}

function kindOf(code: FlagCode): "plain" | "warn" | "error" {
  if (code === "backdated") return "plain";
  return code === "self_harm" || code === "may_use" ? "error" : "warn";
}

function Words({ children }: { children: ComponentChildren }) {
  return <span class="small desk-words-waiting">{children}</span>;
}
