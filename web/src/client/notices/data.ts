import { call } from "../../api/call.ts";
import type { Inbox } from "../../api/notices.ts";

export const INBOX = "notices";

export async function loadInbox(): Promise<Inbox> {
  return await call("GET /api/notices");
}
