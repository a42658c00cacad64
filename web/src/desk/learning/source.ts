import type { Language } from "../../api/types.ts";

/** A module as the text of a file: front matter in TOML between `+++`, then Markdown. */

export const AT_MOST_BYTES = 65_536;

export const sizeOf = (source: string): number => new TextEncoder().encode(source).length;

export const linesOf = (source: string): number => source.split("\n").length;

/** The line of a place in the text, from 1. */
export const lineAt = (source: string, place: number): number => source.slice(0, place).split("\n").length;

/** Where a line begins and ends; of a line that is not there the last. */
export function rangeOfLine(source: string, line: number): [from: number, to: number] {
  const lines = source.split("\n");
  const index = Math.min(Math.max(line, 1), lines.length) - 1;
  const from = lines.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0);
  return [from, from + (lines[index] ?? "").length];
}

/** The text of a file, or null where it is not UTF-8. Line ends become those of the page. */
export function textOf(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r\n?/g, "\n");
  } catch {
    return null;
  }
}

/** The same module, to be published once more: its version counted one up. */
export function nextVersion(source: string): string {
  return inFront(source, /^(version\s*=\s*)(\d+)/m, (_, before, number) => `${before}${Number(number) + 1}`);
}

/** A module that came with the service as the beginning of the centre's own: another id, from
 * version 1, and its language in words where the folder said it. */
export function ownCopy(source: string, language: Language): string {
  const named = inFront(source, /^(id\s*=\s*")(?!own-)([^"]*")/m, (_, before, id) => `${before}own-${id}`);
  const first = inFront(named, /^(version\s*=\s*)\d+/m, (_, before) => `${before}1`);
  const said = `language = "${language}"`;
  return /^language\s*=/m.test(front(first)) ? first : inFront(first, /^version.*$/m, (line) => `${line}\n${said}`);
}

/** The front matter before its first table. */
function front(source: string): string {
  const end = source.split("\n").findIndex((line, index) => index > 0 && (line.startsWith("[[") || line.trim() === "+++"));
  return end < 0 ? source : source.slice(0, rangeOfLine(source, end)[1]);
}

/** Changes the first fit in the front matter and nothing of the body. */
function inFront(source: string, what: RegExp, how: (...parts: string[]) => string): string {
  const before = front(source);
  return before.replace(what, how) + source.slice(before.length);
}
