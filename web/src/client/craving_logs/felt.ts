import type { CravingContent, CravingLog } from "../../api/cravings.ts";
import type { Operation, SentOperation } from "../../offline/operations.ts";
import { whole } from "./content.ts";
import type { Felt } from "./patterns.ts";

/** One list of what the server has and what only this phone has yet: entries, ratings, changes. */
export function feltOf(items: CravingLog[], local: (Operation | SentOperation)[]): Felt[] {
  const felt = new Map<string, Felt>();
  const known = new Set<string>();
  for (const log of items) {
    felt.set(log.id, { ...said(log), id: log.id, at: Date.parse(log.happened_at), zone: log.zone, uncertain: log.time_uncertain, ratings: log.ratings });
    for (const one of log.ratings) known.add(one.id);
    for (const one of log.corrections) known.add(one);
  }
  for (const op of local) {
    if (op.kind !== "craving_log" || felt.has(op.entity)) continue;
    felt.set(op.entity, { ...said(op.body), id: op.entity, at: Date.parse(op.body.occurred_at), zone: op.body.zone, uncertain: false, ratings: [] });
  }
  for (const op of [...local].sort((a, b) => a.made_at - b.made_at)) {
    if (known.has(op.entity)) continue;
    if (op.kind === "craving_rating") {
      const one = felt.get(op.body.log_id);
      if (one) felt.set(one.id, { ...one, ratings: [...one.ratings, { minutes: op.body.minutes, intensity: op.body.intensity }] });
    } else if (op.kind === "craving_correction") {
      const one = felt.get(op.body.log_id);
      if (one) felt.set(one.id, { ...one, ...said(op.body.after) });
    }
  }
  return [...felt.values()];
}

function said(content: CravingContent): Pick<Felt, "intensity" | "triggers" | "place" | "company" | "did"> {
  const { intensity, triggers, place, company, did } = whole(content);
  return { intensity, triggers, place, company, did };
}
