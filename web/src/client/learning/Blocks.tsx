import { type ComponentChildren, Fragment, h } from "preact";
import type { ElementNode, Node } from "../../api/learning.ts";

/** What a text may be made of. The server cleaned it; here it is looked at once more. */
const PLAIN = new Set(["p", "h2", "h3", "ul", "ol", "li", "strong", "em", "blockquote"]);
const KEY = /^[0-9a-f]{10}$/;
const PICTURE = /^\/pictures\/[a-z0-9-]+\.svg$/;
const CALL = /^tel:\+?[0-9-]{3,20}$/;

type BlocksProps = {
  blocks: readonly Node[];
  /** The one that is being read aloud. */
  spoken?: number | null;
  /** Something of ours before one of them. */
  before?: { block: number; show: ComponentChildren };
};

/** A text as elements, each block with its number: where somebody stopped is one of these. */
export function Blocks({ blocks, spoken = null, before }: BlocksProps) {
  return (
    <>
      {blocks.map((node, index) => (
        <Fragment key={index}>
          {before?.block === index && before.show}
          <div class={spoken === index ? "reading-block spoken" : "reading-block"} data-block={index} dir="auto">{elementOf(node)}</div>
        </Fragment>
      ))}
    </>
  );
}

function elementOf(node: Node): ComponentChildren {
  if (typeof node === "string") return node;
  const inside = (node.in ?? []).map(elementOf);
  if (PLAIN.has(node.tag)) return h(node.tag, null, ...inside);
  if (node.tag === "br") return <br />;
  if (node.tag === "img") return pictureOf(node);
  if (node.tag === "a") return linkOf(node, inside);
  // Unknown: its words, and nothing else of it.
  return inside;
}

function pictureOf({ src, alt }: ElementNode): ComponentChildren {
  if (!src || !PICTURE.test(src)) return alt ?? null;
  return <img src={src} alt={alt ?? ""} decoding="async" />;
}

/** Inside the app, or to the phone. Out of it lead only the sources: here the words say where. */
function linkOf({ to, href }: ElementNode, inside: ComponentChildren[]): ComponentChildren {
  if (to && KEY.test(to)) return <a href={`/read/${to}`}>{inside}</a>;
  if (href && CALL.test(href)) return <a href={href}>{inside}</a>;
  const host = href ? hostOf(href) : null;
  return host && !String(inside).includes(host) ? <>{inside} ({host})</> : inside;
}

/** Null: not a whole address of the web. */
export function hostOf(href: string): string | null {
  try {
    const url = new URL(href);
    return url.protocol === "https:" ? url.hostname.replace(/^www\./, "") : null;
  } catch {
    return null;
  }
}
