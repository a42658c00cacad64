import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import "./surfaces.css";

export function Card({ soft, children, label }: { soft?: boolean; children: ComponentChildren; label?: string }) {
  return <section class={soft ? "card soft" : "card"} aria-label={label}>{children}</section>;
}

type NoticeProps = { kind?: "info" | "warn" | "error"; children: ComponentChildren; live?: boolean };

/** Something to know now. `live` has it read out when it appears. */
export function Notice({ kind = "info", children, live }: NoticeProps) {
  const role = live ? (kind === "error" ? "alert" : "status") : undefined;
  return <div class={`notice ${kind}`} role={role}>{children}</div>;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export function Tag({ kind = "plain", children }: { kind?: "plain" | "good" | "warn" | "error" | "new"; children: ComponentChildren }) {
  return <span class={`tag ${kind}`}>{children}</span>;
}

/** A list of places to go. Put `RowLink`, `RowButton` or `RowPlain` inside. */
export function Rows({ children, label }: { children: ComponentChildren; label?: string }) {
  return <ul class="rows" aria-label={label}>{children}</ul>;
}

type RowProps = { text: string; detail?: ComponentChildren; icon?: IconName };

export function RowLink({ href, ...row }: RowProps & { href: string }) {
  return <li><a class="row-link" href={href}><RowInside {...row} end="forward" /></a></li>;
}

export function RowButton({ onClick, ...row }: RowProps & { onClick: () => void }) {
  return <li><button type="button" class="row-link" onClick={onClick}><RowInside {...row} /></button></li>;
}

export function RowPlain({ children }: { children: ComponentChildren }) {
  return <li><div class="row-plain stack-s">{children}</div></li>;
}

function RowInside({ text, detail, icon, end }: RowProps & { end?: IconName }) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span class="text">
        <span>{text}</span>
        {detail && <><br /><span class="small muted">{detail}</span></>}
      </span>
      {end && <Icon name={end} size={18} />}
    </>
  );
}
