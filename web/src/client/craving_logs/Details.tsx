import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { COMPANY, type CravingContent, type Did, OUTCOMES, PLACES } from "../../api/cravings.ts";
import type { Trigger } from "../../api/types.ts";
import { t as shared } from "../../i18n/core.ts";
import { newId } from "../../ids.ts";
import { Button } from "../../ui/Button.tsx";
import { Chip } from "../../ui/choices.tsx";
import { Field, TextArea } from "../../ui/Field.tsx";
import "./details.css";
import { INSIDE, OUTSIDE, toggled } from "./content.ts";
import { asDid, TYPED, useSkills } from "./skills.ts";
import { t } from "./words.ts";

export type Content = Required<CravingContent>;
type Props = { content: Content; onChange: (part: Partial<Content>) => void };

/** What set it off, where, with whom, what was done about it, and how it went on. All if one likes. */
export function Details({ content, onChange }: Props) {
  return (
    <div class="stack">
      <Triggers chosen={content.triggers} onChange={(triggers) => onChange({ triggers })} />
      <Fold title={t("where")} open={content.place !== null}>
        <div class="chips" role="group" aria-label={t("where")}>
          {PLACES.map((place) => (
            <Chip key={place} on={content.place === place} onToggle={() => onChange({ place: content.place === place ? null : place })}>{t(`place.${place}`)}</Chip>
          ))}
        </div>
      </Fold>
      <Fold title={t("whom")} open={content.company.length > 0}>
        <div class="chips" role="group" aria-label={t("whom")}>
          {COMPANY.map((one) => (
            <Chip key={one} on={content.company.includes(one)} onToggle={() => onChange({ company: toggled(content.company, one) })}>{t(`company.${one}`)}</Chip>
          ))}
        </div>
      </Fold>
      <Fold title={t("did")} open={content.did.length > 0}>
        <WhatIDid did={content.did} onChange={(did) => onChange({ did })} />
      </Fold>
      <Fold title={t("outcome")} open={content.outcome !== null}>
        <Outcome value={content.outcome} onChange={(outcome) => onChange({ outcome })} />
      </Fold>
      <Fold title={t("note")} open={content.note !== null}>
        <TextArea label={t("note")} value={content.note ?? ""} maxLength={2000} rows={3} onText={(note) => onChange({ note })} />
      </Fold>
    </div>
  );
}

/** Stays as it was opened: a tap must not close what one is looking at. */
function Fold({ title, open, children }: { title: string; open: boolean; children: ComponentChildren }) {
  const [first] = useState(open);
  return (
    <details class="fold" open={first}>
      <summary>{title}</summary>
      <div class="stack-s">{children}</div>
    </details>
  );
}

function Triggers({ chosen, onChange }: { chosen: Trigger[]; onChange: (triggers: Trigger[]) => void }) {
  const group = (name: string, triggers: readonly Trigger[], shown: boolean) => (
    <div class="chips" role="group" aria-label={name}>
      {shown && <span class="chips-name" aria-hidden="true">{name}</span>}
      {triggers.map((one) => (
        <Chip key={one} on={chosen.includes(one)} onToggle={() => onChange(toggled(chosen, one))}>{shared(`trigger.${one}`)}</Chip>
      ))}
    </div>
  );
  return (
    <section class="stack-s">
      <h3>{t("triggers")} <span class="muted small">{shared("optional")}</span></h3>
      {group(t("inside"), INSIDE, true)}
      <span class="chips-name" aria-hidden="true">{t("outside")}</span>
      {group(t("group.people"), OUTSIDE.people, false)}
      {group(t("group.places"), OUTSIDE.places, false)}
      {group(t("group.things"), OUTSIDE.things, false)}
    </section>
  );
}

/** What helps this client comes first; something else can be written. */
export function WhatIDid({ did, onChange }: { did: Did[]; onChange: (did: Did[]) => void }) {
  const { mine, general } = useSkills();
  const [text, setText] = useState("");
  const known = [...mine, ...general];
  const written = did.filter((one) => !known.some((skill) => skill.key === one.key));
  const has = (skill: Did) => did.some((one) => one.key === skill.key);
  const add = () => {
    const one = asDid(TYPED + newId(), text);
    if (one.text) onChange([...did, one]);
    setText("");
  };
  return (
    <>
      <div class="chips" role="group" aria-label={t("did")}>
        {[...mine, ...general, ...written].map((skill) => (
          <Chip key={skill.key} on={has(skill)} onToggle={() => onChange(has(skill) ? did.filter((one) => one.key !== skill.key) : [...did, skill])}>
            {skill.text}
          </Chip>
        ))}
      </div>
      <div class="did-other">
        <Field label={t("did.other")} value={text} maxLength={200} onText={setText} />
        <Button look="quiet" disabled={text.trim() === ""} onClick={add}>{t("did.add")}</Button>
      </div>
    </>
  );
}

export function Outcome({ value, onChange }: { value: Content["outcome"]; onChange: (outcome: Content["outcome"]) => void }) {
  return (
    <>
      <div class="chips" role="group" aria-label={t("outcome")}>
        {OUTCOMES.map((one) => (
          <Chip key={one} on={value === one} onToggle={() => onChange(value === one ? null : one)}>{t(`outcome.${one}`)}</Chip>
        ))}
      </div>
      {value === "used" && (
        <div class="stack-s" role="status">
          <p>{t("outcome.used_text")}</p>
          <a href="/help#overdose">{t("overdose")}</a>
        </div>
      )}
    </>
  );
}
