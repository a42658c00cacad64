import { useLocation } from "preact-iso";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t as shared } from "../../i18n/core.ts";
import { waiting } from "../check_ins/sitting.ts";
import { useUnseen } from "../inbox/unseen.ts";
import { t as inbox } from "../inbox/words.ts";
import { t as learning } from "../learning/words.ts";
import { t } from "../words/index.ts";
import { DeskIcon, type DeskIconName } from "./DeskIcon.tsx";
import { isAdministrator, isProvider } from "./roles.ts";

type Page = { href: string; icon: DeskIconName; text: string; below?: string };

/** The pages of the desk: along the bottom on a phone, down the side on a desk. */
export function DeskNav() {
  const { path } = useLocation();
  useLayoutEffect(() => {
    // Room for the rail; `:has()` is too new for some of the browsers this has to run in. As part of
    // drawing: cleaned up later, it could take away what the next page has set.
    document.documentElement.classList.add("has-rail");
    return () => document.documentElement.classList.remove("has-rail");
  }, []);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const row = nav.current?.querySelector("ul");
    const here = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (row && here) row.scrollLeft = here.offsetLeft + here.offsetWidth - row.clientWidth;
  }, [path]);
  const all = pages();
  return (
    <>
      <div class="desk-nav-room" />
      <nav ref={nav} class={["tab-bar desk-nav", all.length > 4 && "many", all.length > 7 && "crowded"].filter(Boolean).join(" ")} aria-label={t("nav.label")}>
        <ul>
          {all.map((page) => (
            <li key={page.href}>
              <a href={page.href} aria-current={isHere(path, page) ? "page" : undefined}>
                <DeskIcon name={page.icon} />
                <span>{page.text}</span>
                {page.icon === "check_ins" && <Waiting />}
                {page.icon === "inbox" && <Unseen />}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

function Waiting() {
  const count = waiting.value;
  return count ? <Badge count={count} said={t("nav.waiting", { count })} /> : null;
}

function Unseen() {
  const count = useUnseen();
  return count ? <Badge count={count} said={inbox("new", { count })} /> : null;
}

function Badge({ count, said }: { count: number; said: string }) {
  return (
    <>
      <span class="badge" aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span class="sr-only">{said}</span>
    </>
  );
}

function pages(): Page[] {
  const all: (Page | false)[] = [
    isProvider()
      ? { href: "/desk", icon: "check_ins", text: t("nav.check_ins"), below: "/desk/check-ins/" }
      : { href: "/desk", icon: "home", text: t("nav.home") },
    isProvider() && { href: "/desk/clients", icon: "clients", text: t("nav.clients") },
    { href: "/desk/calendar", icon: "sessions", text: t("nav.calendar") },
    { href: "/desk/curriculum", icon: "modules", text: learning("nav") },
    { href: "/desk/inbox", icon: "inbox", text: t("nav.inbox") },
    { href: "/desk/duty", icon: "duty", text: t("nav.duty") },
    isAdministrator() && { href: "/desk/staff", icon: "staff", text: t("nav.staff") },
    isAdministrator() && { href: "/desk/centre", icon: "centre", text: t("nav.centre") },
    { href: "/me", icon: "me", text: shared("tab.me") },
  ];
  return all.filter((page) => page !== false);
}

function isHere(path: string, { href, below }: Page): boolean {
  if (path === href) return true;
  return href === "/desk" ? below !== undefined && path.startsWith(below) : path.startsWith(`${href}/`);
}
