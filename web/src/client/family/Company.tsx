import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { Seat, Seats } from "../../api/family.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { useFetched } from "../../ui/resource.ts";
import { Card, Notice, RowPlain, Rows } from "../../ui/surfaces.tsx";
import { t } from "./words.ts";

/** Whom the client asks to one couples or family session of their own. Nothing where that cannot be. */
export function Company({ id }: { id: string }) {
  const seats = useFetched(() => call("GET /api/sessions/{id}/relatives", { path: { id } }), [id]);
  if (!seats.value) return null;
  const { items } = seats.value;
  return (
    <Card label={t("company.title")}>
      <h2>{t("company.title")}</h2>
      <p class="muted">{items.length === 0 ? t("company.none") : t("company.text")}</p>
      {items.length === 0 && <ButtonLink href="/sharing" look="soft">{t("to_sharing")}</ButtonLink>}
      {items.length > 0 && (
        <Rows label={t("company.title")}>
          {items.map((one) => <Row key={one.id} id={id} one={one} seats={seats.value as Seats} put={seats.put} />)}
        </Rows>
      )}
    </Card>
  );
}

function Row({ id, one, seats, put }: { id: string; one: Seat; seats: Seats; put: (seats: Seats) => void }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const path = { id, relative_id: one.id };

  async function change(question: () => Promise<Seats>, said: string): Promise<void> {
    setBusy(true);
    setFailed(false);
    try {
      put(await question());
      announce(said);
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  }
  const ask = (is_remote: boolean) =>
    change(() => call("PUT /api/sessions/{id}/relatives/{relative_id}", { path, body: { is_remote } }), state({ ...one, is_asked: true, is_remote }));
  const stop = () => change(() => call("DELETE /api/sessions/{id}/relatives/{relative_id}", { path }), t("company.not"));
  return (
    <RowPlain>
      <div><strong>{one.name}</strong><br /><span class="small muted">{state(one)}</span></div>
      {failed && <Notice kind="warn" live>{t("company.failed")}</Notice>}
      {!one.can_be_asked && (
        <>
          <p class="small">{t("company.first", { name: one.name })}</p>
          <ButtonLink look="soft" href={`/sharing/${one.id}`}>{t("company.change")}</ButtonLink>
        </>
      )}
      <div class="pair">
        {one.can_be_asked && seats.in_room && !(one.is_asked && !one.is_remote) && (
          <Button look="soft" busy={busy} onClick={() => void ask(false)}>{t("company.ask_room")}</Button>
        )}
        {one.can_be_asked && seats.by_link && !(one.is_asked && one.is_remote) && (
          <Button look="soft" busy={busy} onClick={() => void ask(true)}>{t("company.ask_link")}</Button>
        )}
        {one.is_asked && <Button look="plain" busy={busy} onClick={() => void stop()}>{t("company.stop")}</Button>}
      </div>
    </RowPlain>
  );
}

function state(one: Seat): string {
  if (!one.is_asked) return t("company.not");
  return t(one.is_remote ? "company.asked_link" : "company.asked_room");
}
