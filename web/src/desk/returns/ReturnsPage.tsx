import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { WishOfSomebody } from "../../api/open_door.ts";
import { Problem } from "../../api/problem.ts";
import { t as shared } from "../../i18n/core.ts";
import { me } from "../../person.ts";
import { dayOf, longDay } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import { Field } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Notice, RowLink, RowPlain, Rows } from "../../ui/surfaces.tsx";
import { DeskNav } from "../ui/DeskNav.tsx";
import { Heading } from "../ui/Heading.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { t } from "./words.ts";

/** Who would like to come back, and who is back. */
export function ReturnsPage() {
  const returns = useFetched(() => call("GET /api/returns"));
  return (
    <Screen title={t("title")} under={t("under")} wide nav={<DeskNav />}>
      <Loaded of={returns}>
        {({ wishes, visits, stays }) => (
          <div class="help-page">
            <section class="stack">
              <Heading>{t("wishes.title")}</Heading>
              {wishes.length === 0 && <p class="muted">{t("wishes.none")}</p>}
              {wishes.map((wish) => <Wish key={wish.id} wish={wish} onAnswered={returns.reload} />)}
              <p class="small muted">{t("wishes.how")}</p>
              {wishes.some((wish) => wish.can_readmit) && <p class="small muted">{t("wishes.begin")}</p>}
            </section>
            <div class="stack-l">
              <section class="stack-s">
                <Heading>{t("stays.title")}</Heading>
                {stays.length === 0 && <p class="muted">{t("stays.none")}</p>}
                <Rows label={t("stays.title")}>
                  {stays.map((one) => (
                    <RowLink key={one.client_id} href={`/desk/clients/${one.client_id}`} icon="me" text={one.name} detail={`${one.programme} · ${longDay(one.on_day)}`} />
                  ))}
                </Rows>
              </section>
              <section class="stack-s">
                <Heading>{t("visits.title")}</Heading>
                {visits.length === 0 && <p class="muted">{t("visits.none")}</p>}
                <Rows label={t("visits.title")}>
                  {visits.map((one) => (
                    <RowPlain key={`${one.client_id} ${one.on_day} ${one.title}`}>
                      <span>{one.name}</span>
                      <span class="small muted">{one.title} · {longDay(one.on_day)}</span>
                    </RowPlain>
                  ))}
                </Rows>
              </section>
            </div>
          </div>
        )}
      </Loaded>
    </Screen>
  );
}

function Wish({ wish, onAnswered }: { wish: WishOfSomebody; onAnswered: () => Promise<void> }) {
  const [line, setLine] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  async function answer(): Promise<void> {
    if (!line.trim()) return setWrong(t("problem.empty"));
    setBusy(true);
    try {
      await call("PUT /api/clients/{client_id}/return-wishes/{id}/answer", { path: { client_id: wish.client_id, id: wish.id }, body: { line: line.trim() } });
      announce(t("wishes.done"));
      await onAnswered();
    } catch (error) {
      const isLate = error instanceof Problem && error.code === "answered_already";
      setWrong(isLate ? t("problem.answered") : shared("something_wrong"));
    }
    setBusy(false);
  }
  return (
    <Card label={wish.name}>
      <h3>{wish.name}</h3>
      <p class="small muted">{t("wishes.said", { day: longDay(dayOf(new Date(wish.asked_at), me().time_zone)) })}</p>
      {wish.note && <p>“{wish.note}”</p>}
      <Field label={t("wishes.line", { name: wish.name })} value={line} onText={setLine} maxLength={400} />
      {wrong && <Notice kind="warn" live>{wrong}</Notice>}
      <Button busy={busy} onClick={() => void answer()}>{t("wishes.send")}</Button>
    </Card>
  );
}
