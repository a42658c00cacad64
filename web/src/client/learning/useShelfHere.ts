import { useEffect, useState } from "preact/hooks";
import { shelfHere } from "./data.ts";
import { loadPlaces, placesNow } from "./places.ts";
import { type OnShelf, onShelf } from "./progress.ts";
import { textsHere } from "./texts.ts";

export type ShelfHere = { items: OnShelf[]; week: number | null };

/** The shelf as it lies on this phone, read again when something has come; asks nobody. */
export function useShelfHere(): ShelfHere | null {
  const [shelf, setShelf] = useState<Awaited<ReturnType<typeof shelfHere>>>(null);
  const texts = textsHere.value;
  useEffect(() => void loadPlaces().catch(() => undefined), []);
  useEffect(() => {
    let alive = true;
    void shelfHere().then((found) => alive && setShelf(found), () => undefined);
    return () => {
      alive = false;
    };
  }, [texts]);
  return shelf && { items: onShelf(shelf.value, placesNow()), week: shelf.value.this_week };
}
