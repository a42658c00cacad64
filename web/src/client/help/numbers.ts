import type { HelpNumber } from "../../api/safety.ts";
import type { CentreHelp } from "../../api/types.ts";

/** For a phone that has never reached its server: the same as the service's own list for the US. */
export const US: HelpNumber[] = [
  {
    code: "crisis", call: "988", text: "988", label: { en: "988 Lifeline", es: "Línea 988" },
    note: {
      en: "Free, day and night, for any hard moment. When you call: press 1 for veterans, 2 for Spanish.",
      es: "Gratis, de día y de noche, para cualquier momento difícil. Al llamar: marca 1 para veteranos, 2 para español. Por mensaje: escribe AYUDA.",
    },
  },
  { code: "emergency", call: "911", text: null, label: { en: "Emergency", es: "Emergencias" }, note: { en: "Somebody is in danger now.", es: "Alguien está en peligro ahora." } },
  {
    code: "helpline", call: "1-800-662-4357", text: null, label: { en: "SAMHSA Helpline", es: "Línea de ayuda de SAMHSA" },
    note: {
      en: "Information about treatment and support near you, in English and Spanish, day and night. It is not for a crisis.",
      es: "Información sobre tratamiento y apoyo cerca de ti, en inglés y español, de día y de noche. No es para una crisis.",
    },
  },
  {
    code: "poison", call: "1-800-222-1222", text: null, label: { en: "Poison Help", es: "Ayuda por intoxicación" },
    note: {
      en: "Took too much of something, or the wrong thing, and the person is awake. Free, day and night.",
      es: "Tomó demasiado de algo, o algo equivocado, y la persona está despierta. Gratis, de día y de noche.",
    },
  },
];

export function numbersOf(help: CentreHelp | null): HelpNumber[] {
  return help?.numbers ?? US;
}

/** Whom to call at the centre: who is on duty where there is a number for it, else the centre. */
export function whoToCall(help: CentreHelp | null): { phone: string; isOnCall: boolean }[] {
  const on = help?.on_call_phone;
  const centre = help?.centre_phone;
  return [
    ...(on ? [{ phone: on, isOnCall: true }] : []),
    ...(centre && centre !== on ? [{ phone: centre, isOnCall: false }] : []),
  ];
}
