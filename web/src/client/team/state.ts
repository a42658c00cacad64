import type { OwnTeam, Wish, WishWritten } from "../../api/episodes.ts";
import type { Operation } from "../../offline/operations.ts";

/** How far a wish about somebody has come. */
export type About =
  | { state: "none" }
  | { state: "sending" | "refused"; id: string; body: WishWritten }
  | { state: "open"; wish: Wish };

/** What there is about one provider: what waits on this phone comes before what the server knows. */
export function about(providerId: string, wishes: Wish[], outbox: Operation[]): About {
  const back = takenBack(outbox);
  const here = outbox.findLast((op) => op.kind === "team_wish" && op.body.provider_id === providerId && !back.has(op.entity));
  if (here?.kind === "team_wish") {
    return { state: here.refusal ? "refused" : "sending", id: here.entity, body: here.body };
  }
  const wish = wishes.find((one) => one.provider.id === providerId && isOpen(one) && !back.has(one.id));
  return wish ? { state: "open", wish } : { state: "none" };
}

/** Wishes that are over, newest first. */
export function over(team: OwnTeam, outbox: Operation[]): Wish[] {
  const back = takenBack(outbox);
  return team.wishes.filter((wish) => !isOpen(wish) || back.has(wish.id));
}

/** Wishes about somebody who is no longer on the team, still being arranged. */
export function openElsewhere(team: OwnTeam, outbox: Operation[]): Wish[] {
  const there = new Set(team.team.map((member) => member.id));
  const back = takenBack(outbox);
  return team.wishes.filter((wish) => isOpen(wish) && !there.has(wish.provider.id) && !back.has(wish.id));
}

function isOpen(wish: Wish): boolean {
  return wish.arranged_at === null && wish.withdrawn_at === null;
}

function takenBack(outbox: Operation[]): Set<string> {
  return new Set(outbox.filter((op) => op.kind === "team_wish_withdrawal").map((op) => op.entity));
}
