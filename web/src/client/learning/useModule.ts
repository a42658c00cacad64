import { useEffect, useState } from "preact/hooks";
import type { ModuleRow, Modules, ModuleText } from "../../api/learning.ts";
import { Problem } from "../../api/problem.ts";
import { keepReadingFresh, loadShelf, shelfHere } from "./data.ts";
import { loadPlaces } from "./places.ts";
import { digestToOpen, type OwnReading, readingOf } from "./progress.ts";
import { loadSize } from "./textSize.ts";
import { lookHere, textHere, textOf } from "./texts.ts";

export type Opened =
  | { state: "loading" }
  /** `reading`: as it was when the text was opened. */
  | { state: "open"; text: ModuleText; row: ModuleRow | null; shelf: Modules | null; reading: OwnReading | null }
  /** `away`: not on this phone and no connection; `unknown`: on no shelf. */
  | { state: "away" | "unknown" | "failed"; shelf: Modules | null };

/** Opens a text: what is on the phone is shown without asking anybody. */
export function useModule(key: string): Opened {
  const [opened, setOpened] = useState<Opened>({ state: "loading" });
  useEffect(() => {
    let alive = true;
    const open = async () => {
      const found = await openModule(key);
      if (alive) setOpened((now) => (now.state === "open" ? now : found));
    };
    setOpened({ state: "loading" });
    void open().then(keepReadingFresh);
    addEventListener("online", open);
    return () => {
      alive = false;
      removeEventListener("online", open);
    };
  }, [key]);
  return opened;
}

export async function openModule(key: string): Promise<Opened> {
  const [kept, places] = await Promise.all([shelfHere(), loadPlaces(), loadSize()]);
  const place = places.get(key);
  const here = await fromPhone(kept?.value ?? null);
  return here ?? (await fromServer());

  async function fromPhone(shelf: Modules | null): Promise<Opened | null> {
    const row = shelf?.items.find((item) => item.key === key) ?? null;
    const digest = digestToOpen(row, place);
    const text = digest ? await textHere(digest) : null;
    return text ? opened(text, row, shelf) : null;
  }

  async function fromServer(): Promise<Opened> {
    let shelf = kept?.value ?? null;
    try {
      shelf = await loadShelf();
      const row = shelf.items.find((item) => item.key === key) ?? null;
      const digest = digestToOpen(row, place);
      if (!digest) return { state: "unknown", shelf };
      return opened(await textOf(digest), row, shelf);
    } catch (error) {
      await lookHere();
      if (!(error instanceof Problem)) return { state: "away", shelf };
      return { state: error.status === 404 ? "unknown" : "failed", shelf };
    }
  }

  function opened(text: ModuleText, row: ModuleRow | null, shelf: Modules | null): Opened {
    return { state: "open", text, row, shelf, reading: readingOf(row, place) };
  }
}
