import type { LevelDecision } from "../../api/levels.ts";
import { me } from "../../person.ts";
import { dayAndTime } from "../../time.ts";
import { t } from "./words.ts";

/** `Bea declined, Tuesday 9:12 AM: Step down to Level 2`: who decided what, and when. */
export function saidBy(one: LevelDecision): string {
  const proposed = t(`proposal.${one.proposal}`, { level: one.to_level ?? "" });
  const what = one.decision === "changed" ? (one.decided_level ?? "") : proposed;
  const said = t(`said.${one.decision}`, { by: one.by, when: dayAndTime(one.at, me().time_zone), what });
  return one.reason ? `${said}. ${one.reason}` : said;
}
