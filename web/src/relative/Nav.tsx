import { t as shared } from "../i18n/core.ts";
import { me } from "../person.ts";
import { Icon } from "../ui/Icon.tsx";
import { t } from "./words/index.ts";

/** The tabs of this half. Whoever is a client too finds the way back to their own pages there. */
export function Nav({ here }: { here?: boolean }) {
  const own = me().home !== "relative";
  const tabs = [
    { href: "/family", icon: "today", name: t("nav.home") },
    { href: "/help", icon: "help", name: shared("tab.help") },
    { href: own ? "/" : "/me", icon: "me", name: own ? t("nav.own") : shared("tab.me") },
  ] as const;
  return (
    <>
      <div class="family-nav-room" />
      <nav class="tab-bar family-nav" aria-label={t("nav.label")}>
        <ul>
          {tabs.map(({ href, icon, name }) => (
            <li key={href}>
              <a href={href} aria-current={here && href === "/family" ? "page" : undefined}><Icon name={icon} /><span>{name}</span></a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
