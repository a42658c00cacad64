import type { DueForm, FormItem, FormText } from "../../src/api/forms.ts";

const item = (number: string, more: Partial<FormItem> = {}): FormItem =>
  ({ number, text: `Question ${number}`, kind: "days", options: null, min: 0, max: 7, required: true, note: null, ...more });
const often = [0, 1, 2, 3].map((value) => ({ value, text: `often ${value}` }));
const common = { version: 1, language: "en", licence: "", source: "" };

/** The items, skips and kinds of the forms as the server gives them; the wording is not the matter here. */
export const BAM_IOP: FormText = {
  ...common, id: "bam-iop", wording: "a".repeat(64), name: "BAM-IOP", recall: "P7D", intro: "A standard set.", scored: false, acts_at_once: [],
  items: ["1", "2", "3", "4", "5", "6", "7A", "7B", "7C", "7D", "7E", "7F", "7G", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17"].map((number) => item(number)),
  skips: [{ item: "4", when: [0], to: "6", skips: ["5"] }, { item: "6", when: [0], to: "8", skips: ["7A", "7B", "7C", "7D", "7E", "7F", "7G"] }],
};
export const PHQ_9: FormText = {
  ...common, id: "phq-9", wording: "b".repeat(64), name: "PHQ-9", recall: "P14D", intro: "Over the last 2 weeks?", scored: true, skips: [],
  acts_at_once: [{ item: "9", at_least: 1 }],
  items: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"].map((number) => item(number, { kind: "options", options: often, max: 3, required: number !== "10" })),
};

export function due(form: FormText, due_on = "2026-11-22"): DueForm {
  return { instrument: form.id, due_on, is_late: false, is_available: true, form };
}
