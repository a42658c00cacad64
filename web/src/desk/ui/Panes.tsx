import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Screen } from "../../ui/Screen.tsx";
import { DeskNav } from "./DeskNav.tsx";
import { Deeper } from "./Heading.tsx";
import { useWide } from "./useWide.ts";

type Opened = { key: string; title: string; content: ComponentChildren };
type Props = {
  title: string;
  under?: ComponentChildren;
  /** Where the list is: the way back from what was opened on a phone. */
  home: string;
  list: ComponentChildren;
  opened: Opened | null;
  /** Beside the list while nothing is open. */
  empty: ComponentChildren;
  /** On a phone what is open has its own bar at the bottom, and no tabs. */
  ownBar?: boolean;
};

/**
 * A list and what was opened from it: side by side on a desk, one after the other on a phone.
 * Turning a tablet round only moves them: to read a record again would count as another look at it.
 */
export function Panes({ title, under, home, list, opened, empty, ownBar }: Props) {
  const wide = useWide();
  const alone = !wide && opened !== null;
  useFocusOnReturn(opened === null);
  return (
    <Screen
      title={alone ? opened.title : title} under={alone ? undefined : under} back={alone ? home : undefined} wide
      nav={alone && ownBar ? null : <DeskNav />}
    >
      <div class="desk-panes">
        <div class="desk-pane-list" hidden={alone}>{list}</div>
        <div class="desk-pane-open" hidden={!wide && !alone}>
          {opened ? <Pane key={opened.key} opened={opened} wide={wide} /> : <div class="desk-pane-empty">{empty}</div>}
        </div>
      </div>
    </Screen>
  );
}

function Pane({ opened, wide }: { opened: Opened; wide: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    (heading.current ?? pageHeading())?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, []);
  return (
    <section class="stack" aria-label={wide ? opened.title : undefined}>
      {wide && <h2 ref={heading} class="desk-pane-title" tabIndex={-1}>{opened.title}</h2>}
      <Deeper.Provider value={wide}>{opened.content}</Deeper.Provider>
    </section>
  );
}

/** What was open is gone, and with it the place where the focus was. */
function useFocusOnReturn(atList: boolean): void {
  const before = useRef(atList);
  useLayoutEffect(() => {
    if (atList && !before.current) pageHeading()?.focus({ preventScroll: true });
    before.current = atList;
  }, [atList]);
}

function pageHeading(): HTMLElement | null {
  return document.querySelector("main h1");
}
