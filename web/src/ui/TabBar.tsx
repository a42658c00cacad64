import { useLocation } from "preact-iso";
import { t } from "../i18n/core.ts";
import { isEntry } from "../offline/operations.ts";
import { outbox } from "../offline/sync.ts";
import { Icon } from "./Icon.tsx";

const TABS = [
  { href: "/", icon: "today", text: "tab.today" },
  { href: "/calendar", icon: "calendar", text: "tab.calendar" },
  { href: "/entries", icon: "entries", text: "tab.entries" },
  { href: "/plan", icon: "plan", text: "tab.plan" },
  { href: "/me", icon: "me", text: "tab.me" },
] as const;

export function TabBar() {
  const { path } = useLocation();
  const waiting = outbox.value.filter(isEntry).length;
  return (
    <nav class="tab-bar" aria-label={t("tabs")}>
      <ul>
        {TABS.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={here(path, tab.href) ? "page" : undefined}>
              <Icon name={tab.icon} />
              <span>{t(tab.text)}</span>
              {tab.href === "/entries" && waiting > 0 && (
                <>
                  <span class="badge" aria-hidden="true">{waiting}</span>
                  <span class="sr-only">{t("outbox.count", { count: waiting })}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function here(path: string, href: string): boolean {
  if (href === "/calendar" && path.startsWith("/sessions/")) return true;
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
