import { useEffect, useState } from "preact/hooks";
import type { Did } from "../../api/cravings.ts";
import { copingSkills } from "../safety_plan/kept.ts";
import { t } from "./words.ts";

const BUILT_IN = ["call", "leave", "walk", "water", "eat", "shower", "music", "hands", "reasons", "later"] as const;
const LONGEST = 200;

/** Begins the key of what is typed into a log and stands in no plan: whoever may read the log may read it. */
export const TYPED = "own.";

/** As one line that a log can hold. */
export function asDid(key: string, text: string): Did {
  return { key: key.slice(0, 60), text: text.replace(/\s+/g, " ").trim().slice(0, LONGEST) };
}

/** A few things that need nothing prepared. */
export function builtIn(): Did[] {
  return BUILT_IN.map((one) => asDid(`skill.${one}`, t(`skill.${one}`)));
}

/** What a log calls it, in the language in use now. */
export function sayDid(did: Did): string {
  return builtIn().find((one) => one.key === did.key)?.text ?? did.text;
}

export type Skills = { mine: Did[]; general: Did[] };

/** What the client wrote in their own plan, and things that help many. */
export function useSkills(): Skills {
  const [mine, setMine] = useState<Did[]>([]);
  useEffect(() => {
    let alive = true;
    void copingSkills().then((found) => {
      if (alive) setMine(found.map(({ key, text }) => asDid(key, text)).filter((one) => one.text !== ""));
    }, () => undefined);
    return () => {
      alive = false;
    };
  }, []);
  return { mine, general: builtIn() };
}
