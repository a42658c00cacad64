import type { SharedReflection } from "../../api/learning_desk.ts";

export type Unread = { id: string; name: string; count: number };

/** Who shared something unread, in the order in which it came. */
export function unreadByClient(items: readonly SharedReflection[]): Unread[] {
  const by = new Map<string, Unread>();
  for (const { client_id: id, client_name: name, read_at } of items) {
    if (read_at === null) by.set(id, { id, name, count: (by.get(id)?.count ?? 0) + 1 });
  }
  return [...by.values()];
}
