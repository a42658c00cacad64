import { useEffect, useRef, useState } from "preact/hooks";
import type { ModuleText } from "../../api/learning.ts";
import { covered } from "../../ui/Cover.tsx";
import { type Mouth, piecesOf, type Speaking, Speaker, voiceFor } from "./speech.ts";

export type Aloud = Speaking & { can: boolean; play: (block: number) => void; pause: () => void; goOn: () => void; stop: () => void };

const SILENT: Speaking = { state: "off", block: null };

/** Reads a text aloud by the platform. Silent as soon as the page is hidden, left or covered. */
export function useAloud(text: ModuleText): Aloud {
  const voice = useVoice(text.language);
  const [now, setNow] = useState<Speaking>(SILENT);
  const speaker = useRef<Speaker | null>(null);
  useEffect(() => {
    if (!voice) return;
    const mine = new Speaker(piecesOf(text), mouthOf(voice), setNow);
    speaker.current = mine;
    const hush = () => mine.pause();
    const looked = () => {
      if (document.visibilityState === "hidden") hush();
    };
    const uncovered = covered.subscribe((on) => {
      if (on) hush();
    });
    document.addEventListener("visibilitychange", looked);
    addEventListener("pagehide", hush);
    return () => {
      mine.stop();
      speaker.current = null;
      uncovered();
      document.removeEventListener("visibilitychange", looked);
      removeEventListener("pagehide", hush);
    };
  }, [voice, text]);
  return {
    ...now,
    can: voice !== null,
    play: (block) => speaker.current?.play(block),
    pause: () => speaker.current?.pause(),
    goOn: () => speaker.current?.goOn(),
    stop: () => speaker.current?.stop(),
  };
}

/** Voices come late on some platforms, and never on others. */
function useVoice(language: string): SpeechSynthesisVoice | null {
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null>(null);
  useEffect(() => {
    const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
    if (!speech) return;
    const look = () => setVoice(voiceFor(speech.getVoices(), language));
    look();
    speech.addEventListener?.("voiceschanged", look);
    return () => speech.removeEventListener?.("voiceschanged", look);
  }, [language]);
  return voice;
}

function mouthOf(voice: SpeechSynthesisVoice): Mouth {
  // Some platforms forget an utterance that nobody holds, and never say that it has ended.
  let held: SpeechSynthesisUtterance | null = null;
  return {
    say: (words, done) => {
      held = new SpeechSynthesisUtterance(words);
      held.voice = voice;
      held.lang = voice.lang;
      held.onend = () => done(true);
      held.onerror = () => done(false);
      speechSynthesis.speak(held);
    },
    hush: () => {
      held = null;
      speechSynthesis.cancel();
    },
  };
}
