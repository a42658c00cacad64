import { useState } from "preact/hooks";
import { USED, type Used } from "../../api/monitoring.ts";
import { t as shared } from "../../i18n/core.ts";
import { whyNotSaved } from "../../offline/save.ts";
import { Button } from "../../ui/Button.tsx";
import { Options } from "../../ui/choices.tsx";
import { TextArea } from "../../ui/Field.tsx";
import { announce } from "../../ui/Live.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Notice } from "../../ui/surfaces.tsx";
import { useOnce } from "../../ui/useOnce.ts";
import type { OrderNow } from "./state.ts";
import { sayAnswer } from "./useMonitoring.ts";
import { substanceName, t } from "./words.ts";

/** One's own answer. Not saying is an answer too, and no less. */
export function AnswerSheet({ order, onClose }: { order: OrderNow; onClose: () => void }) {
  const [said, setSaid] = useState<Record<string, Used>>({});
  const [line, setLine] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, once } = useOnce();

  async function keep(): Promise<void> {
    const findings = order.panel.flatMap((substance) => (said[substance] ? [{ substance, used: said[substance] }] : []));
    if (findings.length < order.panel.length) return setWrong(t("answer.choose"));
    try {
      await sayAnswer({ order_id: order.id, findings, line: line.trim() || null });
      announce(t("answer.saved"));
      onClose();
    } catch (error) {
      setWrong(shared(whyNotSaved(error)));
    }
  }
  return (
    <Sheet title={t("answer.title")} busy={busy} onClose={onClose}>
      <div class="stack">
        <p>{t("answer.text")}</p>
        {order.panel.map((substance) => (
          <section key={substance} class="stack-s">
            <h3>{substanceName(substance)}</h3>
            <Options
              label={substanceName(substance)} value={said[substance] ?? null} options={USED.map((value) => ({ value, text: t(`used.${value}`) }))}
              onChoose={(used) => setSaid({ ...said, [substance]: used })}
            />
          </section>
        ))}
        <TextArea label={t("answer.line")} value={line} maxLength={400} rows={3} onText={setLine} />
        {wrong && <Notice kind="error" live>{wrong}</Notice>}
        <Button wide busy={busy} onClick={() => void once(keep)}>{t("answer.save")}</Button>
      </div>
    </Sheet>
  );
}
