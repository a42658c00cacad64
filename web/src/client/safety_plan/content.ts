import { type AnyItem, type CardContent, type CardPart, type CardPerson, PARTS } from "../../api/safety.ts";
import { newId } from "../../ids.ts";

export const AT_MOST = 40;
/** What is offered first to somebody who wants parts of it shown while signed out. */
export const USUALLY_SHOWN: CardPart[] = ["people", "coping", "if_slip"];

export const EMPTY: CardContent = {
  reasons: [], signs: [], triggers: [], situations: [], coping: [], people: [], places: [], avoid: [], if_slip: [], means: [],
  review_on: null, shown_signed_out: [],
};

export function isEmpty(content: CardContent): boolean {
  return PARTS.every((part) => content[part].length === 0);
}

/** What an item is called by: its text, or the name of a person. */
export function textOf(item: AnyItem): string {
  return "name" in item ? item.name : item.text;
}

export function newItem(part: CardPart): AnyItem {
  const bare = { id: newId(), text: "", beside: null };
  if (part === "people") return { id: bare.id, name: "", relation: "", phone: "", may_call: true, may_text: true, beside: null };
  if (part === "signs") return { ...bare, stage: "emotional" };
  if (part === "triggers") return { ...bare, inside: false };
  if (part === "situations") return { ...bare, avoid: "", escape: "", cope: "", who: "" };
  return bare;
}

export function withPart(content: CardContent, part: CardPart, items: AnyItem[]): CardContent {
  return { ...content, [part]: items };
}

/** Without spaces at the ends, and without items that say nothing. */
export function tidied(items: AnyItem[]): AnyItem[] {
  return items.map(trimmed).filter((item) => textOf(item) !== "");
}

function trimmed(item: AnyItem): AnyItem {
  const entries = Object.entries(item).map(([key, value]) => [key, typeof value === "string" && key !== "id" ? value.trim() : value]);
  return Object.fromEntries(entries) as AnyItem;
}

/** The same rule as the server's: digits with what people write between them; + only in front. */
export function isPhone(phone: string): boolean {
  const said = phone.trim();
  const digits = said.replace(/\D/g, "").length;
  return /^\+?[\d ()./-]*$/.test(said) && (said.startsWith("+") ? digits >= 8 : digits >= 3) && digits <= 15;
}

export function telOf(phone: string): string {
  return phone.replace(/[^+\d]/g, "");
}

export function mayCall(person: CardPerson): boolean {
  return person.may_call && telOf(person.phone) !== "";
}

export function mayText(person: CardPerson): boolean {
  return person.may_text && telOf(person.phone) !== "";
}

/** Both wordings of a line that two wrote at once, marked on each of them. */
export function isDouble(items: AnyItem[], item: AnyItem): boolean {
  return items.some((one) => (one.id === item.beside || one.beside === item.id) && one.id !== item.id);
}

export function hasDouble(items: AnyItem[]): boolean {
  return items.some((item) => isDouble(items, item));
}

/** Keeps one of two wordings: the other goes, and the mark with it. */
export function keepOne(items: AnyItem[], item: AnyItem): AnyItem[] {
  const others = new Set(items.filter((one) => one.beside === item.id || one.id === item.beside || (item.beside && one.beside === item.beside)).map((one) => one.id));
  return items.filter((one) => one.id === item.id || !others.has(one.id)).map((one) => (one.id === item.id ? { ...one, beside: null } : one));
}

export function keepBoth(items: AnyItem[], item: AnyItem): AnyItem[] {
  return items.map((one) => (one.id === item.id || one.beside === item.id ? { ...one, beside: null } : one));
}

/** Only what the client lets be seen while nobody is signed in. */
export function allowed(content: CardContent): CardContent {
  const shown = new Set(content.shown_signed_out);
  return PARTS.reduce((kept, part) => (shown.has(part) ? withPart(kept, part, content[part]) : kept), {
    ...EMPTY, shown_signed_out: content.shown_signed_out,
  });
}
