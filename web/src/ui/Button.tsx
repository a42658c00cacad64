import type { ComponentChildren } from "preact";
import "./button.css";
import { Icon, type IconName } from "./Icon.tsx";

type Look = "primary" | "quiet" | "soft" | "plain" | "danger";
type Common = {
  look?: Look;
  wide?: boolean;
  big?: boolean;
  icon?: IconName;
  children: ComponentChildren;
};
type ButtonProps = Common & {
  type?: "button" | "submit";
  busy?: boolean;
  disabled?: boolean;
  onClick?: (event: MouseEvent) => void;
  label?: string;
};
type LinkProps = Common & { href: string; newTab?: boolean };

export function Button({ look = "primary", wide, big, icon, children, type = "button", busy, disabled, onClick, label }: ButtonProps) {
  return (
    <button
      type={type} class={classOf(look, wide, big)} aria-busy={busy} aria-disabled={busy || disabled}
      disabled={disabled} aria-label={label} onClick={busy ? undefined : onClick}
    >
      {icon && <Icon name={icon} size={22} />}
      <span>{children}</span>
    </button>
  );
}

/** A link that looks like a button: for going somewhere, calling or writing to somebody. */
export function ButtonLink({ look = "primary", wide, big, icon, children, href, newTab }: LinkProps) {
  const away = newTab ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return (
    <a class={classOf(look, wide, big)} href={href} {...away}>
      {icon && <Icon name={icon} size={22} />}
      <span>{children}</span>
    </a>
  );
}

function classOf(look: Look, wide = false, big = false): string {
  return ["button", look, wide && "wide", big && "big"].filter(Boolean).join(" ");
}
