import type { Role } from "../../api/types.ts";
import { me } from "../../person.ts";

/** Cares for clients: has a review queue. The server decides; this only spares a refusal. */
export const isProvider = (): boolean => has("provider");
export const isAdministrator = (): boolean => has("administrator");

function has(role: Role): boolean {
  return me().roles.includes(role);
}
