import type { ComponentChildren } from "preact";
import type { PlanContent } from "../../api/plan.ts";
import { moved, without } from "../../client/plan/content.ts";
import { Move } from "../../client/plan/EditPlan.tsx";
import { t as plan } from "../../client/plan/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import type { Wrong } from "./wrong.ts";

/** What every card of the editor needs. */
export type Editing = { content: PlanContent; name: string; wrong: Wrong; change: (content: PlanContent) => void };

type PartProps = {
  id: string;
  /** What its buttons call it. */
  text: string;
  place: number;
  of: number;
  editing: Editing;
  head: ComponentChildren;
  children?: ComponentChildren;
  label: string;
};

/** One item as a card: its words, its place among its neighbours, and what belongs to it. */
export function Part({ id, text, place, of, editing: { content, change }, head, children, label }: PartProps) {
  const name = text.trim() || label;
  return (
    <li class="desk-plan-card">
      <div class="desk-plan-head">
        <div>{head}</div>
        <div class="plan-moves">
          {place > 0 && <Move label={plan("edit.up", { text: name })} onMove={() => change(moved(content, id, -1))} />}
          {place < of - 1 && <Move down label={plan("edit.down", { text: name })} onMove={() => change(moved(content, id, 1))} />}
          <button type="button" class="icon-button" aria-label={plan("edit.remove_label", { text: name })} onClick={() => change(without(content, id))}>
            <Icon name="close" size={20} />
          </button>
        </div>
      </div>
      {children}
    </li>
  );
}
