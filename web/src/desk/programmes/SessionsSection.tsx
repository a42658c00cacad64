import { useState } from "preact/hooks";
import type { Service } from "../../api/programs.ts";
import type { Profession } from "../../api/types.ts";
import { Button } from "../../ui/Button.tsx";
import { KINDS } from "../sessions/series.ts";
import { t as desk } from "../words/index.ts";
import { add } from "./edit.ts";
import { NumberIn, PickIn, SwitchIn, TextIn, useForm } from "./form.tsx";
import { ChipsIn, Folded, PairsIn, RowButtons, Section } from "./parts.tsx";
import { sayMinutes, serviceName } from "./say.ts";
import { t } from "./words.ts";

const PROFESSIONS: readonly Profession[] = [
  "counselor", "psychologist", "psychiatrist", "continuing_care_counselor", "case_manager", "hypnotherapist", "yoga_teacher", "massage_therapist",
  "acupuncturist", "meditation_teacher",
];
const CAPS = [1, 2, 3, 4, 5, 6];

/** Individual sessions, how many a day, and the services there are. */
export function SessionsSection() {
  const { draft, change } = useForm();
  const { services } = draft.design;
  const [fresh, setFresh] = useState(-1);

  function another(): void {
    setFresh(services.length);
    const service: Service = { kind: "individual", minutes: 50, minutes_from: null, core: true, every_weeks: null, by: [], name: { en: "", es: "" } };
    change((now) => add(now, "design.services", service));
  }
  return (
    <Section title={t("sessions_title")}>
      <div class="desk-two prog-top">
        <NumberIn at="design.individual_minutes" label={t("individual_minutes")} />
        <NumberIn at="design.sessions_a_day" label={t("cap")} hint={t("cap.hint")} />
      </div>
      <ChipsIn at="design.sessions_a_day_choices" label={t("cap.choices")} hint={t("cap.choices_hint")} options={CAPS.map((value) => ({ value, text: String(value) }))} />
      <div>
        <h3 class="desk-part-title">{t("services")}</h3>
        <p class="small muted">{t("services.hint")}</p>
      </div>
      {services.map((service, index) => <ServiceForm key={index} service={service} index={index} open={index === fresh} />)}
      <div><Button look="quiet" icon="plus" onClick={another}>{t("service.add")}</Button></div>
      <div>
        <h3 class="desk-part-title">{t("extras")}</h3>
        <p class="small muted">{t("extras.hint")}</p>
      </div>
      <PairsIn at="design.extras" addText={t("extra.add")} />
    </Section>
  );
}

function ServiceForm({ service, index, open }: { service: Service; index: number; open: boolean }) {
  const { draft } = useForm();
  const place = `design.services.${index}`;
  const name = serviceName(service, desk(`kind.${service.kind}`));
  const under = [service.core ? t("tag.core") : t("tag.enhanced"), desk(`kind.${service.kind}`), sayMinutes(service)].join(" · ");
  return (
    <Folded title={name || "…"} under={under} open={open}>
      {service.name && (
        <div class="desk-two prog-top">
          <TextIn at={`${place}.name.en`} label={t("benchmark.en")} max={300} />
          <TextIn at={`${place}.name.es`} label={t("benchmark.es")} max={300} />
        </div>
      )}
      <PickIn at={`${place}.kind`} label={t("group.kind")} options={KINDS.map((value) => ({ value, text: desk(`kind.${value}`) }))} />
      <div class="prog-three">
        <NumberIn at={`${place}.minutes`} label={t("service.minutes")} />
        <NumberIn at={`${place}.minutes_from`} label={t("service.from")} hint={t("empty_any")} />
        <NumberIn at={`${place}.every_weeks`} label={t("service.every")} hint={t("service.every_hint")} />
      </div>
      <SwitchIn at={`${place}.core`} label={t("service.core")} />
      <ChipsIn at={`${place}.by`} label={t("service.by")} hint={t("service.by_hint")} options={PROFESSIONS.map((value) => ({ value, text: desk(`profession.${value}`) }))} />
      <RowButtons at="design.services" index={index} count={draft.design.services.length} name={name} />
    </Folded>
  );
}
