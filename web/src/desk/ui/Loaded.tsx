import type { ComponentChildren } from "preact";
import { t as shared } from "../../i18n/core.ts";
import { me } from "../../person.ts";
import { clockTime } from "../../time.ts";
import { Button } from "../../ui/Button.tsx";
import type { Resource } from "../../ui/resource.ts";
import { Notice } from "../../ui/surfaces.tsx";
import { t } from "../words/index.ts";
import { sentenceFor } from "./problems.ts";

type Props<T> = { of: Resource<T>; children: (value: T) => ComponentChildren };

/** What the server said, or that it is coming, or in a sentence why it is not. */
export function Loaded<T>({ of, children }: Props<T>) {
  if (of.value !== null) {
    return (
      <>
        {of.state === "stale" && <Notice kind="warn" live>{staleSentence(of)}</Notice>}
        {children(of.value)}
      </>
    );
  }
  if (of.state === "loading") return <p class="muted" role="status">{shared("loading")}</p>;
  return (
    <Notice kind={of.problem ? "error" : "warn"} live>
      <p>{of.problem ? sentenceFor(of.problem) : t("problem.offline")}</p>
      {of.problem?.status !== 404 && of.problem?.status !== 403 && (
        <Button look="quiet" onClick={() => void of.reload()}>{shared("try_again")}</Button>
      )}
    </Notice>
  );
}

function staleSentence<T>(of: Resource<T>): string {
  if (of.problem) return sentenceFor(of.problem);
  return t("problem.stale", { when: clockTime(new Date(of.at ?? Date.now()), me().time_zone) });
}
