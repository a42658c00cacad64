import type { MySession } from "../../api/booking.ts";
import { call } from "../../api/call.ts";
import { me } from "../../person.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Empty, Notice, Tag } from "../../ui/surfaces.tsx";
import { shortDayAndClock, whereOf } from "../calendar/say.ts";
import { useAsking } from "../calendar/useAsking.ts";
import { t } from "./words.ts";

type Props = { classes: MySession[]; onChanged: () => void };

/** Classes of the next two weeks: a place is one tap. */
export function Classes({ classes, onChanged }: Props) {
  const { busy, wrong, ask } = useAsking({ group_full: t("problem.session_full"), not_bookable: t("problem.not_bookable") });
  async function take(id: string): Promise<void> {
    const done = await ask(() => call("PUT /api/sessions/{id}/place", { path: { id }, body: {} }));
    if (done) announce(t("classes.taken"));
    onChanged();
  }
  return (
    <section class="stack">
      <h2>{t("classes.title")}</h2>
      {wrong && <Notice kind="warn" live>{wrong}</Notice>}
      {classes.length === 0 && <Empty>{t("classes.none")}</Empty>}
      <ul class="open-classes stack">
        {classes.map((one) => <li key={one.id}><OneClass session={one} busy={busy} onTake={() => void take(one.id)} /></li>)}
      </ul>
    </section>
  );
}

function OneClass({ session, busy, onTake }: { session: MySession; busy: boolean; onTake: () => void }) {
  const when = shortDayAndClock(session.starts_at, me().time_zone);
  const where = whereOf(session);
  const left = session.places_left;
  return (
    <article class="open-class card">
      <h3>{session.title}</h3>
      <p><strong>{when}</strong></p>
      {(where || session.provider) && (
        <p class="muted">{[session.provider && t("classes.with", { name: session.provider.shown_name }), where].filter(Boolean).join(" · ")}</p>
      )}
      {session.mine === "open" ? (
        <>
          <p class="small">{left === null ? t("classes.any") : t("classes.free", { count: left })}</p>
          <Button wide busy={busy} label={t("classes.take_in", { title: session.title, when })} onClick={onTake}>{t("classes.take")}</Button>
        </>
      ) : (
        <p class="open-mine">
          <Tag kind={session.mine === "booked" ? "good" : "warn"}>{t(session.mine === "booked" ? "classes.yours" : "classes.waiting")}</Tag>
          <a href={`/sessions/${session.id}`}>{t("classes.look")}</a>
        </p>
      )}
    </article>
  );
}
