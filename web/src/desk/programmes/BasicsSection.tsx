import { useState } from "preact/hooks";
import { Chip } from "../../ui/choices.tsx";
import { Confirm } from "../../ui/Sheet.tsx";
import { withoutTrack } from "./edit.ts";
import { idOf, LongIn, NumberIn, SwitchIn, TextIn, useForm } from "./form.tsx";
import { Section } from "./parts.tsx";
import { trackName, TRACKS } from "./say.ts";
import { t } from "./words.ts";

/** What it is called, for whom it is, how long it lasts and at which time of day. */
export function BasicsSection() {
  return (
    <Section title={t("basics")} open>
      <TextIn at="name" label={t("name")} />
      <div class="desk-two prog-top">
        <LongIn at="design.summary.en" label={t("summary.en")} hint={t("summary.hint")} />
        <LongIn at="design.summary.es" label={t("summary.es")} hint={t("summary.hint")} />
      </div>
      <div class="desk-two prog-top"><NumberIn at="design.weeks" label={t("weeks")} hint={t("weeks.hint")} /></div>
      <Tracks />
      <SwitchIn at="design.must_be_substance_free" label={t("free")} hint={t("free.hint")} />
    </Section>
  );
}

function Tracks() {
  const { draft, set, change } = useForm();
  const [leaving, setLeaving] = useState<string | null>(null);
  const { tracks, groups } = draft.design;
  const all = [...TRACKS, ...tracks.filter((one) => !TRACKS.includes(one))];
  const held = (track: string) => groups.filter((group) => group.track === track).length;

  function toggle(track: string): void {
    if (!tracks.includes(track)) return set("design.tracks", all.filter((one) => one === track || tracks.includes(one)));
    if (held(track) > 0) setLeaving(track);
    else change((now) => withoutTrack(now, track));
  }
  return (
    <fieldset class="field" id={idOf("design.tracks")}>
      <legend class="label">{t("tracks")}</legend>
      <span class="hint">{t("tracks.hint")}</span>
      <div class="chips">
        {all.map((track) => <Chip key={track} on={tracks.includes(track)} onToggle={() => toggle(track)}>{trackName(track)}</Chip>)}
      </div>
      {leaving !== null && (
        <Confirm
          title={t("track.gone_title", { track: trackName(leaving) })} text={t("track.gone_text", { count: held(leaving) })} yes={t("remove")} danger
          onNo={() => setLeaving(null)}
          onYes={() => {
            change((now) => withoutTrack(now, leaving));
            setLeaving(null);
          }}
        />
      )}
    </fieldset>
  );
}
