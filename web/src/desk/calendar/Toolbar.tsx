import type { CalendarWeek } from "../../api/calendar.ts";
import type { Day } from "../../api/types.ts";
import { me } from "../../person.ts";
import { addDays } from "../../time.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Choice } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { isProvider } from "../ui/roles.ts";
import { dateLabel } from "./say.ts";
import { groups, show, type Shown } from "./shown.ts";
import type { By } from "./week.ts";
import { t } from "./words.ts";

const ARRANGED: readonly By[] = ["hours", "providers", "rooms", "groups"];

export function goWeek(first: Day, weeks: number): void {
  show({ first: addDays(first, 7 * weeks), day: null });
}

/** Which week, arranged how, and whose. */
export function Toolbar({ week, first, shown, wide }: { week: CalendarWeek; first: Day; shown: Shown; wide: boolean }) {
  const year = new Date().toISOString().slice(0, 4);
  return (
    <div class="cal-bar">
      <nav class="cal-weeks" aria-label={t("weeks")}>
        <button type="button" class="icon-button" aria-label={t("before")} onClick={() => goWeek(first, -1)}><Icon name="back" /></button>
        <button type="button" class="button quiet" onClick={() => show({ first: null, day: null })}>{t("today")}</button>
        <button type="button" class="icon-button" aria-label={t("after")} onClick={() => goWeek(first, 1)}><Icon name="forward" /></button>
        <strong class="cal-span" role="status">{t("week_of", { from: dateLabel(first, year), until: dateLabel(addDays(first, 6), year) })}</strong>
      </nav>
      <ButtonLink href="/desk/calendar/new" icon="plus">{t("new")}</ButtonLink>
      <div class="cal-choices">
        {wide && (
          <Choice
            label={t("arrange")} value={shown.by} options={ARRANGED.map((by) => ({ value: by, text: t(`by.${by}`) }))}
            onChoose={(by) => show({ by: ARRANGED.find((one) => one === by) ?? "hours" })}
          />
        )}
        <Choice
          label={t("filter.provider")} value={shown.provider} onChoose={(provider) => show({ provider })}
          options={[
            ...(isProvider() ? [{ value: me().id, text: t("filter.mine") }] : []),
            { value: "", text: t("filter.everybody") },
            ...week.providers.filter((one) => one.id !== me().id).map((one) => ({ value: one.id, text: one.shown_name })),
          ]}
        />
        {(week.rooms.length > 0 || shown.room) && (
          <Choice
            label={t("filter.room")} value={shown.room} onChoose={(room) => show({ room })}
            options={[{ value: "", text: t("filter.every_room") }, ...week.rooms.map((one) => ({ value: one.id, text: one.name }))]}
          />
        )}
        {(groups.size > 0 || shown.group) && (
          <Choice
            label={t("filter.group")} value={shown.group} onChoose={(group) => show({ group })}
            options={[{ value: "", text: t("filter.every_group") }, ...[...groups].map(([value, text]) => ({ value, text }))]}
          />
        )}
      </div>
    </div>
  );
}
