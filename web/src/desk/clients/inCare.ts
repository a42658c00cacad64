import type { ClientRow } from "../../api/types.ts";

/** Those for whom something can be planned: whoever merely shows something is offered for nothing. */
export function inCare(items: ClientRow[]): ClientRow[] {
  return items.filter((one) => one.in_care);
}
