import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ModuleText, Node, Source } from "../../api/learning.ts";
import { Blocks } from "../../client/learning/Blocks.tsx";
import { dayAndYear } from "../ui/dates.ts";
import { t } from "./words.ts";

/** A text with everything a client gets to read of it. */
export function TextView({ text }: { text: ModuleText }) {
  return (
    <article class="mod-text" lang={text.language}>
      <p class="muted">{text.summary}</p>
      <Body blocks={text.blocks} />
      {text.today && <Part title={t("module.today")}><p>{text.today}</p></Part>}
      {text.family && <Part title={t("module.family")}><p>{text.family}</p></Part>}
      {text.reflections.length > 0 && (
        <Part title={t("module.prompts")}><ul class="mod-points">{text.reflections.map((one) => <li key={one.id}>{one.prompt}</li>)}</ul></Part>
      )}
      {text.cards.length > 0 && <Part title={t("module.cards")}><Cards text={text} /></Part>}
    </article>
  );
}

/** As on the phone, but for links to other modules: here they lead to the desk's own pages. */
function Body({ blocks }: { blocks: readonly Node[] }) {
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    for (const link of body.current?.querySelectorAll('a[href^="/read/"]') ?? []) {
      link.setAttribute("href", (link.getAttribute("href") ?? "").replace("/read/", "/desk/curriculum/"));
    }
  });
  return <div class="mod-body" ref={body}><Blocks blocks={blocks} /></div>;
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="mod-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Cards({ text }: { text: ModuleText }) {
  return (
    <dl class="mod-cards">
      {text.cards.map((card) => (
        <div key={card.id}>
          <dt>{card.question}</dt>
          <dd>{card.answer}</dd>
          <dd class="small muted">{card.why}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Where the facts are from, and when somebody last looked. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  return (
    <ul class="mod-sources">
      {sources.map((one) => (
        <li key={one.url + one.title}>
          <a href={one.url} target="_blank" rel="noopener noreferrer">{one.title}</a>
          <span class="small muted">
            {[one.year ? t("module.source_year", { publisher: one.publisher, year: one.year }) : one.publisher, saidRead(one)].join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function saidRead({ read }: Source): string {
  return read ? t("module.source_read", { day: dayAndYear(read) }) : t("module.source_unread");
}
