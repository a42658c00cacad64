import { useState } from "preact/hooks";
import type { Hours } from "../../api/booking.ts";
import type { Room } from "../../api/calendar.ts";
import { call } from "../../api/call.ts";
import type { Day } from "../../api/types.ts";
import { Button } from "../../ui/Button.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { useSending } from "../ui/useSending.ts";
import { HoursForm } from "./HoursForm.tsx";
import { inOrder, sayDays, sayMore, sayTimes } from "./say.ts";
import { t } from "./words.ts";

type Props = {
  hours: Hours[];
  rooms: Room[];
  today: Day;
  /** Whose they are, and the id to ask with; null: the viewer's own. */
  name: string | null;
  provider: string | null;
  /** Whether clients may book any kind of session. */
  isBookable: boolean;
  onChanged: () => Promise<void>;
};

/** The hours of a usual week, one row for each stretch. */
export function HoursList({ hours, rooms, today, name, provider, isBookable, onChanged }: Props) {
  const [open, setOpen] = useState<Hours | "new" | null>(null);
  const [leaving, setLeaving] = useState<Hours | null>(null);
  const { busy, wrong, send } = useSending();
  const shown = inOrder(hours, today);
  const query: Record<string, string> = provider ? { provider_id: provider } : {};

  async function remove(one: Hours): Promise<void> {
    await send(async () => {
      await call("DELETE /api/availability/{id}", { path: { id: one.id }, query });
      announce(t("hours.removed"));
      await onChanged();
    });
    setLeaving((now) => (now === one ? null : now));
  }
  async function saved(): Promise<void> {
    await onChanged();
    setOpen(null);
  }
  const sayWhole = (one: Hours) => `${sayDays(one.days)}, ${sayTimes(one)}`;
  return (
    <Card>
      <div class="stack">
        <Heading>{name ? t("hours.title_of", { name }) : t("hours.title")}</Heading>
        {shown.length === 0 && <p>{t("hours.none")}</p>}
        {shown.length > 0 && !isBookable && <Notice kind="warn">{t("hours.nobody")}</Notice>}
        {shown.length > 0 && (
          <ul class="hours-list">
            {shown.map((one) => (
              <li key={one.id}>
                <div class="hours-words">
                  <strong>{sayDays(one.days)}</strong>
                  <span>{sayTimes(one)}</span>
                  <span class="small muted">{sayMore(one, today)}</span>
                </div>
                <div class="row">
                  <Button look="quiet" label={t("hours.edit_of", { what: sayWhole(one) })} onClick={() => setOpen(one)}>{t("hours.edit")}</Button>
                  <Button look="plain" label={t("hours.remove_of", { what: sayWhole(one) })} onClick={() => setLeaving(one)}>{t("hours.remove")}</Button>
                </div>
              </li>
            ))}
          </ul>
        )}
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <div><Button look={shown.length > 0 ? "soft" : "primary"} icon="plus" onClick={() => setOpen("new")}>{t("hours.add")}</Button></div>
      </div>
      {open && (
        <HoursForm
          hours={open === "new" ? null : open} rooms={rooms} today={today} provider={provider} onSaved={saved} onClose={() => setOpen(null)}
        />
      )}
      {leaving && (
        <Confirm
          title={t("hours.remove_title")} text={t("hours.remove_text", { what: sayWhole(leaving) })} yes={t("hours.remove")} busy={busy} danger
          onYes={() => void remove(leaving)} onNo={() => setLeaving(null)}
        />
      )}
    </Card>
  );
}
