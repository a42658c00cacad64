import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Task } from "../../api/response.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Card, Notice, Tag } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { isAdministrator, isProvider } from "../ui/roles.ts";
import { AnswerSheet } from "./AnswerSheet.tsx";
import { HandSheet } from "./HandSheet.tsx";
import { refusalOf } from "./say.ts";
import { t } from "./words.ts";

type Opened = { task: Task; what: "answer" | "hand" } | null;

/** Open tasks: one's own, those of colleagues, and for administrators those nobody is left for. */
export function Tasks() {
  const tasks = useFetched(() => call("GET /api/tasks"));
  const [opened, setOpened] = useState<Opened>(null);
  const [done, setDone] = useState<string | null>(null);

  async function after(sentence: string): Promise<void> {
    setDone(sentence);
    announce(sentence);
    await tasks.reload();
  }
  return (
    <Loaded of={tasks}>
      {({ items, more }) => {
        const stuck = items.filter((task) => task.is_stuck && !task.is_mine);
        const mine = items.filter((task) => task.is_mine);
        const others = items.filter((task) => !task.is_mine && !task.is_stuck);
        const list = { onOpen: setOpened, onDone: after };
        const close = () => setOpened((now) => (now === opened ? null : now));
        const closeAfter = (sentence: string) => after(sentence).then(close);
        return (
          <div class="stack-l">
            {done && <Notice>{done}</Notice>}
            {isAdministrator() && (
              <Part title={t("tasks.stuck")} text={stuck.length > 0 ? t("tasks.stuck_text") : t("tasks.stuck_none")} tasks={stuck} {...list} />
            )}
            {isProvider() && <Part title={t("tasks.mine")} text={mine.length > 0 ? null : t("tasks.mine_none")} tasks={mine} {...list} />}
            {isProvider() && others.length > 0 && <Part title={t("tasks.others")} text={null} tasks={others} {...list} />}
            {more && <p class="small muted">{t("tasks.more")}</p>}
            {opened?.what === "answer" && <AnswerSheet task={opened.task} onDone={closeAfter} onClose={close} />}
            {opened?.what === "hand" && <HandSheet task={opened.task} onDone={closeAfter} onClose={close} />}
          </div>
        );
      }}
    </Loaded>
  );
}

type ListProps = { onOpen: (opened: Opened) => void; onDone: (sentence: string) => Promise<void> };

function Part({ title, text, tasks, ...list }: ListProps & { title: string; text: string | null; tasks: Task[] }) {
  const rest = tasks.filter((task) => !isPressing(task));
  return (
    <Card>
      <div class="stack">
        <Heading>{title}</Heading>
        {text && <p>{text}</p>}
        <List tasks={tasks.filter(isPressing)} {...list} />
        {rest.length > 0 && (
          <details class="duty-rest">
            <summary>{t("tasks.rest", { count: rest.length })}</summary>
            <List tasks={rest} {...list} />
          </details>
        )}
      </div>
    </Card>
  );
}

/** What cannot wait, is late, has gone on to somebody or is in somebody's hands. The rest is the usual work of the review desk. */
function isPressing(task: Task): boolean {
  return task.urgency !== "soon" || task.overdue || task.hops > 0 || task.state === "has_it";
}

function List({ tasks, ...list }: ListProps & { tasks: Task[] }) {
  return tasks.length > 0 ? <ul class="duty-tasks">{tasks.map((task) => <Row key={task.id} task={task} {...list} />)}</ul> : null;
}

function Row({ task, onOpen, onDone }: ListProps & { task: Task }) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const name = task.client.shown_name;
  const when = dayAndTime(task.due_at, me().time_zone);

  async function take(): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      await call("PUT /api/tasks/{id}/acknowledgement", { path: { id: task.id }, body: {} });
      await onDone(t("said.taken", { name }));
    } catch (error) {
      setWrong(refusalOf(error));
    }
    setBusy(false);
  }
  // An administrator who sees no reasons only finds somebody.
  const sees = isProvider() && (!task.is_stuck || task.flags.length > 0);
  return (
    <li class="duty-task">
      <div class="duty-task-words">
        <p class="row duty-task-head">
          <strong>{sees ? <a href={`/desk/clients/${task.client.id}`}>{name}</a> : name}</strong>
          <Tag kind={task.urgency === "now" ? "error" : task.urgency === "today" ? "warn" : "plain"}>{t(`urgency.${task.urgency}`)}</Tag>
          <span class="small muted">{t(`kind.${task.kind}`)}</span>
        </p>
        <p>{task.overdue ? <strong class="duty-late"><Icon name="clock" size={18} />{t("task.late", { when })}</strong> : t("task.due", { when })}</p>
        {task.flags.length > 0 && <ul class="duty-reasons">{task.flags.map((flag) => <li key={flag.key}>{flag.reason}</li>)}</ul>}
        <p class="small muted">{[holderOf(task), task.hops > 0 && t("task.hops", { count: task.hops })].filter(Boolean).join(" · ")}</p>
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
      </div>
      <div class="row duty-task-do">
        {sees && task.state === "waiting" && <Button busy={busy} label={t("task.take_of", { name })} onClick={() => void take()}>{t("task.take")}</Button>}
        <Button look="quiet" label={t("task.hand_of", { name })} onClick={() => onOpen({ task, what: "hand" })}>{t("task.hand")}</Button>
        {sees && (task.state === "waiting" || task.is_mine) && <Button look="soft" label={t("task.answer_of", { name })} onClick={() => onOpen({ task, what: "answer" })}>{t("task.answer")}</Button>}
      </div>
    </li>
  );
}

function holderOf(task: Task): string {
  if (task.owner === null) return t("task.nobody");
  if (task.state === "has_it") return task.is_mine ? t("task.i_have") : t("task.has", { name: task.owner });
  return task.is_mine ? "" : t("task.with", { name: task.owner });
}
