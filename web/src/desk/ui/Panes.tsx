import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
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

/** A list and what was opened from it: side by side on a desk, one after the other on a phone. */
export function Panes({ title, under, home, list, opened, empty, ownBar }: Props) {
  const wide = useWide();
  if (!wide && opened) {
    return (
      <Screen key={opened.key} title={opened.title} back={home} wide nav={ownBar ? null : <DeskNav />}>
        {opened.content}
      </Screen>
    );
  }
  return (
    <Screen key="list" title={title} under={under} wide nav={<DeskNav />}>
      {wide ? (
        <div class="desk-panes">
          <div class="desk-pane-list">{list}</div>
          <div class="desk-pane-open">{opened ? <Pane key={opened.key} opened={opened} /> : <div class="desk-pane-empty">{empty}</div>}</div>
        </div>
      ) : list}
    </Screen>
  );
}

function Pane({ opened }: { opened: Opened }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, []);
  return (
    <section class="stack" aria-label={opened.title}>
      <h2 ref={heading} class="desk-pane-title" tabIndex={-1}>{opened.title}</h2>
      <Deeper.Provider value={true}>{opened.content}</Deeper.Provider>
    </section>
  );
}
