import { useState } from "preact/hooks";
import { call } from "../../api/call.ts";
import type { DutyTurn } from "../../api/response.ts";
import type { Hours } from "../../api/safety.ts";
import type { Day } from "../../api/types.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/Live.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { Card, Notice } from "../../ui/surfaces.tsx";
import { Heading } from "../ui/Heading.tsx";
import { isAdministrator } from "../ui/roles.ts";
import { useSending } from "../ui/useSending.ts";
import { dayName, isWithin, sayDays, sayTimes, WEEK } from "./say.ts";
import { TurnForm } from "./TurnForm.tsx";
import { t } from "./words.ts";

type Props = { turns: DutyTurn[]; hours: Hours; today: Day; onChanged: () => Promise<void> };

/** Who is on duty in a usual week: seven days side by side, below each other on a phone. */
export function TurnsCard({ turns, hours, today, onChanged }: Props) {
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<DutyTurn | null>(null);
  const { busy, wrong, send } = useSending();
  const sayWhole = (turn: DutyTurn) => `${turn.provider.shown_name}, ${dayName(turn.day)}, ${sayTimes(turn.from_time, turn.until_time)}`;

  async function end(turn: DutyTurn): Promise<void> {
    await send(async () => {
      await call("DELETE /api/duty-turns/{id}", { path: { id: turn.id } });
      announce(t("duty.ended"));
      await onChanged();
    });
    setEnding((now) => (now === turn ? null : now));
  }
  return (
    <Card>
      <div class="stack">
        <Heading>{t("duty.title")}</Heading>
        <p>{t("duty.text")}</p>
        {turns.length === 0 && <Notice kind="warn">{t("duty.none")}</Notice>}
        <ol class="duty-week">
          {WEEK.map((day) => (
            <li key={day}>
              <h3>{dayName(day)}</h3>
              <ul>
                {turns.filter((turn) => turn.day === day).map((turn) => (
                  <li key={turn.id} class="duty-turn">
                    <div class="duty-turn-who">
                      <strong>{turn.provider.shown_name}</strong>
                      {isAdministrator() && (
                        <button type="button" class="icon-button" aria-label={t("duty.end_of", { what: sayWhole(turn) })} onClick={() => setEnding(turn)}>
                          <Icon name="close" size={18} />
                        </button>
                      )}
                    </div>
                    <span class="small">{sayTimes(turn.from_time, turn.until_time)}</span>
                    {sayDays(turn, today) && <span class="small muted">{sayDays(turn, today)}</span>}
                    {!isWithin(turn, hours) && <span class="small muted">{t("duty.outside")}</span>}
                  </li>
                ))}
                {turns.every((turn) => turn.day !== day) && <li class="small muted">{t("duty.nobody_day")}</li>}
              </ul>
            </li>
          ))}
        </ol>
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        {isAdministrator() && <div><Button look="soft" icon="plus" onClick={() => setAdding(true)}>{t("duty.add")}</Button></div>}
      </div>
      {adding && <TurnForm today={today} onChanged={onChanged} onClose={() => setAdding(false)} />}
      {ending && (
        <Confirm
          title={t("duty.end_title")} text={t("duty.end_text", { what: sayWhole(ending) })} yes={t("duty.end_yes")} busy={busy} danger
          onYes={() => void end(ending)} onNo={() => setEnding(null)}
        />
      )}
    </Card>
  );
}
