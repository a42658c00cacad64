import { call } from "../../api/call.ts";
import type { Task } from "../../api/response.ts";
import { type Translated, type Words, words } from "../../i18n/index.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { Icon } from "../../ui/Icon.tsx";
import { type Resource, useFetched } from "../../ui/resource.ts";
import { t as duty } from "../duty/words.ts";
import { Heading } from "../ui/Heading.tsx";
import { t as say } from "./words.ts";

const en = {
  title: "Also waiting for you",
  failed: "What else waits for you could not be read just now.",
  duty: "Who looks, and by when",
} satisfies Words;
const es: Translated<typeof en> = {
  title: "También te espera",
  failed: "Ahora no se pudo leer qué más te espera.",
  duty: "Quién mira y para cuándo",
};
const t = words(en, es);

/** The viewer's own open tasks that no check-in shows: a craving, a form done with staff, silence, a planned contact. */
export function useOtherTasks(): Resource<Task[]> {
  return useFetched(async () => otherTasks((await call("GET /api/tasks")).items));
}

export function otherTasks(tasks: readonly Task[]): Task[] {
  return tasks.filter((task) => task.is_mine && task.kind !== "check_in");
}

/** Beside the check-ins, what else is the viewer's to look at; nothing where there is nothing. */
export function AlsoWaiting({ of }: { of: Resource<Task[]> }) {
  if (of.value === null) {
    return of.state === "failed" ? <p class="small muted">{t("failed")} <a href="/desk/duty">{t("duty")}</a></p> : null;
  }
  if (of.value.length === 0) return null;
  return (
    <section class="stack-s">
      <Heading>{t("title")} <span class="muted">{of.value.length}</span></Heading>
      <ul class="rows">{of.value.map((task) => <Row key={task.id} task={task} />)}</ul>
    </section>
  );
}

function Row({ task }: { task: Task }) {
  const when = dayAndTime(task.due_at, me().time_zone);
  return (
    <li>
      <a class="desk-queue-item" href={task.kind === "contact" ? `/desk/clients/${task.client.id}/contact` : "/desk/duty"}>
        <span class="desk-who"><strong>{task.client.shown_name}</strong></span>
        <span class="small">{duty(`kind.${task.kind}`)}</span>
        <span class={task.overdue ? "small desk-overdue" : "small muted"}>
          {task.overdue && <Icon name="clock" size={16} />}
          {say(task.overdue ? "due.was" : "due.by", { when })}
        </span>
        {task.flags.map((flag) => <span key={flag.key} class="small">{flag.reason}</span>)}
      </a>
    </li>
  );
}
