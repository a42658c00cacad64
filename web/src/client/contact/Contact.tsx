import { useState } from "preact/hooks";
import type { OwnContacts } from "../../api/aftercare.ts";
import { call } from "../../api/call.ts";
import { Problem } from "../../api/problem.ts";
import { t as shared } from "../../i18n/core.ts";
import { dayAndTime, phoneZone } from "../../time.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/Live.tsx";
import { type Resource, useKept } from "../../ui/resource.ts";
import { Screen } from "../../ui/Screen.tsx";
import { Card, Empty, Notice } from "../../ui/surfaces.tsx";
import "./contact.css";
import { byMonth, sayDay, sayMonth, sayRow } from "./say.ts";
import { t } from "./words.ts";

/** Who stays in touch with me, when next, and a way to ask for more. */
export default function Contact() {
  const contacts = useKept<OwnContacts>("contact", () => call("GET /api/contact"));
  const { value, state, at } = contacts;
  const under = state === "stale" && at !== null ? t("as_of", { when: dayAndTime(new Date(at), phoneZone()) }) : t("under");
  return (
    <Screen title={t("title")} under={under} back="/around">
      {value === null && (state === "loading" ? <p class="muted" role="status">{shared("loading")}</p> : <Notice kind="warn" live>{t("not_loaded")}</Notice>)}
      {value !== null && value.contact === null && <None />}
      {value !== null && value.contact !== null && <Row value={value} name={value.contact} of={contacts} />}
    </Screen>
  );
}

function None() {
  return (
    <Empty>
      <p class="large">{t("none")}</p>
      <p>{t("none_text")}</p>
      <ButtonLink look="quiet" href="/help">{t("help")}</ButtonLink>
    </Empty>
  );
}

function Row({ value, name, of }: { value: OwnContacts; name: string; of: Resource<OwnContacts> }) {
  const { next_on, next_from, next_until } = value;
  return (
    <div class="stack">
      <Card>
        <div class="stack-s">
          <h2>{t("who", { name })}</h2>
          {next_on ? <p class="large">{t("next", { day: sayDay(next_on) })}</p> : <p>{t("over")}</p>}
          {next_on && next_from && next_until && next_from !== next_until && (
            <p class="small muted">{t("around", { from: sayDay(next_from), until: sayDay(next_until) })}</p>
          )}
        </div>
      </Card>
      <Sooner value={value} name={name} of={of} />
      <Card>
        <div class="stack-s">
          <h2>{t("way")}</h2>
          {value.stretches.map((row) => <ul key={row.starts_on} class="contact-way">{sayRow(row.starts_on, row.stretches).map((line) => <li key={line}>{line}</li>)}</ul>)}
          <details class="contact-days">
            <summary>{t("days")}</summary>
            <Months row={value.row} />
          </details>
          <p class="small muted">{t("change")}</p>
        </div>
      </Card>
    </div>
  );
}

function Months({ row }: { row: OwnContacts["row"] }) {
  return (
    <>
      <dl>
        {byMonth(row).map(([month, days]) => (
          <div key={month}>
            <dt>{sayMonth(month)}</dt>
            {days.map(({ on, is_done }) => (
              <dd key={on} class={is_done ? "is-done" : ""}>
                {Number(on.slice(8))}
                {is_done && <><Icon name="check" size={16} /><span class="sr-only">{t("done")}</span></>}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {row.some((one) => one.is_done) && <p class="small muted">{t("done_mark")}</p>}
    </>
  );
}

/** One tap, and an honest word about who has it. It is told to a person, so it is not kept for later. */
function Sooner({ value, name, of }: { value: OwnContacts; name: string; of: Resource<OwnContacts> }) {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [names, setNames] = useState(name);

  async function ask(): Promise<void> {
    setBusy(true);
    setWrong(null);
    try {
      const sent = await call("PUT /api/contact-wish", { body: {} });
      setNames(sent.to.join(", "));
      of.put({ ...value, asked_at: sent.asked_at });
      announce(t("said"));
    } catch (error) {
      setWrong(error instanceof Problem ? shared("something_wrong") : t("need_line"));
    }
    setBusy(false);
  }
  if (value.asked_at) {
    return (
      <Notice live>
        <p>{t("asked", { names, when: dayAndTime(value.asked_at, phoneZone()) })}</p>
        <p class="small">{t("asked_text")}</p>
      </Notice>
    );
  }
  return (
    <div class="stack-s">
      <Button wide look="soft" icon="phone" busy={busy} onClick={() => void ask()}>{t("sooner")}</Button>
      <p class="small muted">{t("sooner_text", { name })}</p>
      {wrong && <Notice kind="warn" live>{wrong} <a href="/help">{t("help")}</a></Notice>}
    </div>
  );
}
