import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n/core.ts";
import { who } from "../person.ts";
import { cover } from "./Cover.tsx";
import { Icon } from "./Icon.tsx";
import { Pinned } from "./Pinned.tsx";
import "./screen.css";
import { TabBar } from "./TabBar.tsx";

type ScreenProps = {
  title: string;
  /** Under the title: a date, a count, when this was true. */
  under?: ComponentChildren;
  /** Where the arrow goes; without it the bar shows the name of the app. */
  back?: string;
  wide?: boolean;
  /** The title is a whole sentence or two: smaller letters. */
  wordy?: boolean;
  /** Stays in reach at the bottom, above the tabs. */
  foot?: ComponentChildren;
  /** Replaces the client's tab bar, for the other halves; `null` for none. */
  nav?: ComponentChildren;
  children: ComponentChildren;
};

let firstScreen = true;

/** One screen: bar, heading, content, tabs. Moves the focus to the heading after a change of route. */
export function Screen({ title, under, back, wide, wordy, foot, nav, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isClient = who.value.state === "in" && who.value.me.home === "client";
  const tabs = nav === undefined && isClient;
  // As part of drawing: whoever types or taps at once must not have the focus taken away again.
  useLayoutEffect(() => {
    if (!firstScreen) heading.current?.focus({ preventScroll: true });
    firstScreen = false;
  }, []);
  return (
    <>
      <TopBar back={back} />
      <main class={wide ? "screen wide" : "screen"}>
        <div class={wordy ? "screen-head wordy" : "screen-head"}>
          <h1 ref={heading} tabIndex={-1}>{title}</h1>
          {under && <p class="muted">{under}</p>}
        </div>
        {children}
      </main>
      {(foot || tabs) && (
        <Pinned>
          {foot && <div class="foot">{foot}</div>}
          {tabs && <TabBar />}
        </Pinned>
      )}
      {nav}
    </>
  );
}

function TopBar({ back }: { back: string | undefined }) {
  return (
    <header class="top-bar">
      {back ? (
        <a class="icon-button" href={back}><Icon name="back" /><span>{t("back")}</span></a>
      ) : (
        <span class="name">{t("app.name")}</span>
      )}
      <button type="button" class="icon-button" onClick={cover}>
        <Icon name="hide" size={20} /><span>{t("hide")}</span>
      </button>
      <a class="icon-button" href="/help"><Icon name="help" size={20} /><span>{t("tab.help")}</span></a>
    </header>
  );
}
